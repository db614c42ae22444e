"""What happens in the hall: materials in versions, speeches, and one session of the congress with its sittings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from renda.chamber.meetings import services
from renda.chamber.meetings.models import Body, Material, Meeting
from renda.chamber.observers import services as observers
from renda.ground.county.models import County
from renda.ground.files import services as files
from renda.ground.files.models import FileText, StoredFile
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.papers import markup, pdf

WORDS = (
    "报告讲得实在。建议把管网老化的村排出先后，明年先改漏损最重的几段。",
    "水质检测结果应当按月在村务栏公示，让群众看得到、放心用。",
    "维修队伍不足，建议县里统一招聘，按片区配人，接到报修当天到场。",
    "同意报告。请政府把整改的时间表和责任人补进来，半年以后再报一次。",
)
REVISED = "（修改稿）\n按工作委员会的意见，补了整改时间表：倒排工期，逐月销号，年底前由常委会组织回头看。"
REPORT = """@title {title}
{version}
# 一、基本情况
今年以来，有关部门按照年度计划推进各项工作，完成了主要任务。
# 二、存在的问题
有的环节进度偏慢，管理维护的人手不足，群众反映的个别问题办得不够及时。
# 三、下一步打算
列出清单，明确责任和时限，逐项落实，并向常委会报告。
"""
SESSION_ON, SITTINGS = (1, 14), (
    ("preparatory", 0, 9, "选举主席团和秘书长，通过议程"),
    ("plenary", 0, 14, "听取政府工作报告，审查计划、预算报告"),
    ("plenary", 1, 9, "听取常委会、法院、检察院工作报告"),
    ("plenary", 2, 9, "通过各项决议，闭幕"),
)  # fmt: skip
AGENDA = (
    ("听取和审议政府工作报告", "report", "县长"), ("审查和批准计划、预算报告", "decision", ""),
    ("听取和审议常委会、法院、检察院工作报告", "report", ""),
)  # fmt: skip
PLACE, CITIZENS = "县影剧院", ("周满仓", "吴晓兰", "郑有田", "冯素云", "褚长林", "卫小满", "蒋春生")


def give_materials(row: Meeting, actor: Actor) -> None:
    """A report of each item, the first in two versions."""
    for item in row.items.standing():
        services.add_material_meeting(
            row, actor=actor, position=item.position, papers=[_report(item.title)], is_clean=True
        )
    first = Material.objects.filter(meeting=row, item__position=1).get()
    services.add_material_meeting(
        row, actor=actor, position=1, papers=[_report(first.item.title, REVISED)], is_clean=True,
        replaces=first.series, change="按工作委员会的意见补了整改时间表",
    )  # fmt: skip
    _read([one.file for one in row.materials.standing().select_related("file")])


def _read(kept: Sequence[StoredFile]) -> None:
    """At once: hundreds of papers of the demo wait to be made first, and a newcomer wants to find a word in a material."""
    files.texts_of(kept)
    for pk in FileText.objects.filter(sha256__in=[one.sha256 for one in kept], read_at=None).values_list(
        "pk", flat=True
    ):
        files.read_text(pk)


def call_observers(row: Meeting, actor: Actor) -> None:
    """Citizens may observe; some have signed up."""
    call = observers.announce_observing(
        row, actor=actor, places=5, closes_on=row.starts_on - timedelta(days=3),
        words="年满十八周岁，有选举权和被选举权。旁听的人只听不发言，不参加表决。",
    )  # fmt: skip
    for n, name in enumerate(CITIZENS):
        observers.apply_observer(actor=Actor(row.county_id), call=call, name=name, phone=f"138001370{n:02d}")


def _report(title: str, version: str = "（初稿）") -> SimpleUploadedFile:
    name = f"{title}（草案）" if title.startswith("关于") else f"关于{title.removeprefix('听取和审议')}"
    data = pdf.write_pdf(markup.parse(REPORT.format(title=name, version=version)))
    return SimpleUploadedFile(f"{name}.pdf", data, "application/pdf")


def speak(row: Meeting, actor: Actor, there: Sequence[int], n: int) -> None:
    """Three members on the first item."""
    item = row.items.filter(sort="report").order_by("position").first()
    if item is None:
        return
    for k in range(3):
        services.add_speech(
            row,
            actor=actor,
            item_id=item.pk,
            deputy_id=there[(n + 5 * k) % len(there)],
            words=WORDS[(n + k) % len(WORDS)],
        )


def hold_session(county: County, actor: Actor, at: Callable[[date, int], Any]) -> None:
    """The congress has met this year: three days, a preparatory meeting, three plenaries, the delegations between them."""
    standing = Body.objects.get(county=county, kind="standing")
    body = Body.objects.get(county=county, kind="congress", congress_id=standing.congress_id)
    first = date(clock.today().year, *SESSION_ON)
    if first >= clock.today():
        return
    with at(first - timedelta(days=30), 9):
        row = _called(body, first, actor)
    with at(first - timedelta(days=1), 9):
        _prepared(row, actor, before=True)
    there = list(row.presences.filter(guest="").order_by("pk").values_list("deputy_id", flat=True))
    for n, sitting in enumerate(row.sittings.exclude(sort="group").order_by("starts_at")):
        day, hour = clock.day_of(sitting.starts_at), sitting.starts_at.astimezone(clock.COUNTY_TIME).hour
        with at(day, hour):
            services.arrive(row, actor=actor, deputy_ids=there[: len(there) - len(there) // 20])
            if n == 0:
                services.open_meeting(row, actor=actor)
            services.open_sitting(sitting, actor=actor)
        with at(day, hour + 2):
            services.close_sitting(sitting, actor=actor)
    _delegations(row, actor, at)
    with at(row.ends_on, 12):
        services.close_meeting(row, actor=actor)
    with at(row.ends_on + timedelta(days=3), 15):
        services.publish_meeting(row, actor=actor)
        services.draw_up(row, actor=actor, sort="schedule")
        _prepared(row, actor)


def _called(body: Body, first: date, actor: Actor) -> Meeting:
    row = services.plan_meeting(
        body, actor=actor, starts_on=first, ends_on=first + timedelta(days=2), starts_at=time(9), place=PLACE,
        title=f"{body.name}{first.year}年会议",
    )  # fmt: skip
    for title, sort, reporter in AGENDA:
        services.add_item_meeting(row, actor=actor, title=title, sort=sort, reporter=reporter)
    heads: dict[str, str] = {}
    for one in row.presences.exclude(group="").select_related("deputy").order_by("group", "pk"):
        heads.setdefault(one.group, one.deputy.name)
    names = list(heads)
    lines = [f"{name}|{heads[name]}|县委党校{n}号会议室" for n, name in enumerate(names, 1)]
    if lines:
        services.form_groups_meeting(row, actor=actor, text="\n".join(lines))
    for sort, day, hour, topic in SITTINGS:
        services.add_sitting_meeting(
            row, actor=actor, sort=sort, starts_at=_moment(first, day, hour), place=PLACE, topic=topic
        )
    for n, name in enumerate(names, 1):
        services.add_sitting_meeting(row, actor=actor, sort="group", group=name, starts_at=_moment(first, 1, 14),
                                     place=f"县委党校{n}号会议室", topic="审议各项报告")  # fmt: skip
    services.arrange_seats_meeting(row, actor=actor, per_row=20)
    return services.convene_meeting(row, actor=actor)


def _prepared(row: Meeting, actor: Actor, *, before: bool = False) -> None:
    things = row.preparations.filter(state="waiting", days__gte=0 if before else -999)
    for thing in things.select_related("office", "org", "meeting"):
        services.finish_preparation(thing, actor=actor)


def _delegations(row: Meeting, actor: Actor, at: Callable[[date, int], Any]) -> None:
    for sitting in row.sittings.filter(sort="group").order_by("pk"):
        members = list(row.presences.filter(group=sitting.group).values_list("deputy_id", flat=True))
        with at(row.starts_on + timedelta(days=1), 14):
            services.open_sitting(sitting, actor=actor)
            services.attend_sitting(sitting, actor=actor, deputy_ids=members)
            services.add_speech(
                row, actor=actor, deputy_id=members[0], sitting_id=sitting.pk, item_id=row.items.get(position=1).pk,
                words=WORDS[sitting.pk % len(WORDS)],
            )  # fmt: skip
        with at(row.starts_on + timedelta(days=1), 17):
            services.close_sitting(sitting, actor=actor)


def _moment(first: date, day: int, hour: int) -> datetime:
    return datetime.combine(first + timedelta(days=day), time(hour), tzinfo=clock.COUNTY_TIME)
