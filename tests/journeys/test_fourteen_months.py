"""Fourteen months of nine suggestions and five motions under the four steps, as a county tells of them; then its year-end report.

Every number of the report is counted again from the history alone. Source: DOMAIN A3, S-1 to S-5.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from renda.ground.county.models import Session, Term
from renda.ground.kernel import clock, jobs
from renda.ground.kernel.actor import clock_actor
from renda.ground.papers.queries import papers_of
from renda.readings.dashboards import services as dashboards
from renda.readings.dashboards.figures import Span
from renda.readings.dashboards.models import Report
from renda.readings.dashboards.queries.pressed import pressed
from renda.readings.dashboards.queries.scope import scope_of_congress
from renda.readings.dashboards.tests.recount import recount
from renda.voice.motions import services as motions
from renda.voice.motions.models import Motion
from renda.voice.motions.tests.factories import TALK, more_deputies, on_paper
from renda.voice.motions.tests.factories import TEXT as MOTION_TEXT
from renda.voice.pressing import services as pressing
from renda.voice.pressing.models import Finding, Inquiry, Tour
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Handling, Promise, Rating, Suggestion
from renda.voice.suggestions.tests.factories import TEXT
from tests.journeys.second_count import check_figures, count_again

LAST = date(2026, 12, 31)
SOLVED, PLANNED = "人行道已经接通，路灯已经装好，可以通行。", "已经列入建设计划，按计划推进，完成后报告代表。"
LETTER = {"letter": "press", "questions": "为什么没有按期办？\n哪一天办成？"}


@contextmanager
def on(day: date, hour: int = 9) -> Iterator[None]:
    with clock.at(datetime(day.year, day.month, day.day, hour, 30, tzinfo=clock.COUNTY_TIME)):
        yield


class County:
    """What the cast does in the fourteen months, one method for each thing they do again and again."""

    def __init__(self, cast: Any, client_of: Any) -> None:
        self.cast, self.client_of = cast, client_of
        self.hands = {
            cast.orgs.water: (cast.clerk, cast.leader_of_unit), cast.orgs.roads: (cast.co_clerk, cast.co_leader),
        }  # fmt: skip

    def hand_in(self, title: str, category: str = "infrastructure") -> Suggestion:
        row = services.draft_suggestion(
            actor=self.cast.deputy, **{**TEXT, "title": f"关于{title}的建议", "category": category}
        )
        services.submit_suggestion(row, actor=self.cast.deputy)
        return services.register_suggestion(row, actor=self.cast.office)

    def name_and_assign(self, row: Suggestion, unit: int, **more: Any) -> Suggestion:
        """Named by the chairpersons' council with leader and committee, then assigned."""
        services.name_key_suggestion(
            row, actor=self.cast.office, key_on=clock.today(), key_paper="高人常主〔2026〕3号",
            leader_id=self.cast.chair.user_id, committee_id=self.cast.orgs.committee,
        )  # fmt: skip
        return services.assign_suggestion(row, actor=self.cast.office, lead_org_id=unit, **more)

    def reply(self, row: Suggestion, day: date, letter: str, promised_on: str = "") -> None:
        """Accept, talk, draft, sign, send: by whichever unit has it now."""
        part = self.part(row)
        clerk, leader = self.hands[part.org_id]
        with on(day - timedelta(days=8)):
            if part.state == "pending":
                services.accept_handling(
                    part, actor=clerk, leader_name="甲", officer_name="乙", officer_phone="0831-5550000"
                )
            services.consult_handling(
                part, actor=clerk, way="visit", held_at=clock.now() - timedelta(hours=2), people="罗秋禾", points="看了现场",
                deputy_view="同意",
            )  # fmt: skip
        with on(day):
            none = {"reply_class": "A", "promised_on": "", "section": ""}
            last = {"reply_class": letter, "promised_on": promised_on, "section": "建设股" if promised_on else ""}
            asks = row.asks
            answers = [{"ask": ask, "text": SOLVED, **none} for ask in asks[:-1]]
            answers.append({"ask": asks[-1], "text": PLANNED, **last})
            services.draft_reply_handling(part, actor=clerk, answers=answers, disclosure="full")
            services.check_handling(part, actor=leader, signer_name="丙")
            services.reply_handling(part, actor=clerk)

    def part(self, row: Suggestion) -> Handling:
        rows = Handling.objects.standing().filter(parent=row, round=fresh(row).handling_round).exclude(mode="co")
        return rows.select_related("parent", "org").get()

    def rate(self, row: Suggestion, day: date, result: str) -> None:
        """By the deputy's own page; silence, by the clock, of all who signed."""
        open_ones = list(Rating.objects.select_related("deputy", "parent").filter(parent=row, state="open"))
        with on(day):
            if not result:
                for one in open_ones:
                    services.lapse_rating(one, actor=clock_actor(row.county_id))
                return
            rating = open_ones[0]
            sent = {"process": "satisfied", "result": result, "text": "望抓紧。", "seen": rating.version}
            answer = self.client_of("deputy").post(f"/suggestions/rating/{rating.pk}/rate/", sent)
            assert answer.status_code == 302, answer.content.decode()[:500]

    def move(self, title: str) -> Motion:
        """Ten signers: the mover, one by phone, eight on paper; received and recommended."""
        row = motions.draft_motion(actor=self.cast.deputy, **{**MOTION_TEXT, "title": f"关于{title}的议案"})
        motions.invite_cosigning(row, actor=self.cast.deputy, deputy_ids=[self.cast.seats.deputy2.pk])
        motions.sign_cosigning(row.cosignings.get(), actor=self.cast.deputy2)
        on_paper(self.cast, fresh(row), [deputy.pk for deputy in more_deputies(self.cast, 8)])
        motions.submit_motion(fresh(row), actor=self.cast.deputy)
        motions.receive_motion(fresh(row), actor=self.cast.office, reviewer_id=self.cast.orgs.committee)
        return motions.opine_motion(fresh(row), actor=self.cast.committee, opinion="应当重视。", advice="committee")

    def tour(self, day: date, items: list[Any], faults: int = 0) -> Tour:
        office = self.cast.office
        with on(day - timedelta(days=9)):
            row = pressing.plan_tour(
                actor=office, title=f"{day.month}月专项督查", on=day, route="滨江路、石门村", item_ids=[item.pk for item in items],
                deputy_ids=[self.cast.seats.deputy2.pk], leader_id=self.cast.chair.user_id,
            )  # fmt: skip
            pressing.announce_tour(row, actor=office)
        with on(day):
            pressing.hold_tour(row, actor=office, held_on=day, came=[self.cast.seats.deputy2.pk])
            for n, finding in enumerate(Finding.objects.filter(tour=row).order_by("pk")):
                if n < faults:
                    pressing.find_finding(
                        finding, actor=office, text="路灯没有装。", demand="装好路灯。", due_on=day + timedelta(days=30)
                    )
                else:
                    pressing.clear_finding(finding, actor=office, text="与答复一致。")
        with on(day + timedelta(days=3)):
            pressing.report_tour(fresh(row), actor=office, report="总体顺利，个别偏慢。")
        return fresh(row)

    def press(self, day: date) -> list[Inquiry]:
        """The platform proposes, the committee sends by its page, and the ratings whose time has come are asked for."""
        with on(day, 1):
            pressing.propose_due(self.cast.county.pk)
            pressing.open_ratings(self.cast.county.pk)
        found = list(Inquiry.objects.filter(county=self.cast.county, state="proposed").order_by("pk"))
        with on(day):
            for row in found:
                sent = {**LETTER, "due_on": str(day + timedelta(days=10)), "seen": row.version}
                answer = self.client_of("office").post(f"/pressing/inquiry/{row.pk}/issue/", sent)
                assert answer.status_code == 302, answer.content.decode()[:500]
        return [fresh(row) for row in found]


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def lived(cast, client_of):
    """The fourteen months to the end of 2026."""
    county = County(cast, client_of)
    water, roads = cast.orgs.water, cast.orgs.roads
    s, m = hold_session(county)
    with on(date(2026, 1, 26)):
        for name, unit in {
            "plain": water,
            "overdue": roads,
            "returned": roads,
            "twice": water,
            "late": water,
            "rolled": roads,
        }.items():
            county.name_and_assign(s[name], unit)
        county.name_and_assign(s["co"], water, co_org_ids=[roads])
        county.name_and_assign(s["complex"], roads, is_complex=True)
        county.name_and_assign(s["converted"], water)
    with on(date(2026, 2, 2)):
        for name, unit in {"river": water, "school": roads, "farm": water}.items():
            motions.hand_over_motion(m[name], actor=cast.committee, unit_id=unit, leader_id=cast.chair.user_id)
    given = [m["river"], m["school"], m["farm"]]
    return_one(county, s["returned"])
    county.tour(date(2026, 3, 18), [*s.values(), *given])
    handle(county, s, m)
    late_and_twice(county, s, m)
    county.tour(date(2026, 11, 12), [s["late"], s["rolled"], m["school"]])
    finish_year(county, s)
    return county, s, m


