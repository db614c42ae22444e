"""Ten major matters of a year, of each sort: decided and carried out, ended in opinions, kept for record, on their way."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from renda.chamber.decisions import services
from renda.chamber.decisions.models import Decision
from renda.chamber.meetings.models import Body, Meeting
from renda.demo.cast import Cast
from renda.demo.sittings import at, by_hands, called, sitting
from renda.ground.county.models import County
from renda.ground.kernel import clock

TEXTS = {
    "park": ("关于加强泉坞山城郊森林公园保护和建设管理的决定", "园区边界不清，林木和步道屡被占用，群众多次反映。", "森林法、地方组织法第五十条",
             "一、县人民政府在六个月内划定保护范围，设立界桩，向社会公布。\n二、范围内不得新建与保护无关的建筑。\n三、每年安排管护经费，列入预算。\n四、县人民政府在规定的日期以前报告落实情况。"),
    "bodies": ("关于规范常委会工作委员会设置的决定", "机构改革以后，工作委员会的名称和职责需要统一。", "地方组织法第五十九条",
               "一、常委会设代表、财政经济、监察和司法、农业农村等工作委员会。\n二、各工作委员会的职责按常委会通过的规定执行。"),
    "accounts": ("关于批准2025年县级决算的决议", "县人民政府提请审查批准2025年县级决算。", "预算法第七十七条",
                 "会议审查了县人民政府提出的2025年县级决算草案，同意审查结果报告，决定批准2025年县级决算。"),
    "budget": ("关于批准2026年县级预算调整方案的决议", "上级新增转移支付和专项债券，需要调整支出。", "预算法第六十九条",
               "会议审查了预算调整方案，决定予以批准。新增资金用于农村供水和公路安防，县人民政府按季公布进度，年底以前报告执行情况。"),
    "business": ("关于优化营商环境、鼓励民营企业创新的决定", "企业反映办事环节多、账款拖欠、政策兑现慢。", "优化营商环境条例",
                 "一、惠企政策免申即享，逐项公布清单。\n二、拖欠账款逐笔登记，明确清偿日期。\n三、每半年听取一次企业意见。"),
    "water": ("关于加强农村饮用水水源保护的决定", "部分乡镇水源地没有隔离设施，汛期水质不稳。", "水污染防治法",
              "一、乡镇集中式水源地全部设立标志和隔离设施。\n二、水质按月检测、按季公布。\n三、保护范围内的养殖场限期搬迁。"),
    "schools": ("关于推进职业教育改革的意见", "县职业中学专业设置和本地产业脱节，毕业生留县不足三成。", "职业教育法", ""),
    "plan": ("关于2026年政府投资计划执行情况的报告", "按清单报送常委会备案。", "政府投资条例", ""),
    "sand": ("关于规范河道采砂管理的决定", "沿河群众反映夜间采砂损坏河堤，执法力量不足。", "水法",
             "一、划定禁采区、禁采期。\n二、采砂船舶统一编号、定位。"),
    "parking": ("关于加强县城停车管理的决定", "老城区车位缺口大，占道停车影响消防和出行。", "道路交通安全法",
                "一、公共停车设施纳入国土空间规划。\n二、机关事业单位车位错时向社会开放。"),
}  # fmt: skip
MATTERS = {"accounts": "县级决算", "budget": "县级预算的调整", "park": "城郊森林公园、饮用水水源等重要生态空间的保护",
           "bodies": "人大常委会工作机构的设置和规范", "plan": "政府投资年度计划的执行和调整"}  # fmt: skip
DONE = {
    "park": "已划定保护范围4.2平方公里，设界桩163个，拆除违建7处；步道修复12公里；管护经费列入2026年预算。",
    "budget": "新增资金1.3亿元，已下达1.1亿元；农村供水工程完成八成，公路安防完成六成，明年一季度全部完成。",
}


class DecisionYear:
    """Lives the year through services, each step on its own day."""

    def __init__(self, county: County, cast: Cast) -> None:
        self.county, self.cast, self.today = county, cast, clock.today()

    @transaction.atomic
    def load(self) -> None:
        body = Body.objects.filter(county=self.county, kind="standing").select_related("office").first()
        if body is None or Decision.objects.filter(county=self.county).exists():
            return
        self.body = body
        self._first(self.today - timedelta(days=240))
        self._second(self.today - timedelta(days=120))
        self._third(self.today - timedelta(days=40))
        self._running()

    def _propose(self, key: str, on: date, *, sort: str = "must", proposer: str = "government") -> Decision:
        """By the government's office; the committee, the council or members for some."""
        cast = self.cast
        who = {"government": (cast.gov, cast.orgs.gov_office), "committee": (cast.committee, cast.orgs.committee),
               "council": (cast.office, None), "members": (cast.deputy, None)}  # fmt: skip
        actor, org_id = who[proposer]
        title, reasons, basis, text = TEXTS[key]
        with at(on):
            return services.propose_decision(
                self.body, actor=actor, sort=sort, proposer=proposer, proposer_org_id=org_id, title=title, reasons=reasons,
                basis=basis, text=text, matter=MATTERS.get(key, ""),
            )  # fmt: skip

    def _prepared(self, key: str, meeting: Meeting, *, sort: str = "must", proposer: str = "government") -> Decision:
        """Researched, agreed to by the council, and on the meeting's agenda a week before it."""
        on, cast = meeting.starts_on, self.cast
        row = self._propose(key, on - timedelta(days=20), sort=sort, proposer=proposer)
        with at(on - timedelta(days=19)):
            services.hand_decision(row, actor=cast.office, committee_id=cast.orgs.committee)
        with at(on - timedelta(days=12)):
            services.research_decision(
                row, actor=cast.committee, research="经调研，理由充分，依据明确，建议提请常委会会议审议。"
            )
            services.submit_decision(row, actor=cast.office)
        with at(on - timedelta(days=7)):
            services.put_on_agenda_decision(row, actor=cast.office, meeting_id=meeting.pk, reporter="提案机关负责人")
        return row

    def _adopted(self, row: Decision, *, no: int = 0) -> None:
        cast = self.cast
        services.deliberate_decision(row, actor=cast.office, deliberation="组成人员认为这件事应当作出决定，并对文字提出修改。",
                                     text=row.text.replace("县人民政府", "县人民政府及其有关部门", 1))  # fmt: skip
        services.put_to_vote_decision(row, actor=cast.office, way="hands")
        by_hands(cast, row.ballot, {"yes": 23 - no, "no": no, "abstain": 1})
        services.adopt_decision(Decision.objects.get(pk=row.pk), actor=cast.office)

    def _announced(
        self, row: Decision, on: date, *, days: int = 0, organ: int | None = None, form: str = "decision"
    ) -> Decision:
        with at(min(on, self.today)):
            return services.announce_decision(
                Decision.objects.get(pk=row.pk), actor=self.cast.office, form=form, organ_id=organ,
                report_due_on=clock.today() + timedelta(days=days) if days else None,
            )  # fmt: skip

    def _first(self, on: date) -> None:
        """The park, carried out and reported; the committees of the standing committee."""
        cast = self.cast
        meeting = called(cast, self.body, on, f"{self.body.name}专题会议（{on.month}月）")
        park, bodies = self._prepared("park", meeting), self._prepared("bodies", meeting, proposer="council")
        with sitting(cast, meeting):
            self._adopted(park)
            self._adopted(bodies)
        park = self._announced(park, on + timedelta(days=3), days=180, organ=cast.orgs.gov_office)
        with at(on + timedelta(days=30)):
            services.implement_decision(park, actor=cast.gov)
        with at(on + timedelta(days=170)):
            services.report_decision(park, actor=cast.gov, report=DONE["park"])
        bodies = self._announced(bodies, on + timedelta(days=3))
        with at(on + timedelta(days=185)):
            services.close_decision(park, actor=cast.committee, check_note="四条都已落实。")
            services.close_decision(bodies, actor=cast.office)

    def _second(self, on: date) -> None:
        """Final accounts, the changed budget, the matter kept for record."""
        cast = self.cast
        meeting = called(cast, self.body, on, f"{self.body.name}专题会议（{on.month}月）")
        accounts, budget = self._prepared("accounts", meeting), self._prepared("budget", meeting)
        with sitting(cast, meeting):
            self._adopted(accounts)
            self._adopted(budget, no=2)
        accounts = self._announced(accounts, on + timedelta(days=2), form="resolution")
        budget = self._announced(
            budget, on + timedelta(days=2), days=125, organ=cast.orgs.gov_office, form="resolution"
        )
        with at(on + timedelta(days=20)):
            services.close_decision(accounts, actor=cast.office)
        with at(self.today - timedelta(days=4)):
            services.report_decision(budget, actor=cast.gov, report=DONE["budget"])
        record = self._propose("plan", on + timedelta(days=10), sort="record")
        with at(on + timedelta(days=14)):
            services.record_decision(record, actor=cast.office)

    def _third(self, on: date) -> None:
        """Business and water, being carried out; vocational schools, ended in opinions."""
        cast = self.cast
        meeting = called(cast, self.body, on, f"{self.body.name}专题会议（{on.month}月）")
        business = self._prepared("business", meeting, sort="may", proposer="committee")
        water, schools = self._prepared("water", meeting), self._prepared("schools", meeting, sort="may")
        with sitting(cast, meeting):
            self._adopted(business, no=1)
            self._adopted(water)
            services.deliberate_decision(
                schools, actor=cast.office, deliberation="组成人员提出了意见，认为现在作决定还不成熟。"
            )
        business = self._announced(business, on + timedelta(days=3), days=90, organ=cast.orgs.gov_office)
        self._announced(water, on + timedelta(days=3), days=45, organ=cast.orgs.water)
        with at(on + timedelta(days=4)):
            services.send_opinions_decision(
                Decision.objects.get(pk=schools.pk), actor=cast.office, organ_id=cast.orgs.gov_office,
                opinions="一、专业设置要对接本地酿酒、茶叶产业。\n二、三年内补足专业教师。",
            )  # fmt: skip
        with at(on + timedelta(days=12)):
            services.implement_decision(business, actor=cast.gov)

    def _running(self) -> None:
        """Members' proposal with the council; the next meeting's item."""
        cast = self.cast
        sand = self._propose("sand", self.today - timedelta(days=9), proposer="members")
        others = (
            self.body.seats.on(self.today).exclude(deputy=sand.mover).order_by("pk").values_list("deputy_id", flat=True)
        )
        with at(self.today - timedelta(days=6)):
            services.join_decision(sand, actor=cast.office, deputy_ids=list(others[:3]))
            services.submit_decision(sand, actor=cast.office)
        coming = (
            Meeting.objects.filter(county=self.county, body=self.body, state="convened").order_by("starts_on").first()
        )
        if coming is not None:
            self._prepared("parking", coming)
