"""Who presses in the demo county and a year of it: nine key suggestions, quarterly tours with a gap, letters, ratings."""

from __future__ import annotations

import random
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta

from django.db import transaction

from renda.demo.cast import Cast
from renda.demo.places import SINCE
from renda.demo.year import People
from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.models import Organisation, Post, User
from renda.ground.people.states import OrgKind
from renda.voice.pressing import services
from renda.voice.pressing.models import Evaluation, Finding, Inquiry, Tour
from renda.voice.pressing.states import Half, Rater
from renda.voice.suggestions.models import Suggestion

LEADERS = (("顾云深", "常委会主任"), ("温其远", "常委会副主任"), ("叶望舒", "常委会副主任"), ("傅天衢", "常委会副主任"))
COMMITTEES = (
    ("财政经济工作委员会", "县人大财经工委", "祝长安"), ("城乡建设环境资源保护工作委员会", "县人大城环工委", "闵行之"),
    ("教育科学文化卫生工作委员会", "县人大教科文卫工委", "辛夷"), ("监察和法制工作委员会", "县人大监察法制工委", "卫明诚"),
    ("社会建设工作委员会", "县人大社建工委", "安之若"),
)  # fmt: skip
KEY_COUNT = 9
# Day, which of the nine are left out, what was found of the first one. The second quarter leaves one out, the third two.
TOURS = (
    (date(2026, 3, 18), (), "工程已经进场，围挡占了半幅人行道。", "调整围挡，留出学生通道。"),
    (date(2026, 6, 11), (3,), "完成七成，路灯还没有装。", "八月底前装好路灯并通电。"),
    (date(2026, 9, 10), (5, 6), "主体已经完工，排水口没有接通。", "汛期前接通排水口。"),
    (date(2026, 11, 12), (0, 7, 8), "大部分已经见效，台账没有更新。", "补齐台账，报代表核对。"),
)  # fmt: skip
QUARTER_WORDS = ("一", "二", "三", "四")
ANSWER = "已经按要求整改，附照片和台账，请核实。"


@transaction.atomic
def build_pressers(county: County, cast: Cast) -> list[int]:
    """Leaders and committees beside the cast's own; returns the leaders' accounts. What is there is left as it is."""
    congress = Organisation.objects.get(pk=cast.orgs.congress)
    leaders = [
        _person(county, f"leader-{i}", name, congress, Role.LEADER, title) for i, (name, title) in enumerate(LEADERS)
    ]
    for i, (name, short, who) in enumerate(COMMITTEES):
        org, _ = Organisation.objects.get_or_create(
            county=county, kind=OrgKind.COMMITTEE, name=f"{county.name}人大常委会{name}",
            defaults={"short": short, "parent": congress, "congress": congress},
        )  # fmt: skip
        _person(county, f"committee-{i}", who, org, Role.COMMITTEE, "工作人员")
    return [*leaders, cast.chair.user_id]


def _person(county: County, login: str, name: str, org: Organisation, role: Role, title: str) -> int:
    user, is_new = User.objects.get_or_create(county=county, login=login, defaults={"name": name, "password": "!"})
    if is_new:
        Post.objects.create(county=county, user=user, org=org, role=role, title=title, from_on=SINCE)
    return int(user.pk)


