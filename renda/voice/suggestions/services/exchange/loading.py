"""The rows of a checked list become suggestions by the engine's bulk path, some hundred in one transaction each.

A row's fate is written with its suggestion, so a load that is killed loses nothing and doubles nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from renda.ground.county.services import raise_number, rule_book
from renda.ground.kernel import clock, jobs
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid
from renda.ground.people.models import Organisation
from renda.ground.workflow.bulk import BulkLoad, Past
from renda.ground.workflow.engine import Workflow
from renda.ground.workflow.models import Matter
from renda.voice.suggestions import queries, rules
from renda.voice.suggestions.models import Handling, Intake, IntakeRow, Publication, Rating, Signature, Suggestion
from renda.voice.suggestions.services.exchange.checking import ASSIGNED, REPLIED, Known, Values, know, know_numbers
from renda.voice.suggestions.services.exchange.importing import missing_columns, need_office, set_faults
from renda.voice.suggestions.services.registering import series_of
from renda.voice.suggestions.states import Fate, Mode, Period, S
from renda.voice.suggestions.workflow import HANDLING, PUBLICATION, RATING, SIGNATURE, SUGGESTION

LOADING = "renda.voice.suggestions.tasks.load_intake"
SIZE = 200
NO_NUMBER = "旧系统未记文号"


@dataclass
class Made:
    """What one row of the file becomes: the suggestion and its parts, each with the step by which it comes in."""

    suggestion: Suggestion
    matters: list[tuple[Workflow, Matter, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Bodies:
    """Who receives a congress's suggestions, and who brings them in."""

    congress: Organisation
    office: Organisation
    government: Organisation | None
    actor: Actor


@transaction.atomic
def start_intake(intake: Intake, *, actor: Actor, in_background: bool = True) -> Intake:
    """Begin to load the rows that are ready; the worker does it, or the caller by `load_intake`. Raises Invalid, Conflict."""
    need_office(actor, intake.congress)
    held = Intake.objects.select_for_update(of=("self",)).select_related("congress").get(pk=intake.pk)
    if missing := missing_columns(held):
        raise Invalid(f"还没有哪一列对上：{'、'.join(missing)}。")
    if held.started_at and not held.done_at:
        raise Conflict("这张表已经在导入。")
    if not held.rows.filter(fate=Fate.READY).exists():
        raise Invalid("没有可以导入的行；请先改好有问题的行。")
    held.started_at, held.started_by_id, held.done_at = clock.now(), actor.user_id, None
    held.save(update_fields=["started_at", "started_by_id", "done_at"])
    if in_background:
        jobs.enqueue(LOADING, held.pk)
    return held


def load_intake(intake: Intake, *, actor: Actor, say: Callable[[int], None] = lambda _done: None) -> int:
    """Load what is ready, a batch at a time; returns how many went in by this call. Stopped, it goes on where it was."""
    loaded = 0
    while count := _load_batch(intake.pk, actor):
        loaded += max(count, 0)
        say(loaded)
    return loaded


@transaction.atomic
def _load_batch(pk: int, actor: Actor) -> int:
    """How many rows went in; -1 if all of a batch turned out bad; 0 when nothing is left."""
    intake = Intake.objects.select_for_update(of=("self",)).select_related("congress").get(pk=pk)
    rows = list(intake.rows.filter(fate=Fate.READY).order_by("number")[:SIZE])
    if not rows:
        Intake.objects.filter(pk=pk, done_at=None).update(done_at=clock.now())
        return 0
    try:
        with transaction.atomic():
            return _take_over(intake, rows, actor) or -1
    except IntegrityError:
        # A number was given while this batch was made: one by one, the row that clashes keeps its reason.
        return sum(_take_one(intake, row, actor) for row in rows) or -1


def _take_one(intake: Intake, row: IntakeRow, actor: Actor) -> int:
    try:
        with transaction.atomic():
            return _take_over(intake, [row], actor)
    except IntegrityError:
        row.fate, row.faults = Fate.BAD, ["编号和刚立案的一件重复，没有导入。"]
        row.save(update_fields=["fate", "faults"])
        return 0