def hold_session(county: County) -> tuple[dict[str, Suggestion], dict[str, Motion]]:
    """January: eight suggestions and five motions, of which one is voted on and one becomes the ninth suggestion."""
    cast = county.cast
    titles = {"plain": "修路灯", "overdue": "通公交", "returned": "疏河道", "twice": "建泵站", "late": "修人行道", "rolled": "建公厕",
              "co": "修水渠", "complex": "治流域"}  # fmt: skip
    with on(date(2026, 1, 12)):
        s = {name: county.hand_in(title) for name, title in titles.items()}
    names = {"plan": "城区规划", "converted": "农村停车", "river": "河道治理", "school": "学校布局", "farm": "农田水利"}
    with on(date(2026, 1, 13)):
        m = {name: county.move(title) for name, title in names.items()}
    decided = {"actor": cast.office, "decided_on": date(2026, 1, 14), "decision_paper": "主席团第三次会议"}
    with on(date(2026, 1, 14), 15):
        motions.put_on_agenda_motion(m["plan"], **decided)
        motions.vote_motion(
            fresh(m["plan"]), actor=cast.office, voted_on=clock.today(), members=220, yes=180, no=5, abstain=7,
            resolution="关于城区规划的决定",
        )  # fmt: skip
        motions.convert_motion(m["converted"], decision_reason="属于政府工作。", **decided)
        for name in ("river", "school", "farm"):
            motions.refer_motion(m[name], committee_id=cast.orgs.committee, **decided)
        s["converted"] = services.register_suggestion(fresh(m["converted"]).suggestion, actor=cast.office)
    return s, {name: fresh(row) for name, row in m.items()}


