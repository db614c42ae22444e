"""Reads of supervised items, suggestions and motions: the list, what is overdue or thin, one item's acts, who presses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.models import Organisation
from renda.ground.workflow.models import Waiting
from renda.voice.motions.models import Motion
from renda.voice.motions.queries import handed_over
from renda.voice.motions.states import M
from renda.voice.pressing.models import Evaluation, Finding, FourLine, Inquiry
from renda.voice.pressing.states import DEFAULT_RATERS, Cause, Measure, Role4
from renda.voice.suggestions.models import Handling, Suggestion
from renda.voice.suggestions.states import HandlingState, S

ON_LIST = (S.ASSIGNED, S.REPLIED, S.RATED, S.CLOSED, S.ARCHIVED)
PEOPLE = ("proposer", "lead_org", "office", "government", "leader", "committee", "congress")
MOTION_PEOPLE = ("mover", "unit", "office", "leader", "committee", "congress")
PRESSERS = (Role.OFFICE, Role.COMMITTEE, Role.TOWNSHIP, Role.LEADER)


Item = Suggestion | Motion


@dataclass(frozen=True)
class Facts:
    """What supervision says of an item, be it a suggestion or a motion.

    phase: where it stands in the words of a suggestion's states; result: what came of it, in a word.
    """

    number: str
    title: str
    proposer: str
    unit: str
    given_on: date | None
    closed_on: date | None
    phase: str
    reply_class: str = ""
    result: str = ""


def facts_of(item: Item) -> Facts:
    if isinstance(item, Motion):
        unit = item.unit.label if item.unit else ""
        return Facts(item.number_short, item.title, item.mover_name, unit, item.handed_on, item.closed_on, phase_of(item),
                     result=M(item.state).label if item.unit_done_on else "")  # fmt: skip
    unit = item.lead_org.label if item.lead_org else ""
    return Facts(item.number_short, item.title, item.proposer.name, unit, item.assigned_on, item.closed_on, item.state,
                 item.reply_class)  # fmt: skip


def phase_of(item: Item) -> str:
    """A motion's unit has it, has reported, or the congress has been told."""
    if not isinstance(item, Motion):
        return item.state
    if item.state in (M.TOLD, M.CLOSED):
        return S.CLOSED
    return S.REPLIED if item.unit_done_on else S.ASSIGNED


@dataclass(frozen=True)
class Body:
    """For whom somebody presses: the congress, its office, the committee that carries the act out."""

    congress: Organisation | None
    office: Organisation
    committee: Organisation


def supervised(rows: "QuerySet[Suggestion]") -> "QuerySet[Suggestion]":
    """The list (清单制) opens by itself: whatever has been assigned stands on it. Source: DOMAIN S-2"""
    return rows.filter(state__in=ON_LIST)


def supervised_motions(rows: "QuerySet[Motion]") -> "QuerySet[Motion]":
    """A motion stands on the list once its unit has it."""
    return handed_over(rows).exclude(state=M.WITHDRAWN)


def presser_of(actor: Actor, committee_id: int | None = None) -> Body | None:
    """The body an actor presses for: his committee or office; a leader's acts are carried out by the office."""
    for role in PRESSERS:
        for org in Organisation.objects.filter(county_id=actor.county_id, pk__in=actor.orgs(role)).order_by("pk"):
            congress = org if org.kind == "congress" else org.congress
            if congress is None:
                continue
            office = _office(congress)
            mine = office if org.kind == "congress" else org
            return Body(congress, office, _committee(congress, committee_id) or mine)
    return None


def _office(congress: Organisation) -> Organisation:
    from renda.voice.suggestions.queries import office_of

    return office_of(congress)


def _committee(congress: Organisation, committee_id: int | None) -> Organisation | None:
    from renda.voice.suggestions.queries import committees_of

    return committees_of(congress.county_id, congress.pk).filter(pk=committee_id).first() if committee_id else None


def items_for_tour(actor: Actor, congress_id: int, keys: Iterable[UUID]) -> list[Item]:
    """Those of these items that stand on the list of the congress and that the actor may see."""
    wanted = list(keys)
    rows = supervised(Suggestion.objects.visible_to(actor)).filter(congress_id=congress_id, pk__in=wanted)
    motions = supervised_motions(Motion.objects.visible_to(actor)).filter(congress_id=congress_id, pk__in=wanted)
    return [*rows.select_related(*PEOPLE), *motions.select_related(*MOTION_PEOPLE)]


def get_item(actor: Actor, key: UUID) -> Item:
    """An item on the list that the actor has to do with. Raises Http404."""
    rows = supervised(Suggestion.objects.concerning(actor)).select_related(*PEOPLE)
    if (found := rows.filter(pk=key).first()) is not None:
        return found
    return get_object_or_404(
        supervised_motions(Motion.objects.concerning(actor)).select_related(*MOTION_PEOPLE), pk=key
    )


def by_day(rows: "QuerySet[Suggestion]", county_id: int, after: tuple[date, int] | None, size: int) -> list[Waiting]:
    """Waits of these suggestions, the soonest first, from after the last one seen. Reads along the index of days."""
    waits = Waiting.objects.filter(county_id=county_id, kind="suggestion", due_on__isnull=False)
    if after is not None:
        day, last = after
        waits = waits.filter(Q(due_on__gt=day) | Q(due_on=day, pk__gt=last), due_on__gte=day)
    return list(waits.filter(matter_id__in=rows.values("pk")).order_by("due_on", "pk")[: size + 1])


