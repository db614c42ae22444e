"""Makes proposals, lines and exams by services, as the cast would."""

from datetime import date
from typing import Any

from renda.chamber.appointments import services
from renda.chamber.appointments.models import Appointment, Exam, Nominee
from renda.chamber.appointments.states import Row
from renda.chamber.ballots import services as votes
from renda.chamber.ballots.models import Choice
from renda.chamber.meetings import services as meetings
from renda.chamber.meetings.tests import factories as halls
from renda.ground.county.services import set_rule
from renda.ground.kernel import clock
from renda.ground.people.models import Organisation, User

CV = "1980年出生，大学学历，先后在县、镇工作。"
UNIT_POST = "局长"
SINCE = date(2020, 1, 1)


def unit(cast: Any) -> Organisation:
    return Organisation.objects.get(pk=cast.orgs.water)


def person(
    cast: Any, number: int = 1, *, name: str = "米向阳", act: str = "decide", login: str = "", post: str = UNIT_POST
) -> Row:
    return Row(number, name, act, unit(cast).name, post, login, CV)


def opened(cast: Any, *rows: Row, meeting: Any = None, proposer: str = "head", **facts: Any) -> Appointment:
    """Taken in, with one person unless others are named; the government's office may add papers."""
    meeting = meeting or halls.planned(cast, days=0)
    facts = {"proposer_org_id": cast.orgs.gov_office, **facts}
    return services.open_appointment(
        meeting, actor=cast.office, proposer=proposer, rows=rows or (person(cast),), **facts
    )


def line_of(case: Appointment, position: int = 1) -> Nominee:
    return case.lines.select_related("parent", "parent__meeting").get(position=position)


def proposed(cast: Any, **facts: Any) -> Nominee:
    return line_of(opened(cast, person(cast, **facts)))


def checked(cast: Any, **facts: Any) -> Nominee:
    return services.check_nominee(proposed(cast, **facts), actor=cast.office)


def exam_set(cast: Any, line: Nominee | None = None, **facts: Any) -> Exam:
    services.fill_bank(actor=cast.office)
    line = line or checked(cast)
    services.summon_nominee(line, actor=cast.office, **{"sits_on": clock.today(), **facts})
    return line.exams.select_related("parent", "parent__parent").latest("created_at")


def answered(exam: Exam, actor: Any, *, right: int = 100) -> Exam:
    """Begun, the first `right` questions answered as they should be."""
    services.begin_exam(exam, actor=actor)
    for item in exam.items.order_by("position")[:right]:
        services.save_answer(exam, actor=actor, position=item.position, given=",".join(item.key))
    return exam


def ready(cast: Any, *rows: Row, **facts: Any) -> Appointment:
    """Every line checked; who would sit an exam is excused."""
    case = opened(cast, *rows, **facts)
    for line in case.lines.select_related("parent").order_by("position"):
        services.check_nominee(line, actor=cast.office)
        if line.state == "exam":
            services.exempt_nominee(line, actor=cast.office, note="两年内考过同类职务")
    return case


def listed(cast: Any, *rows: Row, **facts: Any) -> Appointment:
    case = services.list_appointment(ready(cast, *rows, **facts), actor=cast.office)
    for line in case.lines.select_related("parent"):
        services.state_nominee(line, actor=cast.office, statement="感谢组织信任，我将依法履职。")
    return case


def in_session(cast: Any, *rows: Row, **facts: Any) -> Appointment:
    """Listed, and the meeting is open with three of five members there."""
    case = listed(cast, *rows, **facts)
    meetings.convene_meeting(case.meeting, actor=cast.office)
    meetings.arrive(case.meeting, actor=cast.office, deputy_ids=halls.members_of(case.meeting, 3))
    meetings.open_meeting(case.meeting, actor=cast.office)
    return case


def voted(cast: Any, *rows: Row, yes: tuple[int, ...] = (3,), **facts: Any) -> Appointment:
    """Each line put and voted on: so many of three for it."""
    in_the_open(cast)
    case = services.put_appointment(in_session(cast, *rows, **facts), actor=cast.office, way="named")
    there = halls.members_of(case.meeting, 3)
    for line, many in zip(case.lines.select_related("ballot").order_by("position"), yes, strict=False):
        ballot = votes.open_ballot(line.ballot, actor=cast.office)
        Choice.objects.bulk_create(
            Choice(county=cast.county, ballot=ballot, deputy_id=pk, option="yes" if n < many else "no")
            for n, pk in enumerate(there)
        )
        votes.close_ballot(ballot, actor=cast.office)
    return case


def in_the_open(cast: Any) -> None:
    """The county lets appointments be voted on by named buttons: what these tests look at is what comes after the vote."""
    set_rule(
        cast.county.pk,
        actor=cast.admin,
        kind="appointment_secret",
        number=0,
        unit="switch",
        source_name="试",
        valid_from=SINCE,
    )


def settled(cast: Any, *rows: Row, **facts: Any) -> Appointment:
    return services.settle_appointment(voted(cast, *rows, **facts), actor=cast.office)


def announced(cast: Any, *rows: Row, **facts: Any) -> Appointment:
    return services.announce_appointment(settled(cast, *rows, **facts), actor=cast.office)


def login_of(actor: Any) -> str:
    return User.objects.get(pk=actor.user_id).login


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)