def _take_over(intake: Intake, rows: list[IntakeRow], actor: Actor) -> int:
    known = know(intake.congress)
    place = intake.mapping.index("number")
    know_numbers(known, (row.cells[place] for row in rows if place < len(row.cells)))
    bodies = Bodies(intake.congress, queries.office_of(intake.congress), queries.government_of(intake.congress), actor)
    made: list[tuple[IntakeRow, Made]] = []
    for row in rows:
        found = set_faults(row, intake, known)
        if row.fate == Fate.READY:
            made.append((row, _make(found.values, bodies, known)))
    _write(made, intake, actor)
    for row, one in made:
        row.fate, row.suggestion = Fate.LOADED, one.suggestion
    IntakeRow.objects.bulk_update(rows, ["fate", "faults", "suggestion"], batch_size=SIZE)
    return len(made)


def _write(made: list[tuple[IntakeRow, Made]], intake: Intake, actor: Actor) -> None:
    now = clock.now()
    for workflow in (SUGGESTION, SIGNATURE, HANDLING, RATING, PUBLICATION):
        with BulkLoad(workflow) as load:
            for row, one in made:
                note = f"由旧系统导入：{intake.file_name}第{row.number}行" if workflow is SUGGESTION else ""
                for _, matter, step in (m for m in one.matters if m[0] is workflow):
                    load.add(matter, [Past(step, actor, now, note)])
    numbered: dict[tuple[str, int], int] = {}
    for suggestion in (one.suggestion for _, one in made):
        if suggestion.number is not None and suggestion.number_year is not None:
            key = (series_of(suggestion), suggestion.number_year)
            numbered[key] = max(numbered.get(key, 0), suggestion.number)
    for (series, year), number in sorted(numbered.items()):
        raise_number(county_id=intake.county_id, series=series, year=year, at_least=number)


def _make(values: Values, bodies: Bodies, known: Known) -> Made:
    state = _state(values, bodies)
    lead = values["lead_orgs"][0] if values["lead_orgs"] and state in ASSIGNED else None
    row = Suggestion(
        county_id=bodies.congress.county_id, congress=bodies.congress, office=bodies.office, government=bodies.government,
        proposer=values["proposers"][0], entered_by_id=bodies.actor.user_id, lead_org=lead,
        handling_round=values.get("round", 1), **_texts(values), **_number(values, known),
    )  # fmt: skip
    made = Made(row, [(SUGGESTION, row, f"import_{state}")])
    for deputy in values["cosigner_rows"]:
        signature = Signature(county_id=row.county_id, parent=row, deputy=deputy, signed_at=clock.now())
        made.matters.append((SIGNATURE, signature, "import_signed"))
    if lead is not None:
        made.matters += _handlings(row, values, state)
    if state in REPLIED:
        made.matters += _ratings(row, values, state)
        made.matters += _publication(row, values, bodies.actor)
    return made


COPIED = (
    "title", "problem", "analysis", "asks", "category", "need", "hoped_unit", "may_be_public", "is_researched", "motion_paper",
    "ruling", "registered_on", "assigned_on", "is_complex", "is_key", "second_asked_on", "reply_class", "replied_on", "closed_on",
)  # fmt: skip


def _texts(values: Values) -> dict[str, Any]:
    return {name: values[name] for name in COPIED if name in values}


def _state(values: Values, bodies: Bodies) -> S:
    """As the file says; an answer that was rated, or whose time for rating is over, is past 已答复."""
    state: S = values["state"]
    if state != S.REPLIED:
        return state
    is_rated = values.get("process") or values.get("result")
    last = rule_book(bodies.congress.county_id).due("rating_days", values["replied_on"]).day
    return S.RATED if is_rated or last < clock.today() else S.REPLIED


