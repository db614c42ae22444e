"""Learning from what a county decided, advising on what waits, noting what was decided of it. Run by the worker, never by a page.

Which text may be read is the subject's word (`declare.Question`). Advice is a row a page shows; it changes no matter.
"""

from collections.abc import Hashable, Sequence
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from renda.ground.insight.access import may_set_duties
from renda.ground.insight.declare import Question, questions
from renda.ground.insight.models import Advice, Duty, Learned
from renda.ground.insight.queries import units_of
from renda.ground.insight.states import Basis
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import now
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.text import mask_numbers
from renda.ground.people.models import Organisation
from renda.ground.search.advice import duties, packing
from renda.ground.search.advice.alike import Finder
from renda.ground.search.advice.routing import Advice as Found
from renda.ground.search.advice.routing import Example, precedents

# Our choices: below FEWEST decided matters words of duties say more; beyond MOST the newest are learned from; NEW decisions call for learning anew.
FEWEST, MOST, NEW = 40, 5000, 50
PRECEDENTS = 2000
AT_A_TIME = 200
SEED = 1


def learn_all(county_ids: Sequence[int]) -> None:
    for county_id in county_ids:
        for question in questions().values():
            learn(county_id, question)


def learn(county_id: int, question: Question) -> Learned:
    """Learn one question from the county's own decided matters, the newest first; with too few, or without numpy, note that duties have to do."""
    examples = _examples(county_id, question)
    fields: dict[str, Any] = {
        "basis": Basis.DUTIES, "learned_at": now(), "examples": len(examples), "model": b"", "size": 0, "quality": {},
        "answers": len({example.label for example in examples}),
    }  # fmt: skip
    if find_spec("numpy") and len(examples) >= FEWEST and fields["answers"] > 1:
        from renda.ground.search.advice.judging import learn_and_judge

        router, quality = learn_and_judge(examples, also=_hinted(county_id, question), seed=SEED)
        model = packing.pack(router)
        fields |= {"basis": Basis.DECIDED, "model": model, "size": len(model), "quality": quality}
    return Learned.objects.update_or_create(county_id=county_id, question=question.name, defaults=fields)[0]


def learn_where_due(county_id: int) -> None:
    for question in _due(county_id):
        learn(county_id, question)


def advise(county_id: int) -> int:
    """Advice on each matter that waits and has none of what was last learned. Returns how many."""
    count = 0
    for learned in _all_learned(county_id):
        question = questions()[learned.question]
        rows = list(_unadvised(question, learned).order_by("pk")[:AT_A_TIME])
        count += _advise_on(question, learned, rows) if rows else 0
    return count


def is_waited_for(county_id: int) -> bool:
    """Whether something is to be learned or a matter waits for advice."""
    return bool(_due(county_id)) or any(
        _unadvised(questions()[one.question], one).exists() for one in _all_learned(county_id)
    )


def note_decisions(county_id: int) -> int:
    """Keep beside the advice what a person decided at first, and what it was when nothing moved any more. Returns how many rows were decided."""
    count = 0
    for question in questions().values():
        mine = Advice.objects.filter(county_id=county_id, question=question.name)
        for row in _answered(question, county_id, mine.filter(decided=""), question.decided):
            count += mine.of(county_id, question.kind, row.pk).update(
                decided=question.answer(row)[:40], decided_at=now()
            )
        for row in _answered(question, county_id, mine.filter(settled=""), question.settled & question.decided):
            mine.of(county_id, question.kind, row.pk).update(settled=question.answer(row)[:40])
    return count


def forget(county_id: int, kind: str, key: UUID) -> None:
    """In the transaction of the caller: of what was erased no word stays. What was learned is learned anew by night."""
    Advice.objects.of(county_id, kind, key).delete()


@transaction.atomic
def set_duty(org: Organisation, *, actor: Actor, text: str) -> None:
    """What a unit does, in the county's own words; empty goes back to the packaged ones. Raises Invalid, NotAllowed."""
    if not may_set_duties(actor, org.county_id):
        raise NotAllowed("单位职责由代表工作机构或者管理员来改。")
    if not units_of(org.county_id).filter(pk=org.pk).exists():
        raise Invalid("这里只写承办单位的职责。")
    if text:
        Duty.objects.update_or_create(org=org, defaults={"county_id": org.county_id, "text": text})
    else:
        Duty.objects.filter(org=org).delete()
    Learned.objects.filter(county_id=org.county_id, basis=Basis.DUTIES).update(learned_at=now())