def return_one(county: County, row: Suggestion) -> None:
    """It is not the roads bureau's: given back within its days, and passed to the water bureau."""
    part = county.part(row)
    with on(date(2026, 1, 28)):
        services.request_return_handling(part, actor=county.cast.co_clerk, return_reason="河道归水利部门管。")
    with on(date(2026, 1, 30)):
        services.approve_return_handling(part, actor=county.cast.gov, new_org_id=county.cast.orgs.water)


def handle(county: County, s: dict[str, Suggestion], m: dict[str, Motion]) -> None:
    """Spring: replies in time, a co-opinion, the first ratings, two motions reported, the second tour with two faults."""
    cast = county.cast
    co = Handling.objects.select_related("parent", "org").get(parent=s["co"], mode="co")
    with on(date(2026, 2, 20)):
        services.accept_handling(
            co, actor=cast.co_clerk, leader_name="甲", officer_name="乙", officer_phone="0831-5550001"
        )
        services.give_opinion_handling(co, actor=cast.co_clerk, co_opinion="同意水利局意见。")
    replies = (
        ("plain", date(2026, 3, 30), "A", ""), ("returned", date(2026, 4, 10), "A", ""), ("twice", date(2026, 4, 15), "C", ""),
        ("late", date(2026, 4, 20), "B", "2026-10-31"), ("rolled", date(2026, 4, 22), "B", "2026-11-30"),
        ("co", date(2026, 4, 24), "C", ""), ("converted", date(2026, 4, 24), "A", ""),
    )  # fmt: skip
    for name, day, letter, promised_on in replies:
        county.reply(s[name], day, letter, promised_on)
    words = {"plain": "satisfied", "returned": "satisfied", "twice": "dissatisfied", "late": "basic", "rolled": "basic",
             "co": "basic", "converted": ""}  # fmt: skip
    for name, result in words.items():
        county.rate(s[name], date(2026, 5, 8), result)
    for name, clerk in (("river", cast.clerk), ("farm", cast.clerk)):
        with on(date(2026, 4, 28)):
            motions.answer_motion(fresh(m[name]), actor=clerk, unit_result="已经编好规划并开工。")
            motions.consult_motion(fresh(m[name]), actor=cast.committee, **TALK)
    tour = county.tour(date(2026, 6, 10), [s["plain"], s["late"], m["river"]], faults=2)
    done = Finding.objects.filter(tour=tour, state="open").order_by("pk").first()
    with on(date(2026, 7, 1)):
        pressing.answer_finding(done, actor=county.hands[done.org_id][0], answer="已经装好。")
        pressing.confirm_finding(fresh(done), actor=cast.office)


