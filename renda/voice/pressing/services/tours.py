"""Tours: planned, announced, held, reported. Source: DOMAIN S-2, S-4"""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from renda.ground.county.services import take_number
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, person_key
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.notices.services import tell
from renda.ground.people.models import Organisation
from renda.ground.workflow.engine import service
from renda.network.deputies.models import Deputy
from renda.voice.pressing import rules
from renda.voice.pressing.models import Finding, Invitee, Tour
from renda.voice.pressing.queries.items import items_for_tour, presser_of
from renda.voice.pressing.services.items import bodies_of
from renda.voice.pressing.services.papers import order_report
from renda.voice.pressing.states import FindingState, Stage
from renda.voice.pressing.workflow import FINDING, TOUR, unit
from renda.voice.suggestions.queries import leaders_of

SERIES = "督查通报"


@service
def plan_tour(
    *, actor: Actor, title: str, on: date, route: str, item_ids: Sequence[UUID], deputy_ids: Sequence[int] = (),
    leader_id: int | None = None, members: str = "", stage: str = Stage.DURING, committee_id: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Tour:  # fmt: skip
    """Plan a tour of these items, with the deputies to be invited. Raises Invalid, NotAllowed."""
    body = presser_of(actor, committee_id)
    if body is None or body.congress is None:
        raise NotAllowed("督查由人大的工作机构、委室或者常委会领导来定。")
    office = body.office
    tour = Tour(
        county_id=actor.county_id, congress=body.congress, office=office, committee=body.committee, stage=stage,
        title=title, on=on, route=route, leader_id=_leader(leader_id, body.congress, office), members=members,
    )  # fmt: skip
    TOUR.start(tour, "plan", actor=actor, once=once, note=note)
    _set_items(tour, item_ids, actor)
    _set_invitees(tour, deputy_ids)
    return tour


@service
def edit_tour(
    row: Tour, *, actor: Actor, title: str, on: date, route: str, item_ids: Sequence[UUID],
    deputy_ids: Sequence[int] = (), leader_id: int | None = None, members: str = "", stage: str = Stage.DURING,
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Tour:  # fmt: skip
    """Change the plan; before it was held nothing is found yet, so an item may leave it and come back."""
    TOUR.apply(
        row, "edit", actor=actor, seen=seen, once=once, note=note, title=title, on=on, route=route, members=members,
        stage=stage, leader_id=_leader(leader_id, row.congress, row.office),
    )  # fmt: skip
    _set_items(row, item_ids, actor)
    _set_invitees(row, deputy_ids)
    return row


@service
def announce_tour(
    row: Tour, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Tour:
    """Tell the units, the leader and the invited deputies."""
    TOUR.apply(row, "announce", actor=actor, seen=seen, once=once, note=note)
    keys = {key for one in row.findings.standing().select_related("org") for key in unit(one)}
    people = [row.leader_id, *row.invitees.values_list("deputy__user_id", flat=True)]
    keys |= {person_key(pk) for pk in people if pk}
    tell(sorted(keys), "pressing/tour_announced", row)
    return row


@service
def hold_tour(
    row: Tour, *, actor: Actor, held_on: date, came: Sequence[int] = (), members: str = "", seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Tour:  # fmt: skip
    """Note that it took place, and which of the invited deputies came. Raises Invalid."""
    if held_on > clock.today():
        raise Invalid("开展的日子不能晚于今天。", field="held_on")
    TOUR.apply(
        row, "hold", actor=actor, seen=seen, once=once, note=note, held_on=held_on, members=members or row.members
    )
    row.invitees.update(came=False)
    row.invitees.filter(deputy_id__in=list(came)).update(came=True)
    return row


@service
def report_tour(
    row: Tour, *, actor: Actor, report: str, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Tour:
    """Print the report (督查通报) from what was found; it takes its number last. Source: DOMAIN 6.6"""
    today = clock.today()
    number = rules.letter_number(
        SERIES, today.year, take_number(county_id=row.county_id, series=SERIES, year=today.year)
    )
    TOUR.apply(
        row,
        "report",
        actor=actor,
        seen=seen,
        once=once,
        note=note,
        report=report,
        number_text=number,
        reported_on=today,
    )
    order_report(row, actor=actor)
    keys = {key for one in row.findings.standing().select_related("org") for key in unit(one)}
    tell(sorted(keys), "pressing/tour_reported", row)
    return row


@service
def cancel_tour(row: Tour, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None) -> Tour:
    """It does not take place; the quarter stays open."""
    TOUR.apply(row, "cancel", actor=actor, seen=seen, once=once, note=note)
    return row


def _leader(leader_id: int | None, congress: Organisation, office: Organisation) -> int | None:
    if (
        leader_id is not None
        and not leaders_of(congress.county_id, congress.pk, office.pk).filter(pk=leader_id).exists()
    ):
        raise Invalid("带队领导请在常委会领导里选。", field="leader_id")
    return leader_id


def _set_items(tour: Tour, wanted: Iterable[UUID], actor: Actor) -> None:
    """The items of the plan as rows: new ones are listed, dropped ones leave if nothing was noted of them."""
    keys = list(dict.fromkeys(wanted))
    listed = {one.item_id: one for one in tour.findings.all()}
    fresh = set(keys) - set(listed)
    found = items_for_tour(actor, tour.congress_id, fresh)
    if not keys or len(found) != len(fresh):
        raise Invalid("请选要督查的建议或者议案，要是已经交办的。", field="item_ids")
    for item in found:
        bodies = {**bodies_of(item), "committee": tour.committee, "office": tour.office, "stage": tour.stage}
        FINDING.start(Finding(tour=tour, **bodies), "list", actor=actor)
    for key, finding in listed.items():
        if key in keys and finding.state == FindingState.LEFT:
            FINDING.apply(finding, "relist", actor=actor)
        elif key not in keys and finding.state != FindingState.LEFT:
            FINDING.apply(finding, "leave", actor=actor)


def _set_invitees(tour: Tour, wanted: Iterable[int]) -> None:
    keys = set(wanted)
    known = set(Deputy.objects.filter(county_id=tour.county_id, serving=True, pk__in=keys).values_list("pk", flat=True))
    if keys - known:
        raise Invalid("请在本县的代表里选。", field="deputy_ids")
    tour.invitees.exclude(deputy_id__in=keys).delete()
    here = set(tour.invitees.values_list("deputy_id", flat=True))
    Invitee.objects.bulk_create(
        Invitee(county_id=tour.county_id, tour=tour, deputy_id=pk) for pk in sorted(keys - here)
    )
