"""A case along a method: begun, its steps ticked off one by one, finished with a result. Source: DOMAIN H16"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from renda.ground.files import services as files
from renda.ground.files.queries import files_of
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, person_key
from renda.ground.kernel.errors import Invalid
from renda.ground.notices.services import tell
from renda.ground.workflow.engine import service
from renda.network.brands import rules
from renda.network.brands.models import Method, MethodCase, MethodVersion, Part, Tick
from renda.network.brands.services.branding import office_of
from renda.network.brands.services.methods import standard_version
from renda.network.brands.workflow import METHOD_CASE
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Station

# The choice that stands for the packaged method, where the county has not written it down yet.
STANDARD = 0


@service
def begin_method_case(
    station: Station, *, actor: Actor, title: str, text: str, planned_on: date, method: int = STANDARD,
    deputy_ids: Sequence[int] = (), once: UUID | None = None, note: str = "",
) -> MethodCase:  # fmt: skip
    """Begin a piece of work by the newest version of a method. Raises Invalid, NotAllowed."""
    row = MethodCase(
        county_id=station.county_id, station=station, org_id=station.org_id, town_org_id=station.town_org_id,
        office=office_of(station.county_id), method_version=_version(station, method, actor), begun_on=clock.today(),
        **_checked(title, text, planned_on, clock.today()),
    )  # fmt: skip
    METHOD_CASE.start(row, "begin", actor=actor, once=once, note=note)
    _take_part(row, deputy_ids)
    return row


def _version(station: Station, method: int, actor: Actor) -> MethodVersion:
    if method == STANDARD:
        return standard_version(actor=actor)
    found = Method.objects.filter(county_id=station.county_id, pk=method).fit_for(station.town_org_id).first()
    if found is None:
        raise Invalid("这个工作法不是本县本镇在用的，请另选一个。", field="method")
    return found.newest


def _checked(title: str, text: str, planned_on: date, begun_on: date) -> dict[str, Any]:
    refuse_numbers(title=title, text=text)
    if planned_on < begun_on:
        raise Invalid("计划办结日不能早于开始办的那天。", field="planned_on")
    return {"title": title.strip(), "text": text.strip(), "planned_on": planned_on}


def refuse_numbers(**texts: str) -> None:
    """Residents' numbers stand in opinions, sealed, never here. Raises Invalid."""
    for field, text in texts.items():
        if rules.tells_a_number(text):
            raise Invalid("这里不写手机号、身份证号；群众的联系方式记在“群众意见”里。", field=field)


def _take_part(row: MethodCase, wanted: Iterable[int]) -> None:
    """These deputies and no others; who is new to it is told. Raises Invalid."""
    keys = set(wanted)
    known = set(Deputy.objects.serving().filter(county_id=row.county_id, pk__in=keys).values_list("pk", flat=True))
    here = set(row.parts.values_list("deputy_id", flat=True))
    if keys - known - here:
        raise Invalid("请在本县在任的代表里选。", field="deputy_ids")
    row.parts.exclude(deputy_id__in=keys).delete()
    Part.objects.bulk_create(Part(county_id=row.county_id, case=row, deputy_id=pk) for pk in sorted(keys - here))
    users = Deputy.objects.filter(pk__in=keys - here, user__isnull=False).values_list("user_id", flat=True)
    if users:
        tell([person_key(pk) for pk in users if pk], "brands/taking_part", row, extra={"day": row.planned_on})


@service
def edit_method_case(
    row: MethodCase, *, actor: Actor, title: str, text: str, planned_on: date, deputy_ids: Sequence[int] = (),
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> MethodCase:  # fmt: skip
    """Other words, another day, other deputies; the wait moves with the day. Raises Invalid."""
    facts = _checked(title, text, planned_on, row.begun_on)
    METHOD_CASE.apply(row, "edit", actor=actor, seen=seen, once=once, note=note, **facts)
    _take_part(row, deputy_ids)
    return row


@service
def tick_method_case(
    row: MethodCase, *, actor: Actor, place: int, done_on: date | None = None, line: str = "", photos: Any = None,
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> MethodCase:  # fmt: skip
    """One step is done, today unless said otherwise. Who ticked it stands in the history. Raises Invalid."""
    step, day = _step(row, place), done_on or clock.today()
    refuse_numbers(line=line)
    if day > clock.today():
        raise Invalid("办好的日子不能晚于今天。", field="done_on")
    if row.ticks.filter(place=place).exists():
        raise Invalid(f"“{step.label}”已经办好了。", field="place")
    words = f"{step.label}{f'。{line}' if line else ''}"
    METHOD_CASE.apply(row, "tick", actor=actor, seen=seen, once=once, note=note or words, passed=row.passed + 1)
    Tick.objects.create(county_id=row.county_id, case=row, place=place, done_on=day, line=line)
    files.attach(photos or [], row, actor=actor, purpose=purpose_of(place), audience="parties", images_only=True)
    return row


def _step(row: MethodCase, place: int) -> rules.Step:
    found = next((step for step in row.method_version.steps if step.place == place), None)
    if found is None:
        raise Invalid("这个工作法没有这一步。", field="place")
    return found


def purpose_of(place: int) -> str:
    """Under which word the photos of a step are kept."""
    return f"step-{place}"


@service
def untick_method_case(
    row: MethodCase, *, actor: Actor, place: int, note: str, seen: int | None = None, once: UUID | None = None
) -> MethodCase:
    """A step that was ticked by mistake; its line and photos go, the history keeps that it was. Raises Invalid."""
    step, tick = _step(row, place), row.ticks.filter(place=place).first()
    if tick is None:
        raise Invalid(f"“{step.label}”还没有办，不用撤回。", field="place")
    METHOD_CASE.apply(
        row, "untick", actor=actor, seen=seen, once=once, note=f"{step.label}。{note}", passed=row.passed - 1
    )
    for file in files_of(row).filter(purpose=purpose_of(place)):
        files.erase_file(file)
    tick.delete()
    return row


@service
def finish_method_case(
    row: MethodCase, *, actor: Actor, result: str, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> MethodCase:
    """What came of it. Steps not ticked stay so, and count as not passed. Raises Invalid."""
    refuse_numbers(result=result)
    done: dict[str, Any] = {"result": result.strip(), "finished_on": clock.today()}
    METHOD_CASE.apply(row, "finish", actor=actor, seen=seen, once=once, note=note, **done)
    return row


@service
def reopen_method_case(
    row: MethodCase, *, actor: Actor, note: str, planned_on: date, seen: int | None = None, once: UUID | None = None
) -> MethodCase:
    """It was not done after all; goes on until another day. Raises Invalid."""
    if planned_on < clock.today():
        raise Invalid("计划办结日不能早于今天。", field="planned_on")
    changed: dict[str, Any] = {"planned_on": planned_on, "finished_on": None}
    METHOD_CASE.apply(row, "reopen", actor=actor, seen=seen, once=once, note=note, **changed)
    return row


@service
def stop_method_case(
    row: MethodCase, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> MethodCase:
    """Not gone on with, and why. A stopped case does not count."""
    METHOD_CASE.apply(row, "stop", actor=actor, seen=seen, once=once, note=note)
    return row
