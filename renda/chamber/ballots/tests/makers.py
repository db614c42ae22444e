"""Makes votes by services in a meeting that is open."""

from datetime import date
from typing import Any

from renda.chamber.ballots import services
from renda.chamber.ballots.models import Ballot, Issuing
from renda.chamber.meetings.tests import factories as meetings
from renda.demo.phones import Phone
from renda.ground.county.services import set_rule
from renda.ground.kernel.actor import Actor
from renda.ground.people.models import User
from renda.network.deputies.models import Deputy

MEMBERS = 7
SINCE = date(2020, 1, 1)


def put(cast: Any, **facts: Any) -> Ballot:
    """Ready, in an open meeting of seven with five in the hall."""
    meeting = facts.pop("meeting", None) or meetings.opened(cast, members=MEMBERS, present=5)
    facts = {"vote": "decision", "question": "批准2025年决算", **facts}
    return services.put_ballot(meeting, actor=cast.office, **facts)


def opened(cast: Any, **facts: Any) -> Ballot:
    return services.open_ballot(put(cast, **facts), actor=cast.office)


def closed(cast: Any, *, option: str = "yes", **facts: Any) -> Ballot:
    """The cast's two members have pressed."""
    row = opened(cast, **facts)
    for actor in (cast.deputy, cast.deputy2):
        services.cast_choice(row, actor=actor, option=option)
    return services.close_ballot(row, actor=cast.office)


def photo_of_sheet() -> Any:
    from renda.ground.files.tests.factories import photo

    return photo()


def issued(cast: Any, *, papers: int | None = None, **facts: Any) -> Ballot:
    """A paper vote whose papers are handed out."""
    row = opened(cast, **{"way": "paper", **facts})
    papers = (row.present or 0) if papers is None else papers
    return services.issue_ballot(
        row,
        actor=cast.office,
        first_number=1,
        last_number=papers + 3,
        issued=papers,
        scrutineers=["冯见素", "沈怀山"],
    )


def told(cast: Any, row: Ballot, *, second: Any = None, **count: Any) -> Ballot:
    """Both tellers have reported; second: what the other one counted, the same if not given."""
    services.count_sheet(row, actor=cast.office, **count)
    services.count_sheet(row, actor=cast.publisher, **(second or count))
    return row


def settled(cast: Any, row: Ballot, **count: Any) -> Ballot:
    """Counted, signed and closed, whatever came of it."""
    services.sign_ballot(told(cast, row, **count), actor=cast.office, papers=[photo_of_sheet()])
    return services.close_ballot(row, actor=cast.office)


def no_waits(cast: Any) -> None:
    """The county sets the random waits of secret votes to nothing."""
    for kind in ("ballot_paper_wait", "ballot_choosing", "ballot_slip_wait"):
        set_rule(
            cast.county.pk, actor=cast.admin, kind=kind, number=0, unit="second", source_name="试", valid_from=SINCE
        )


def put_secret(cast: Any, **facts: Any) -> Ballot:
    return put(cast, **{"vote": "appointment", "question": "任命张明远为县水利局局长", **facts})


def issuing(cast: Any, *votes: Ballot, **facts: Any) -> Issuing:
    """Running, without waits, for the votes given or for one."""
    no_waits(cast)
    rows = votes or (put_secret(cast, **facts),)
    return services.start_issuing(rows[0].meeting, actor=cast.office)


def members(cast: Any, meeting: Any) -> list[Actor]:
    """Accounts for the members in the hall who have none, as actors, in the order of their seats."""
    found = []
    for n, one in enumerate(meeting.presences.in_hall().select_related("deputy").order_by("position", "pk")):
        if one.deputy.user_id is None:
            user = User.objects.create(county=cast.county, login=f"member{n}", name=one.deputy.name, password="!")
            Deputy.objects.filter(pk=one.deputy_id).update(user=user)
            found.append(Actor(cast.county.pk, user.pk, user.name))
        else:
            found.append(Actor(cast.county.pk, one.deputy.user_id, one.deputy.name))
    return found


def take(row: Issuing, actor: Actor) -> Phone:
    """A phone with the papers of an issuing."""
    phone = Phone()
    asked = phone.prepare({str(one.pk): one.public_key for one in row.ballots.all()})
    phone.finish(services.take_papers(row, actor=actor, blinded=asked))
    return phone


def secret_open(cast: Any, **facts: Any) -> tuple[Ballot, list[Phone]]:
    """A secret vote that is open, and the phones of everybody in the hall."""
    row = issuing(cast, **facts)
    phones = [take(row, actor) for actor in members(cast, row.meeting)]
    services.end_issuing(row, actor=cast.office)
    ballot = Ballot.objects.listed().get(issuing=row)
    return services.open_ballot(ballot, actor=cast.office), phones


def secret_closed(cast: Any, choices: str = "yes yes yes yes no", **facts: Any) -> Ballot:
    row, phones = secret_open(cast, **facts)
    for phone, choice in zip(phones, choices.split(), strict=False):
        services.cast_slip(row, phone.slip(str(row.pk), choice))
    return services.close_ballot(row, actor=cast.office)