def late_and_twice(county: County, s: dict[str, Suggestion], m: dict[str, Motion]) -> None:
    """Summer: letters to whoever is late, one escalated; the second handling fails, too, and leaders press for it."""
    cast = county.cast
    letters = {row.item.title: row for row in county.press(date(2026, 5, 12))}
    assert set(letters) == {s["overdue"].title, m["school"].title}
    with on(date(2026, 6, 1)):
        pressing.escalate_inquiry(letters[s["overdue"].title], actor=cast.office, note="到期没有答复")
        for row in letters.values():
            pressing.answer_inquiry(fresh(row), actor=cast.co_clerk, answer="正在办，本月底完成，由客运股负责。")
        motions.answer_motion(fresh(m["school"]), actor=cast.co_clerk, unit_result="布局方案已经征求意见。")
    county.reply(s["overdue"], date(2026, 6, 26), "A")
    county.rate(s["overdue"], date(2026, 7, 3), "basic")
    with on(date(2026, 5, 20)):
        services.second_handling_suggestion(fresh(s["twice"]), actor=cast.office)
    county.reply(s["twice"], date(2026, 6, 18), "C")
    county.rate(s["twice"], date(2026, 6, 30), "dissatisfied")
    with on(date(2026, 7, 6)):
        services.refer_suggestion(
            fresh(s["twice"]), actor=cast.office, promised_on=date(2026, 12, 20), note="年底前装好水泵。"
        )
        pressing.note_assessment(actor=cast.office, year=2026, half="mid", on=clock.today())
    county.reply(s["complex"], date(2026, 7, 20), "D")
    county.rate(s["complex"], date(2026, 7, 30), "satisfied")
    for name in ("river", "farm", "school"):
        with on(date(2026, 8, 3)):
            if name == "school":
                motions.consult_motion(fresh(m[name]), actor=cast.committee, **TALK)
            motions.report_motion(fresh(m[name]), actor=cast.committee, report="建议继续落实。")


def finish_year(county: County, s: dict[str, Suggestion]) -> None:
    """Winter: one promise is kept six weeks late and confirmed, one rolls over; published; the assessment of the year."""
    cast = county.cast
    late, rolled = (
        Promise.objects.select_related("parent", "handling", "org").get(parent=s[name]) for name in ("late", "rolled")
    )
    with on(date(2026, 12, 10)):
        services.answer_promise(late, actor=cast.clerk, answer="人行道全线接通。")
    with on(date(2026, 12, 14)):
        sent = {"seen": fresh(late).version, "once": "0b9f5f0a-6c0e-4a25-9f4e-0e6b8d3d7c11"}
        answer = county.client_of("deputy").post(
            f"/api/v1/promise/{late.pk}/steps/confirm", sent, content_type="application/json"
        )
        assert answer.status_code == 200, answer.content.decode()
        services.carry_over_promise(rolled, actor=cast.office, note="选址没有定。", promised_on=date(2027, 3, 31))
        pressing.note_assessment(actor=cast.office, year=2026, half="end", on=clock.today())