def _number(values: Values, known: Known) -> dict[str, Any]:
    """The old number as it is; if it is one of our own kind, its series goes on behind it."""
    text = values.get("number", "")
    session = known.sessions.get(values.get("session", ""))
    found: dict[str, Any] = {"number_text": text, "number_short": text[:30], "session": session}
    if parsed := rules.parse_number(text):
        found["number"], found["number_year"], found["number_short"] = parsed.number, parsed.year, parsed.short
        at = [s for s in known.sessions.values() if (s.term.number, s.number) == (parsed.term, parsed.session)]
        if parsed.term and at:
            found["session"], found["number_year"] = at[0], at[0].starts_on.year
        elif parsed.term:
            found["number"] = found["number_year"] = None
    at_session = found["session"]
    found["term"] = at_session.term if at_session else None
    found["period"] = values.get("period") or (Period.SESSION if at_session else Period.BETWEEN)
    return found


def _handlings(row: Suggestion, values: Values, state: S) -> list[tuple[Workflow, Matter, str]]:
    is_done = state in REPLIED
    step = "import_done" if is_done else "import_accepted"
    modes = [(Mode.SEPARATE if values["separate_orgs"] else Mode.LEAD, values["lead_orgs"]),
             (Mode.SEPARATE, values["separate_orgs"]), (Mode.CO, values["co_orgs"])]  # fmt: skip
    seen: set[int] = set()
    found: list[tuple[Workflow, Matter, str]] = []
    for mode, orgs in modes:
        for org in orgs:
            if org.pk in seen:
                continue
            seen.add(org.pk)
            part = Handling(
                county_id=row.county_id, parent=row, org=org, mode=mode, round=row.handling_round,
                assigned_on=values.get("second_asked_on") or values["assigned_on"], done_on=row.replied_on if is_done else None,
            )  # fmt: skip
            if is_done and mode != Mode.CO:
                part.paper_number = values.get("reply_number") or NO_NUMBER
                part.reply_class, part.answers = row.reply_class, _answers(row, values)
            found.append((HANDLING, part, step))
    return found


def _answers(row: Suggestion, values: Values) -> list[dict[str, str]]:
    """One answer for each ask if the text has as many lines, otherwise the text as a whole."""
    text: str = values.get("reply_text", "")
    lines = text.splitlines()
    asks = row.asks if len(lines) == len(row.asks) else [row.title]
    texts = lines if len(lines) == len(row.asks) else [text]
    if not text:
        return []
    return [
        {"ask": ask, "text": line, "reply_class": row.reply_class, "promised_on": "", "section": ""}
        for ask, line in zip(asks, texts, strict=True)
    ]


def _ratings(row: Suggestion, values: Values, state: S) -> list[tuple[Workflow, Matter, str]]:
    """The lead deputy's as the file has it; silence is 未反馈; what may still be rated is asked of all who signed."""
    facts = {"county_id": row.county_id, "parent": row, "round": row.handling_round}
    if state == S.REPLIED:
        signers = [*values["proposers"], *values["cosigner_rows"]]
        return [(RATING, Rating(deputy=deputy, **facts), "import_open") for deputy in signers]
    process, result = values.get("process", ""), values.get("result", "")
    rating = Rating(deputy=row.proposer, process=process, result=result, text=values.get("rating_text", ""), **facts)
    rating.rated_on = values.get("rated_on")
    return [(RATING, rating, "import_final" if process or result else "import_lapsed")]


def _publication(row: Suggestion, values: Values, actor: Actor) -> list[tuple[Workflow, Matter, str]]:
    """What was public elsewhere is proposed here: a second person decides (decision 0020)."""
    if not values.get("disclosure") and not values.get("published_on"):
        return []
    part = Publication(
        county_id=row.county_id, parent=row, extent=values.get("disclosure") or "full",
        reason=values.get("disclosure_reason", ""), summary=values.get("summary", ""), proposed_by_id=actor.user_id,
    )  # fmt: skip
    return [(PUBLICATION, part, "import_proposed")]