class PressingYear:
    """Lives the year of the key items that the suggestions' year has named."""

    def __init__(self, county: County, people: People, cast: Cast) -> None:
        self.county, self.people, self.cast = county, people, cast
        self.dice = random.Random(f"{county.code}-pressing")  # noqa: S311

    @transaction.atomic
    def load(self) -> None:
        if Tour.objects.filter(county=self.county).exists():
            return
        items = list(Suggestion.objects.filter(county=self.county, is_key=True).order_by("assigned_on", "number", "pk"))
        for i, (day, left_out, text, demand) in enumerate(TOURS):
            chosen = [
                item
                for n, item in enumerate(items)
                if n not in left_out and item.assigned_on and item.assigned_on < day
            ]
            if chosen and day <= clock.today():
                self._tour(i, day, chosen, text, demand)
        self._planned(items)
        self._letters(items)
        for half, on in ((Half.MID, date(2026, 7, 8)), (Half.END, date(2026, 12, 16))):
            if on <= clock.today():
                services.note_assessment(actor=self.cast.office, year=on.year, half=half, on=on)
        self._ratings()

    def _tour(self, i: int, day: date, items: list[Suggestion], text: str, demand: str) -> None:
        office = self.cast.office
        with self._on(day - timedelta(days=9)):
            row = services.plan_tour(
                actor=office, title=f"第{QUARTER_WORDS[i]}季度重点督办建议专项督查", on=day, leader_id=self.cast.chair.user_id,
                route="上午看现场，下午到承办单位听情况、查台账。", item_ids=[item.pk for item in items],
                deputy_ids=[self.cast.seats.deputy.pk, self.cast.seats.deputy2.pk], members="代表工委、相关工委工作人员",
            )  # fmt: skip
            services.announce_tour(row, actor=office)
        with self._on(day):
            services.hold_tour(row, actor=office, held_on=day, came=[self.cast.seats.deputy2.pk])
            findings = list(
                Finding.objects.filter(tour=row).select_related("tour", "org", "suggestion", "committee").order_by("pk")
            )
            for n, finding in enumerate(findings):
                if n < 2:
                    services.find_finding(
                        finding, actor=office, text=text, demand=demand, due_on=day + timedelta(days=30)
                    )
                else:
                    services.clear_finding(finding, actor=office, text="办理与答复一致，代表在场。")
        with self._on(day + timedelta(days=6)):
            services.report_tour(
                row, actor=office, report="总体进展顺利，多数建议见到实效；个别工程进度偏慢，要求限期整改。"
            )
        for finding in findings[: 2 if i < len(TOURS) - 1 else 1]:
            self._mend(finding, day)

    def _mend(self, finding: Finding, day: date) -> None:
        if not self.people.has(Role.CLERK, finding.org_id):
            return
        with self._on(day + timedelta(days=12)):
            services.answer_finding(finding, actor=self.people.holder(Role.CLERK, finding.org_id), answer=ANSWER)
        if finding.tour.on < date(2026, 11, 1):
            with self._on(day + timedelta(days=16)):
                services.confirm_finding(finding, actor=self.cast.office)

    def _planned(self, items: list[Suggestion]) -> None:
        """What the fourth quarter has left over goes on a tour still to come."""
        if items:
            services.plan_tour(
                actor=self.cast.committee, title="第四季度补充督查", on=clock.today() + timedelta(days=15), route="到两个承办单位。",
                item_ids=[item.pk for item in items[:2]], deputy_ids=[self.cast.seats.deputy3.pk],
            )  # fmt: skip

    def _letters(self, items: list[Suggestion]) -> None:
        """Two of the year that were answered, one on its way; and what the platform proposes today."""
        answered = [item for item in items if item.state != "assigned" and item.lead_org_id][:3]
        for n, item in enumerate(answered):
            row = self._letter(item, date(2026, 7, 14) + timedelta(days=20 * n))
            if n < 2 and self.people.has(Role.CLERK, row.org_id):
                with self._on(date(2026, 7, 24) + timedelta(days=20 * n)):
                    clerk = self.people.holder(Role.CLERK, row.org_id)
                    services.answer_inquiry(
                        row, actor=clerk, answer="工期受汛期影响，已经调整计划，九月底前完成，由项目股负责。"
                    )
                    services.close_inquiry(row, actor=self.cast.office, conclusion="已定完成日期，列入下季度督查。")
        services.propose_due(self.county.pk)
        for row in Inquiry.objects.filter(county=self.county, state="proposed").order_by("pk")[:2]:
            services.issue_inquiry(
                row,
                actor=self.cast.office,
                letter="press",
                questions=row.questions,
                due_on=clock.today() + timedelta(days=10),
            )

    def _letter(self, item: Suggestion, day: date) -> Inquiry:
        with self._on(day):
            row = services.propose_inquiry(
                item,
                actor=self.cast.office,
                reasons=["代表反映完成日期说得不具体。"],
                questions="哪天完成？\n由哪个股室负责？",
            )
            return services.issue_inquiry(
                row, actor=self.cast.office, letter="inquiry", questions=row.questions, due_on=day + timedelta(days=15)
            )

    def _ratings(self) -> None:
        services.open_ratings(self.county.pk)
        rows = Evaluation.objects.filter(county=self.county, state="open").select_related(
            "suggestion__proposer", "org", "committee", "government"
        )
        for n, row in enumerate(rows.order_by("pk")):
            actor = self._rater(row)
            if actor is not None and n % 4 != 3:
                services.rate_evaluation(row, actor=actor, mark=self.dice.choice(["good", "good", "good", "fair"]))

    def _rater(self, row: Evaluation) -> Actor | None:
        """The party asked, if it is one whose account is known."""
        if row.rater == Rater.UNIT and self.people.has(Role.CLERK, row.org_id):
            return self.people.holder(Role.CLERK, row.org_id)
        if row.rater == Rater.COMMITTEE and self.people.has(Role.COMMITTEE, row.committee_id):
            return self.people.holder(Role.COMMITTEE, row.committee_id)
        return self.cast.chair if row.rater == Rater.LEADER and row.item.leader_id == self.cast.chair.user_id else None

    def _on(self, day: date) -> AbstractContextManager[None]:
        moment = datetime(day.year, day.month, day.day, 9, 30, tzinfo=clock.COUNTY_TIME)
        return clock.at(min(moment, clock.now()))
