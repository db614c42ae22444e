"""What advice is asked for opinions: class, need, who could do it, which unit of the county."""

from typing import Any

from django.db.models import Q

from renda.ground.insight.declare import Question
from renda.ground.insight.queries import duties_of, names_of
from renda.ground.kernel.actor import Actor
from renda.ground.people.states import OrgKind
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.queries import units_of
from renda.voice.opinions.states import ARRIVED, Category, Need, Outcome, S

# Words residents use, by class: ours, only where too few opinions were screened to learn from.
CATEGORY_WORDS = {
    Category.ROADS: "公路、修路、桥、路面、坑洼、护栏、路灯、水管、沟渠、自来水、停电、信号、公交、站台",
    Category.BUILDING: "小区、物业、房屋、危房、违建、电梯、停车位、垃圾、井盖、绿化、施工、烂尾",
    Category.FARMING: "农田、种植、养殖、化肥、农药、灌溉、土地流转、农机、粮食、宅基地",
    Category.EDUCATION: "学校、幼儿园、教师、学生、校车、入学、食堂、学费、培训班",
    Category.HEALTH: "医院、医生、卫生院、看病、疫苗、药、村医、救护车、医保报销",
    Category.SECURITY: "低保、养老、社保、退休、工资、欠薪、就业、残疾、救助、补贴、养老院",
    Category.CULTURE: "景区、旅游、图书馆、广场舞、健身器材、球场、文物、文化站",
    Category.ENVIRONMENT: "污染、废气、废水、噪声、异味、臭味、粉尘、排污、焚烧、河水",
    Category.BUSINESS: "企业、执照、审批、招商、市场、商户、收费、假货、贷款",
    Category.ORDER: "治安、诈骗、纠纷、扰民、调解、派出所、红绿灯、养犬、赌博、法院",
    Category.FINANCE: "预算、税、补助资金、债务、银行、保险、拨款",
}
NEED_WORDS = {
    Need.LAW: "法律、执法、法院、检察、处罚、诉讼、规定、条例、治安、违法",
    Need.REFORM: "审批、改革、机构、体制、流程、窗口、下放、改制、政策",
    Need.GROWTH: "企业、产业、项目、招商、投资、园区、贷款、旅游开发、种植基地、电商",
    Need.LIVELIHOOD: "学校、医院、看病、住房、修路、路灯、自来水、养老、就业、低保、公交、垃圾",
}
LEVEL_STEPS = {
    Outcome.DEPUTY: "screen", Outcome.VILLAGE: "pass_to_village", Outcome.TOWN: "pass_to_town",
    Outcome.COUNTY: "refer_to_county", Outcome.GUIDED_AWAY: "guide_away", Outcome.OTHER_CHANNEL: "pass_elsewhere",
}  # fmt: skip
LEVEL_WORDS = {
    Outcome.VILLAGE: "邻里、村里、组里、门前、田埂、水沟、保洁",
    Outcome.TOWN: "镇上、集市、集镇、乡道、垃圾清运、低保、排水",
    Outcome.COUNTY: "全县、县城、国道、省道、医院、公交线路、供电、自来水厂、中学",
    Outcome.GUIDED_AWAY: "法院、起诉、判决、仲裁、信访、招标、借款、欠条、报警、报案",
}
SCREENED = ~Q(state__in=[*ARRIVED, S.ERASED])
SETTLED = Q(state__in=[S.TOLD, S.RATED, S.CLOSED])
PASSED_TO_UNIT = Q(target_org__kind=OrgKind.UNIT)


def rows() -> Any:
    return Opinion.objects.filter(erased_at__isnull=True).exclude(state=S.ERASED).select_related("target_org")


def read(row: Opinion) -> tuple[str, str]:
    return "", "。".join(part for part in (row.text, row.place) if part)


def visible(actor: Actor) -> Any:
    return Opinion.objects.visible_to(actor)


def _question(name: str, label: str, field: str, **more: Any) -> Question:
    return Question(name, label, "opinion", field, rows=rows, read=read, visible=visible, settled=SETTLED, **more)


QUESTIONS = (
    _question("opinion-category", "群众意见的类别", "category", answer=lambda row: row.category, waits=Q(state__in=ARRIVED, category=""),
              decided=SCREENED & ~Q(category=""), choices=lambda _: dict(Category.choices), hints=lambda _: CATEGORY_WORDS),
    _question("opinion-need", "群众意见的需求", "need", answer=lambda row: row.need, waits=Q(state__in=ARRIVED, need=""),
              decided=SCREENED & ~Q(need=""), choices=lambda _: dict(Need.choices), hints=lambda _: NEED_WORDS),
    _question("opinion-level", "群众意见由谁办", "", answer=lambda row: row.outcome, waits=Q(state__in=ARRIVED, outcome=""),
              decided=SCREENED & Q(outcome__in=list(LEVEL_STEPS)), steps=LEVEL_STEPS,
              choices=lambda _: {value: Outcome(value).label for value in LEVEL_STEPS}, hints=lambda _: LEVEL_WORDS),
    _question("opinion-unit", "群众意见转哪个县级单位", "target_org_id", answer=lambda row: str(row.target_org_id),
              waits=Q(state__in=[*ARRIVED, S.REFERRED]), decided=SCREENED & ~Q(state=S.REFERRED) & PASSED_TO_UNIT,
              choices=lambda county: names_of(units_of(county)), hints=lambda county: duties_of(county, units_of(county))),
)  # fmt: skip
