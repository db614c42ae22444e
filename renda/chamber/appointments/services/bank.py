"""The county's bank of questions: the packaged start, a list from a table, one changed or put aside."""

from collections.abc import Sequence
from functools import cache
from importlib import resources
from json import loads
from typing import Any

from django.db import transaction

from renda.chamber.appointments import rules
from renda.chamber.appointments.models import Question
from renda.chamber.appointments.states import QuestionKind
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed

KINDS = {str(kind.label): kind for kind in QuestionKind} | {str(kind): kind for kind in QuestionKind}
MOST_QUESTIONS = 3000


@transaction.atomic
def fill_bank(*, actor: Actor) -> int:
    """Put the packaged questions into the county's bank; those there already stay. Returns how many are new."""
    _need_office(actor)
    return _keep(actor.county_id, [dict(one) for one in packaged()])


@transaction.atomic
def load_questions(*, actor: Actor, titles: Sequence[str], numbered: Sequence[tuple[int, Sequence[str]]]) -> int:
    """Questions of a table: 题型, 法律, 题目, 选项, 答案, 出处. All of it or nothing. Raises Invalid, naming the rows."""
    _need_office(actor)
    places = {name: titles.index(name) if name in titles else -1 for name in rules.QUESTION_HEADS}
    if missing := [name for name in ("题型", "题目", "答案") if places[name] < 0]:
        raise Invalid(f"表里缺少这几列：{'、'.join(missing)}。", field="file")
    found, faults = list[dict[str, Any]](), list[str]()
    for number, cells in numbered:
        said = {name: cells[at].strip() if 0 <= at < len(cells) else "" for name, at in places.items()}
        facts, why = _read(said)
        found.append(facts)
        faults += [f"第{number}行：{why}"] if why else []
    if faults:
        raise Invalid(" ".join(faults[:10]), field="file")
    return _keep(actor.county_id, found)


def _read(said: dict[str, str]) -> tuple[dict[str, Any], str]:
    kind = KINDS.get(said["题型"])
    if kind is None:
        return {}, "题型写单选题、多选题、判断题或者简答题。"
    options = rules.split_options(said["选项"]) if kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE) else []
    key = rules.read_key(kind, said["答案"])
    facts = {"kind": kind, "subject": said["法律"][:40], "text": said["题目"][:400], "options": options, "key": key,
             "source": said["出处"][:80]}  # fmt: skip
    return facts, rules.question_faults(kind, said["题目"], options, key)


def _keep(county_id: int, found: Sequence[dict[str, Any]]) -> int:
    there = Question.objects.filter(county_id=county_id)
    before = there.count()
    if before + len(found) > MOST_QUESTIONS:
        raise Invalid(f"题库最多{MOST_QUESTIONS}道题。")
    Question.objects.bulk_create((Question(county_id=county_id, **one) for one in found), ignore_conflicts=True)
    return there.count() - before


@transaction.atomic
def change_question(
    question: Question | None, *, actor: Actor, kind: str, subject: str, text: str, options: str = "", key: str = "",
    source: str = "", is_used: bool = True,
) -> Question:  # fmt: skip
    """A question written anew or changed; papers that were drawn keep theirs. Raises Invalid, Conflict, NotAllowed."""
    _need_office(actor)
    said = {"题型": kind, "法律": subject, "题目": text.strip(), "选项": options, "答案": key, "出处": source}
    facts, why = _read(said)
    if why:
        raise Invalid(why, field="key" if "答案" in why else "text")
    row = question or Question(county_id=actor.county_id)
    same = Question.objects.filter(county_id=actor.county_id, kind=facts["kind"], text=facts["text"]).exclude(pk=row.pk)
    if same.exists():
        raise Conflict("题库里已经有这道题。")
    for name, value in facts.items():
        setattr(row, name, value)
    row.is_used = is_used
    row.save()
    return row


def _need_office(actor: Actor) -> None:
    if not actor.holds(Role.OFFICE):
        raise NotAllowed("题库由人大代表工作机构来管。")


@cache
def packaged() -> tuple[dict[str, Any], ...]:
    text = (resources.files("renda.chamber.appointments") / "data" / "questions.json").read_text(encoding="utf-8")
    names = ("kind", "subject", "text", "options", "key", "source")
    return tuple(dict(zip(names, one, strict=True)) for one in loads(text))
