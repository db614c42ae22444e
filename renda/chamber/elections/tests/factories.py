"""Brings elections to a state by services, at a session of the county's congress that is open."""

from datetime import timedelta
from typing import Any

from renda.chamber.ballots import services as ballots
from renda.chamber.ballots.models import Ballot
from renda.chamber.ballots.tests import makers
from renda.chamber.elections import services
from renda.chamber.elections.models import Election, Nomination
from renda.chamber.meetings.models import Meeting
from renda.chamber.meetings.tests import factories as meetings
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.people.models import User
from renda.network.deputies.models import Deputy

WHO = ("石映川", "葛晴")
SOON = timedelta(hours=2)
DEPUTIES, EVERYBODY = 15, 9999


def session(cast: Any, *, deputies: int = DEPUTIES, present: int = 0, **facts: Any) -> Meeting:
    """A session of so many deputies, the cast's three among them, all (or `present`) of them in the hall."""
    more = max(deputies - Deputy.objects.filter(congress_id=cast.orgs.congress, serving=True).count(), 0)
    Deputy.objects.bulk_create(
        Deputy(county=cast.county, name=f"县代表{n}", level=2, congress_id=cast.orgs.congress, from_on=meetings.SINCE,
               term_id=cast.seats.deputy.term_id, district=f"县第{n}选区", delegation="庆符镇代表团")
        for n in range(more)
    )  # fmt: skip
    last = clock.today() + timedelta(days=3)
    return meetings.opened(cast, kind="congress", present=present or EVERYBODY, **{"ends_on": last, **facts})


def accounts(cast: Any, row: Meeting, count: int) -> list[Actor]:
    """So many deputies of the session who have accounts, beside the cast's, as actors."""
    found = []
    for n, one in enumerate(
        row.presences.filter(deputy__user__isnull=True).select_related("deputy").order_by("pk")[:count]
    ):
        user = User.objects.create(
            county=cast.county, login=f"mover{one.deputy_id}", name=one.deputy.name, password="!"
        )
        Deputy.objects.filter(pk=one.deputy_id).update(user=user)
        found.append(Actor(cast.county.pk, user.pk, f"{user.name}{n}"))
    return found


def called(cast: Any, *, meeting: Meeting | None = None, **facts: Any) -> Election:
    """副县长, one seat, nominations for two hours."""
    facts = {"organ": "government", "post": "deputy", "title": "副县长", "seats": 1, **facts}
    return services.call_election(
        meeting or session(cast), actor=cast.office, **{"nominate_until": clock.now() + SOON, **facts}
    )


def nominated(cast: Any, row: Election | None = None, *, names: Any = WHO, **facts: Any) -> Election:
    """Named by the presidium, or, more than it may name, as the seats allow."""
    row = row or called(cast, **facts)
    for name in names[: row.seats]:
        services.nominate_nomination(row, actor=cast.office, by="presidium", name=name)
    for name in names[row.seats :]:
        joint(cast, row, name)
    return row


def joint(
    cast: Any, row: Election, name: str, *, movers: int = 10, is_handed_in: bool = True, **facts: Any
) -> Nomination:
    """Named by deputies: the first asks the others, who confirm on their phones. Each joins once while seats are few."""
    movers_now = accounts(cast, row.meeting, movers)
    lead, others = movers_now[0], movers_now[1:]
    ids = list(Deputy.objects.filter(user_id__in=[one.user_id for one in others]).values_list("pk", flat=True))
    found = services.propose_nomination(row, actor=lead, name=name, with_ids=ids, **facts)
    for one in others:
        services.endorse_nomination(found, actor=one)
    return services.hand_in_nomination(found, actor=lead) if is_handed_in else found


def consulting(cast: Any, **facts: Any) -> Election:
    row = nominated(cast, **facts)
    with clock.at(row.nominate_until + timedelta(minutes=1)):
        return services.end_nominations_election(row, actor=cast.office)


def ready(cast: Any, **facts: Any) -> Election:
    return services.settle_election(consulting(cast, **facts), actor=cast.office)


def voting(cast: Any, **facts: Any) -> Election:
    return services.vote_election(ready(cast, **facts), actor=cast.office)


def counted(
    cast: Any, row: Election, votes: Any, *, written: Any = None, returned: int | None = None, invalid: int = 0
) -> Ballot:
    """The last vote of the election is taken: everybody in the hall is handed a paper, and gives it back."""
    ballot = row.rounds.order_by("-number")[0].ballot
    ballots.open_ballot(ballot, actor=cast.office)
    papers = ballot.present or 0
    ballots.issue_ballot(
        ballot, actor=cast.office, first_number=1, last_number=papers + 5, issued=papers, scrutineers=["冯见素"]
    )
    count = {
        "returned": papers if returned is None else returned,
        "invalid": invalid,
        "votes": votes,
        "written": written or {},
    }
    return makers.settled(cast, ballot, **count)


def voted(cast: Any, *, votes: Any = None, **facts: Any) -> Election:
    """One vote is taken; by default the first candidate has most."""
    row = voting(cast, **facts)
    names = list(row.rounds.get().ballot.sheet.candidates)
    counted(cast, row, votes or {names[0]: 10, names[1]: 3})
    return row


def elected(cast: Any, **facts: Any) -> Election:
    return services.elect_election(voted(cast, **facts), actor=cast.office)


def announced(cast: Any, **facts: Any) -> Election:
    return services.announce_election(elected(cast, **facts), actor=cast.office, notice_number="第1号")


def deputy_names(cast: Any, row: Meeting, count: int) -> list[Deputy]:
    """Deputies of the session without accounts."""
    found = row.presences.filter(deputy__user__isnull=True).select_related("deputy").order_by("-pk")[:count]
    return [one.deputy for one in found]
