"""Four deliberation opinions of a year: closed, handled again after 不满意, at work, and about to be rated."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from renda.chamber.deliberations import services
from renda.chamber.deliberations.models import Deliberation
from renda.chamber.meetings.models import AgendaItem, Body, Meeting
from renda.demo.cast import Cast
from renda.demo.sittings import at, by_hands, called, sitting
from renda.ground.county.models import County
from renda.ground.kernel import clock

NOTES = {
    "water": "罗秋禾：这几年供水改善很大。建议加快老旧管网改造，山区的小水厂要并网。\n严守田：要按月公布水质检测结果，让群众放心。",
    "environment": "罗秋禾：空气质量好转，水还不行。建议沿河六个镇的污水管网三年内全部建成。\n严守田：畜禽养殖的粪污要有去处，不能直排。",
    "audit": "罗秋禾：查出的问题要逐条整改、逐条销号。\n严守田：建议把屡审屡犯的单位向社会公布。",
    "schools": "罗秋禾：建议专业设置对接本地产业。\n严守田：要解决乡镇中心校教师不足的问题。",
}
PREAMBLE = "会议认为，县人民政府和有关部门做了大量工作，成效明显；同时也存在一些需要解决的问题。"
WORDS = (
    ("done", "已经完成，办理情况向社会公布，有关资料附后。"),
    ("doing", "已经列入计划，明确了责任单位和完成日期，正在推进。"),
)


class DeliberationYear:
    """From the reports heard in the year's meetings, each step on its own day."""

    def __init__(self, county: County, cast: Cast) -> None:
        self.county, self.cast, self.today = county, cast, clock.today()

    @transaction.atomic
    def load(self) -> None:
        if Deliberation.objects.filter(county=self.county).exists():
            return
        items = self._reports()
        ways = (
            ("water", self._closed),
            ("environment", self._again),
            ("audit", self._coming),
            ("schools", self._at_work),
        )
        for (key, way), item in zip(ways, items, strict=False):
            way(key, item)

    def _reports(self) -> list[AgendaItem]:
        """The last report of each meeting that was held, the earliest first."""
        rows = AgendaItem.objects.filter(
            county=self.county, sort="report", dropped_on__isnull=True, meeting__state__in=["closed", "published"],
            meeting__body__kind="standing",
        )  # fmt: skip
        found = {
            one.meeting_id: one for one in rows.select_related("meeting").order_by("meeting__starts_on", "position")
        }
        return list(found.values())

    def _handed(self, key: str, item: AgendaItem, *, days: int = 0) -> Deliberation:
        """Drafted by the committee, agreed to by the council, handed over within nine days of the meeting."""
        cast, on = self.cast, item.meeting.starts_on
        meeting = Meeting.objects.select_related("body", "office").get(pk=item.meeting_id)
        with at(on + timedelta(days=2)):
            row = services.draft_deliberation(
                meeting, actor=cast.committee, source="report", organ_id=cast.orgs.water, item_id=item.pk,
                committee_id=cast.orgs.committee, notes=NOTES[key],
            )  # fmt: skip
            services.write_deliberation(row, actor=cast.committee, title=row.title, preamble=PREAMBLE)
            services.change_point_deliberation(row, actor=cast.committee, position=2, organ_id=cast.orgs.roads)
            services.submit_deliberation(row, actor=cast.committee)
        with at(on + timedelta(days=7)):
            services.approve_deliberation(row, actor=cast.office)
        with at(on + timedelta(days=9)):
            due_on = clock.today() + timedelta(days=days) if days else None
            return services.hand_deliberation(row, actor=cast.office, due_on=due_on)

    def _reported(self, row: Deliberation, on: date) -> Deliberation:
        cast = self.cast
        with at(min(on, self.today)):
            for point in row.points.order_by("position"):
                actor = cast.clerk if point.organ_id == cast.orgs.water else cast.co_clerk
                result, words = WORDS[point.position % 2]
                services.answer_deliberation(row, actor=actor, position=point.position, result=result, words=words)
            return services.report_deliberation(
                row, actor=cast.clerk, report="收到审议意见后，我们逐条研究，明确分工和日期，现将处理情况报告如下。"
            )

    def _checked(self, row: Deliberation, on: date) -> Deliberation:
        row = self._reported(row, on)
        with at(min(on + timedelta(days=6), self.today)):
            return services.check_deliberation(row, actor=self.cast.committee, check_note="经实地查看，所报情况属实。")

    def _rated(self, row: Deliberation, on: date, counts: dict[str, int]) -> Deliberation:
        """At a meeting of its own."""
        body = Body.objects.select_related("office").get(pk=row.meeting.body_id)
        meeting = called(self.cast, body, on, f"{body.name}满意度测评会议（{on.month}月）")
        with at(on - timedelta(days=7)):
            services.put_on_agenda_deliberation(row, actor=self.cast.office, meeting_id=meeting.pk)
        with sitting(self.cast, meeting):
            row = Deliberation.objects.get(pk=row.pk)
            services.put_to_vote_deliberation(row, actor=self.cast.office, way="hands")
            by_hands(self.cast, row.ratings.order_by("-pk")[0].ballot, counts)
            services.rate_deliberation(Deliberation.objects.get(pk=row.pk), actor=self.cast.office)
        return Deliberation.objects.get(pk=row.pk)

    def _closed(self, key: str, item: AgendaItem) -> None:
        """Rated 满意, public, closed; asked for more once on the way."""
        on = item.meeting.starts_on
        row = self._reported(self._handed(key, item), on + timedelta(days=80))
        with at(on + timedelta(days=84)):
            services.ask_again_deliberation(row, actor=self.cast.committee, note="请补上每个镇的完成日期。")
        row = self._checked(row, on + timedelta(days=92))
        row = self._rated(row, on + timedelta(days=121), {"satisfied": 20, "basic": 3, "abstain": 1})
        with at(on + timedelta(days=126)):
            services.publish_deliberation(row, actor=self.cast.publisher)
            services.close_deliberation(row, actor=self.cast.office)

    def _again(self, key: str, item: AgendaItem) -> None:
        """Rated 不满意, handed over again, half of it answered."""
        on = item.meeting.starts_on
        row = self._checked(self._handed(key, item, days=75), on + timedelta(days=80))
        row = self._rated(
            row, self.today - timedelta(days=30), {"satisfied": 4, "basic": 6, "dissatisfied": 12, "abstain": 2}
        )
        with at(self.today - timedelta(days=28)):
            services.publish_deliberation(row, actor=self.cast.publisher)
            services.handle_again_deliberation(
                row,
                actor=self.cast.office,
                note="管网建设没有明确到每个镇，请重新办理。",
                due_on=self.today + timedelta(days=32),
            )
        with at(self.today - timedelta(days=3)):
            services.answer_deliberation(
                row, actor=self.cast.clerk, position=1, result="doing", words="六个镇的管网已分别定下开工和完成的日期。"
            )

    def _coming(self, key: str, item: AgendaItem) -> None:
        """On the agenda of the next meeting, to be rated there."""
        row = self._checked(self._handed(key, item), item.meeting.starts_on + timedelta(days=85))
        meeting = Meeting.objects.filter(body_id=row.meeting.body_id, state="convened").order_by("starts_on").first()
        if meeting is not None:
            with at(self.today - timedelta(days=5)):
                services.put_on_agenda_deliberation(row, actor=self.cast.office, meeting_id=meeting.pk)

    def _at_work(self, key: str, item: AgendaItem) -> None:
        """With the organs; nothing answered yet."""
        self._handed(key, item)