def overdue_without_letter(county_id: int, on: date, most: int) -> list[tuple[Suggestion, date]]:
    """Items whose reply is overdue and for which this round no letter was proposed, the oldest day first."""
    waits = Waiting.objects.filter(county_id=OuterRef("county_id"), kind="suggestion", matter_id=OuterRef("pk"))
    overdue = waits.overdue(on).order_by("due_on")
    rows = Suggestion.objects.filter(county_id=county_id, state=S.ASSIGNED).filter(~_proposed(Cause.OVERDUE))
    found = rows.annotate(late_on=Subquery(overdue.values("due_on")[:1])).exclude(late_on=None)
    days = dict(found.order_by("late_on", "pk").values_list("pk", "late_on")[:most])
    items = Suggestion.objects.filter(county_id=county_id).select_related(*PEOPLE).in_bulk(list(days))
    return [(items[pk], day) for pk, day in days.items()]


def overdue_motions(county_id: int, on: date, most: int) -> list[tuple[Motion, date]]:
    """Motions whose unit should have reported by now and for which no letter was proposed, the oldest day first."""
    waits = Waiting.objects.filter(county_id=OuterRef("county_id"), kind="motion", matter_id=OuterRef("pk"))
    overdue = waits.overdue(on).order_by("due_on")
    asked = Inquiry.objects.filter(county_id=OuterRef("county_id"), motion_id=OuterRef("pk"), cause=Cause.OVERDUE)
    rows = Motion.objects.filter(~Exists(asked), county_id=county_id, state=M.WITH_UNIT)
    found = rows.annotate(late_on=Subquery(overdue.values("due_on")[:1])).exclude(late_on=None)
    days = dict(found.order_by("late_on", "pk").values_list("pk", "late_on")[:most])
    motions = Motion.objects.filter(county_id=county_id).select_related(*MOTION_PEOPLE).in_bulk(list(days))
    return [(motions[pk], day) for pk, day in days.items()]


def replied_without_letter(county_id: int) -> list[tuple[Suggestion, list[dict[str, Any]]]]:
    """Items replied to in this round, with the answers, for which no letter was proposed because of them."""
    rows = Suggestion.objects.filter(county_id=county_id, state=S.REPLIED).filter(~_proposed(Cause.THIN))
    found = {row.pk: row for row in rows.select_related(*PEOPLE).order_by("pk")}
    sent = Handling.objects.filter(county_id=county_id, parent__in=list(found), state=HandlingState.DONE).exclude(
        mode="co"
    )
    answers: dict[UUID, list[dict[str, Any]]] = {}
    for handling in sent.order_by("pk"):
        if handling.round == found[handling.parent_id].handling_round:
            answers.setdefault(handling.parent_id, []).extend(handling.answers)
    return [(found[pk], given) for pk, given in answers.items()]


def _proposed(cause: str) -> Exists:
    return Exists(Inquiry.objects.filter(
        county_id=OuterRef("county_id"), suggestion_id=OuterRef("pk"), cause=cause, round=OuterRef("handling_round")
    ))  # fmt: skip


def key_items(county_id: int) -> list[tuple[Item, date | None]]:
    """The key suggestions on the list and the motions with a leader, each with the last day of its unit's reply."""
    rows = supervised(Suggestion.objects.filter(county_id=county_id, is_key=True)).exclude(state=S.ARCHIVED)
    motions = supervised_motions(Motion.objects.filter(county_id=county_id, leader__isnull=False))
    found: list[Item] = [
        *rows.select_related(*PEOPLE).order_by("pk"),
        *motions.select_related(*MOTION_PEOPLE).order_by("pk"),
    ]
    days = due_days(county_id, [row.pk for row in found])
    return [(row, days.get(row.pk)) for row in found]


def due_days(county_id: int, keys: Iterable[UUID]) -> dict[UUID, date | None]:
    """Of those whose unit still has to reply."""
    waits = Waiting.objects.filter(county_id=county_id, matter_id__in=list(keys))
    running = Q(kind="suggestion", state=S.ASSIGNED) | Q(kind="motion", state=M.WITH_UNIT)
    return dict(waits.filter(running).values_list("matter_id", "due_on"))


def due_of(item: Item) -> date | None:
    return due_days(item.county_id, [item.pk]).get(item.pk)


def is_of(item: Item) -> dict[str, Any]:
    """The words of a filter for the acts of one item."""
    return {"county_id": item.county_id, "motion" if isinstance(item, Motion) else "suggestion": item}


def letters_of(item: Item) -> "QuerySet[Inquiry]":
    return Inquiry.objects.filter(**is_of(item)).select_related("org", "committee").order_by("pk")


def findings_of(item: Item) -> "QuerySet[Finding]":
    rows = Finding.objects.standing().filter(**is_of(item))
    return rows.select_related("org", "committee", "tour").order_by("tour__on", "pk")


def evaluations_of(item: Item) -> "QuerySet[Evaluation]":
    return Evaluation.objects.filter(**is_of(item)).order_by("pk")


def four_lines(county_id: int) -> dict[str, FourLine]:
    """The eight lines of 四办四评, the county's own before our proposal (whose rows have no key of their own)."""
    own = {line.key: line for line in FourLine.objects.filter(county_id=county_id)}
    found = {key: own.get(key) or FourLine(county_id=county_id, key=key, label=label) for key, label in Role4.choices}
    for key, label in Measure.choices:
        rater, moment = DEFAULT_RATERS[Measure(key)]
        default = FourLine(county_id=county_id, key=key, label=label, rater=rater, moment=moment)
        found[key] = own.get(key) or default
    return found


def raters_of(county_id: int) -> dict[str, tuple[str, str]]:
    """Who gives each rating and when."""
    lines = four_lines(county_id)
    return {key: (lines[key].rater, lines[key].moment) for key in Measure.values}