def test_the_year_end_report_says_what_the_history_says(lived, cast, client_of):
    with on(date(2027, 1, 5)):
        row = dashboards.draft_report(actor=cast.office, kind="yearend", year=2026)
        jobs.run_pending()
        report = Report.objects.get(pk=row.pk)
    again = recount(cast.county.pk, cast.orgs.congress, Span(date(2026, 1, 1), LAST, LAST, 15))
    said = report.figures["totals"]
    assert (said["key"][0], said["late"][0], said["second"][0]) == (9, 1, 1)
    check_figures(report.figures, again)
    assert said["registered"] == [9, 9] and report.figures["opinions"] in (None, [0, 0])
    assert {label: figures["registered"][0] for label, figures in report.figures["periods"]} == {"大会期间": 9}
    assert {key: len(lines) for key, lines in report.figures["named"].items()} == {
        "overdue": 0, "late": 1, "result_dissatisfied": 1, "key": 9,
    }  # fmt: skip
    assert report.figures["pressed"] == count_again(cast.county.pk, LAST)
    assert report.figures["pressed"]["gaps"] == [3]
    words = text_of(report)
    assert "登记议案5件：大会表决通过1件，会后交委员会审议3件，作为代表建议处理1件" in words
    assert "第三季度没有开展专项督查" in words
    assert "承诺的事项3项，已兑现1项，其中晚于承诺日的1项；过了承诺日还没有办成的2项，滚动到下一年度的1项" in words


def test_assessments_and_the_quarters_report_say_what_the_history_says(lived, cast):
    for phase, day, last in (
        ("midyear", date(2026, 7, 6), date(2026, 6, 30)), ("yearend", date(2027, 1, 5), LAST),
    ):  # fmt: skip
        with on(day):
            row = dashboards.make_assessment(actor=cast.office, phase=phase, year=2026)
        units = recount(cast.county.pk, cast.orgs.congress, Span(date(2026, 1, 1), last, last, 15))["units"]
        assert row.cut_on == last and {unit["org_id"] for unit in row.units} == set(units)
        for unit in row.units:
            for line in unit["lines"]:
                counted = units[unit["org_id"]].get(line["figure"], [0, 0])
                assert line["figure"] == "content" or [line["n"], line["d"]] == counted, (phase, line)
    with on(date(2026, 10, 9)):
        quarter = dashboards.draft_report(actor=cast.office, kind="quarter", year=2026, quarter=3)
        jobs.run_pending()
    assert "没有开展专项督查" in text_of(Report.objects.get(pk=quarter.pk))


def test_the_matrix_of_the_year_shows_what_a_unit_had(lived, client_of, cast):
    _, s, m = lived
    with on(date(2027, 1, 5)):
        page = client_of("chair").get("/pressing/matrix/?year=2026").content.decode()
        led = client_of("office").get("/api/v1/pressing/matrix/2026").json()
    assert len(led) == 12  # nine suggestions, and the three motions that a unit had; two were done at the session
    assert {cell["state"] for line in led for cell in line["quarters"][2:3]} == {"gap"}
    assert all(row.title in page for row in (*s.values(), m["river"], m["school"], m["farm"]))
    assert "缺" in page


def test_the_next_year_ends_what_was_rolled_over(lived, cast, client_of):
    county, s, m = lived
    tell_the_congress(county, m)
    number = s["rolled"].number_text
    promise = Promise.objects.select_related("parent", "handling", "org").get(parent=s["rolled"])
    with on(date(2027, 2, 20)):
        services.answer_promise(promise, actor=cast.co_clerk, answer="公厕已经开放。")
        services.confirm_promise(fresh(promise), actor=cast.deputy)
        page = client_of("office").get(fresh(s["rolled"]).get_absolute_url()).content.decode()
    with on(date(2027, 3, 10)):
        found = pressed(
            scope_of_congress(cast.county.pk, cast.orgs.congress), Span(date(2026, 1, 1), LAST, clock.today(), 15)
        )
    assert fresh(s["rolled"]).number_text == number and number in page
    assert (found["promises_kept"], found["promises_late"], found["promises_carried"]) == (2, 2, 1)
    assert {fresh(row).state for row in m.values()} == {"told", "converted"}


def tell_the_congress(county: County, m: dict[str, Motion]) -> None:
    term = Term.objects.get(county=county.cast.county, congress_key="congress")
    session = Session.objects.create(
        county=county.cast.county, term=term, number=6, starts_on=date(2027, 1, 11), ends_on=date(2027, 1, 14)
    )
    for name in ("plan", "river", "school", "farm"):
        with on(date(2027, 1, 12)):
            motions.tell_motion(
                fresh(m[name]),
                actor=county.cast.office,
                result="已经办理。",
                told_session_id=session.pk,
                told_on=clock.today(),
            )


def text_of(row: Report) -> str:
    whole = Document(BytesIO(papers_of(row).get().docx.read()))
    return "\n".join(paragraph.text for paragraph in whole.paragraphs)
