"""A row of another system's list against what the county has: values read, names matched, faults named. Invents nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from renda.ground.county.models import Session
from renda.ground.people.models import Organisation
from renda.network.deputies.models import Deputy
from renda.voice.suggestions import queries
from renda.voice.suggestions.models import NameMemory, Suggestion
from renda.voice.suggestions.services.exchange.columns import BY_KEY, split_names
from renda.voice.suggestions.states import GOVERNMENT_STATES, Disclosure, S

ASSIGNED = tuple(s for s in GOVERNMENT_STATES if s != S.PREASSIGNED)
REPLIED = (S.REPLIED, S.RATED, S.CLOSED, S.ARCHIVED)
Values = dict[str, Any]


@dataclass
class Known:
    """What rows are checked against, read once for all of them. numbers: taken ones and where they stand."""

    congress: Organisation
    units: Mapping[str, Organisation]
    deputies: Mapping[str, list[Deputy]]
    sessions: Mapping[str, Session]
    numbers: dict[str, str]


@dataclass
class Checked:
    """A row read: its values with rows in place of names, what is wrong, and the names nobody knows."""

    values: Values = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    units: set[str] = field(default_factory=set)
    deputies: set[str] = field(default_factory=set)


def know(congress: Organisation) -> Known:
    county_id = congress.county_id
    units = {name: org for org in queries.units_of(county_id) for name in (org.short, org.name) if name}
    deputies: dict[str, list[Deputy]] = {}
    for one in Deputy.objects.filter(county_id=county_id).order_by("-serving", "pk"):
        deputies.setdefault(one.name, []).append(one)
    for memory in NameMemory.objects.filter(county_id=county_id).select_related("org", "deputy"):
        if memory.org is not None:
            units[memory.name] = memory.org
        if memory.deputy is not None:
            deputies[memory.name] = [memory.deputy]
    sessions = Session.objects.filter(county_id=county_id, term__congress_key=congress.code).select_related("term")
    return Known(congress, units, deputies, {str(one): one for one in sessions}, {})


def know_numbers(known: Known, texts: Iterable[str]) -> None:
    """Which of these numbers the congress has already, long or short."""
    wanted = {text for text in texts if text}
    rows = Suggestion.objects.filter(
        Q(number_text__in=wanted) | Q(number_short__in=wanted),
        county_id=known.congress.county_id,
        congress=known.congress,
    )
    for text, short, title in rows.values_list("number_text", "number_short", "title"):
        for number in (text, short):
            known.numbers[number] = f"“{title[:30]}”"


def check_row(cells: Sequence[str], mapping: Sequence[str], known: Known, number: int) -> Checked:
    """number: of the row in the file; a number seen here is taken for the rows that follow."""
    found = Checked()
    for key, cell in zip(mapping, cells, strict=False):
        if key and cell.strip():
            _read(found, key, cell.strip())
    for field_ in BY_KEY.values():
        if field_.is_required and not found.values.get(field_.key) and not _is_faulty(found, field_.title):
            found.faults.append(f"“{field_.title}”没有填。")
    _check_number(found, known, number)
    _match_names(found, known)
    found.values["state"] = found.values.get("state") or _state_of(found.values)
    if not found.faults:
        _check_state(found)
    return found


def _read(found: Checked, key: str, text: str) -> None:
    try:
        found.values[key] = BY_KEY[key].read(text)
    except ValueError as error:
        words = str(error)
        found.faults.append(words if words.startswith(BY_KEY[key].title) else f"{BY_KEY[key].title}：{words}")


def _is_faulty(found: Checked, title: str) -> bool:
    return any(fault.startswith(title) for fault in found.faults)


def _check_number(found: Checked, known: Known, number: int) -> None:
    text = found.values.get("number", "")
    if not text:
        if found.values.get("state") != S.REFUSED and not _is_faulty(found, "编号"):
            found.faults.append("“编号”没有填；要沿用原来的编号。")
    elif text in known.numbers:
        found.faults.append(f"编号“{text}”和{known.numbers[text]}重复，没有导入。")
    else:
        known.numbers[text] = f"第{number}行"


def _match_names(found: Checked, known: Known) -> None:
    """Rows of the county in place of names; a name nobody knows is listed, never made."""
    values = found.values
    for key, words in (("lead", [values["lead"]] if values.get("lead") else []), ("co", values.get("co", [])),
                       ("separate", values.get("separate", []))):  # fmt: skip
        orgs = [known.units.get(name) for name in words]
        missing = [name for name, org in zip(words, orgs, strict=True) if org is None]
        if key == "lead" and missing and len(split_names(words[0])) > 1:
            found.faults.append("“主办单位”一格只写一个；几个单位各自答复的写在“分办单位”。")
            continue
        found.units |= set(missing)
        found.faults += [f"没有“{name}”这个单位，请在上面对上。" for name in missing]
        values[f"{key}_orgs"] = [org for org in orgs if org is not None]
    names = [values["proposer"]] if values.get("proposer") else []
    values["proposers"] = _deputies(found, known, names)
    values["cosigner_rows"] = _deputies(found, known, [n for n in values.get("cosigners", []) if n not in names])


def _deputies(found: Checked, known: Known, names: Sequence[str]) -> list[Deputy]:
    rows = []
    for name in names:
        every = known.deputies.get(name, [])
        here = [one for one in every if one.congress_id == known.congress.pk] or every
        serving = [one for one in here if one.serving] or here
        if len(serving) == 1:
            rows.append(serving[0])
            continue
        found.deputies.add(name)
        found.faults.append(
            f"有{len(serving)}位代表叫“{name}”，请在上面对上。"
            if serving
            else f"名册里没有“{name}”这位代表，请在上面对上。"
        )
    return rows


def _state_of(values: Values) -> S:
    """From the days in the row, if the file has no column for it."""
    if values.get("closed_on"):
        return S.CLOSED
    if values.get("result") or values.get("process"):
        return S.RATED
    if values.get("replied_on"):
        return S.REPLIED
    return S.ASSIGNED if values.get("assigned_on") else S.REGISTERED


def _check_state(found: Checked) -> None:
    values = found.values
    state, missing = values["state"], []
    if state in ASSIGNED:
        missing += [title for key, title in (("lead", "主办单位"), ("assigned_on", "交办之日")) if not values.get(key)]
    if state in REPLIED and not values.get("replied_on"):
        missing.append("答复日")
    if missing:
        found.faults.append(f"状态是“{S(state).label}”，要有{'、'.join(missing)}。")
    assigned, replied = values.get("assigned_on"), values.get("replied_on")
    if assigned and replied and replied < assigned:
        found.faults.append("答复日早于交办之日，请核对。")
    if values.get("disclosure") in (Disclosure.SUMMARY, Disclosure.NONE) and not values.get("disclosure_reason"):
        found.faults.append("不全文公开的，要有理由。")
    if values.get("round") == 2 and not values.get("second_asked_on"):
        found.faults.append("办理轮次是2的，要有二次办理起算日。")