# --- what teaches ----------------------------------------------------------------------------------------------------


def _examples(county_id: int, question: Question, most: int = MOST) -> list[Example]:
    """Decided matters whose answer can still be given, the newest first."""
    open_answers = question.choices(county_id)
    rows = question.rows().filter(question.decided, county_id=county_id).order_by("-pk")[:most]
    found = (_example(question, row) for row in rows.iterator(500))
    return [one for one in found if one.label in open_answers and one.whole]


def _example(question: Question, row: Any) -> Example:
    title, text = question.read(row)
    return Example(mask_numbers(title), mask_numbers(text), question.answer(row), str(row.pk))


def _hinted(county_id: int, question: Question) -> list[Example]:
    """The duties as examples of their own, so that a unit nobody was given anything yet can be thought of too."""
    return [Example("", text, answer) for answer, text in question.hints(county_id).items()]


def _all_learned(county_id: int) -> Any:
    return Learned.objects.without_model().filter(county_id=county_id, question__in=list(questions()))


def _due(county_id: int) -> list[Question]:
    """What was never learned, and what so many decisions have been added to."""
    known = {one.question: one for one in _all_learned(county_id)}
    return [
        question for name, question in questions().items()
        if name not in known or _decided_since(known[name]) >= max(NEW, known[name].examples // 10)
    ]  # fmt: skip


def _decided_since(learned: Learned) -> int:
    mine = Advice.objects.filter(county_id=learned.county_id, question=learned.question)
    return mine.filter(decided_at__gt=learned.learned_at).count()


# --- advising --------------------------------------------------------------------------------------------------------


def _unadvised(question: Question, learned: Learned) -> Any:
    given = Advice.objects.filter(
        county_id=learned.county_id, kind=question.kind, matter_id=OuterRef("pk"), question=question.name,
        learned_at=learned.learned_at,
    )  # fmt: skip
    return question.rows().filter(question.waits, ~Exists(given), county_id=learned.county_id)


def _advise_on(question: Question, learned: Learned, rows: list[Any]) -> int:
    choices = question.choices(learned.county_id)
    examples = _examples(learned.county_id, question, PRECEDENTS)
    decided: dict[Hashable, str] = {example.key: example.label for example in examples}
    finder = Finder()
    for example in examples:
        finder.add(example.key, example.whole)
    say = _adviser(question, learned)
    for row in rows:
        example = _example(question, row)
        found, near = say(example), precedents(example, finder, decided)
        _put(question, learned, row, found, [[str(match.key), answer] for match, answer in near], choices)
    return len(rows)


def _adviser(question: Question, learned: Learned) -> Any:
    """What says where a text belongs: the model, loaded for this round, or the duties."""
    if learned.basis == Basis.DECIDED and find_spec("numpy"):
        packed = Learned.objects.values_list("model", flat=True).get(pk=learned.pk)
        return packing.unpack(bytes(packed)).advise
    hints = question.hints(learned.county_id)
    return lambda example: duties.advise(example, hints)


def _put(question: Question, learned: Learned, row: Any, found: Found, earlier: list[list[str]], choices: Any) -> None:
    """A row without likeliest says that there is nothing to say; it is not asked again until something new was learned."""
    likeliest = [[answer, share] for answer, share in found.likeliest if answer in choices]
    first = likeliest[0][0] if likeliest else ""
    fields = {
        "basis": learned.basis, "learned_at": learned.learned_at, "examples": learned.examples,
        "first": first, "is_sure": bool(first) and found.label == first, "likeliest": likeliest,
        "reasons": [reason.word for reason in found.reasons if not any(char.isdigit() for char in reason.word)], "earlier": earlier,
    }  # fmt: skip
    key = {"county_id": learned.county_id, "kind": question.kind, "matter_id": row.pk, "question": question.name}
    Advice.objects.update_or_create(**key, defaults=fields, create_defaults={**fields, "given_at": now()})


def _answered(question: Question, county_id: int, advice: Any, when: Any) -> list[Any]:
    open_advice = advice.filter(kind=question.kind, matter_id=OuterRef("pk"))
    return list(question.rows().filter(when, Exists(open_advice), county_id=county_id)[:AT_A_TIME])
