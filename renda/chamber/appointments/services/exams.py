"""An exam is drawn, begun, answered question by question, handed in or collected by the clock, and marked."""

import secrets
from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from renda.chamber.appointments import access, rules
from renda.chamber.appointments.models import Exam, ExamItem, Mark, Nominee, Question
from renda.chamber.appointments.states import OVER, ExamState, LineState, QuestionKind
from renda.chamber.appointments.workflow import EXAM, NOMINEE
from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, clock_actor, person_key
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed, WrongState
from renda.ground.notices.services import tell
from renda.ground.workflow.engine import service

SEED_BITS, MOST_AHEAD_DAYS, MOST_WORDS = 48, 120, 4000
KINDS = (QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.JUDGE)


@service
def draw_exam(
    line: Nominee, *, actor: Actor, sits_on: date, minutes: int | None = None, is_open_book: bool = False,
    shorts: int = 0, once: UUID | None = None, note: str = "",
) -> Exam:  # fmt: skip
    """Draw a paper from the county's bank with a recorded seed. Raises Invalid."""
    today = clock.today()
    if not today <= sits_on <= today + timedelta(days=MOST_AHEAD_DAYS):
        raise Invalid("考试的日子要在今天以后，四个月以内。", field="sits_on")
    book = rule_book(line.county_id)
    seed = secrets.randbits(SEED_BITS)
    exam = Exam(
        county_id=line.county_id, parent=line, seed=seed, sits_on=sits_on, is_open_book=is_open_book,
        minutes=minutes or book.value("exam_minutes", today), pass_mark=book.value("exam_pass", today),
    )  # fmt: skip
    EXAM.start(exam, "draw", actor=actor, once=once, note=note)
    quotas = {str(kind): book.value(f"exam_{kind}", today) for kind in KINDS} | {str(QuestionKind.SHORT): shorts}
    _lay_out(exam, quotas, {kind: book.value(f"exam_{kind}_points", today) for kind in quotas})
    if line.user_id:
        tell([person_key(line.user_id)], "appointments/exam_set", exam)
    return exam


def _lay_out(exam: Exam, quotas: Mapping[str, int], points: Mapping[str, int]) -> None:
    bank = Question.objects.of(exam.county_id)
    drawn, faults = rules.draw_paper(bank.values_list("pk", "kind"), quotas, exam.seed)
    if faults:
        raise Invalid(f"{''.join(faults)}请先在题库里补题。")
    found = bank.in_bulk(drawn)
    ExamItem.objects.bulk_create(
        ExamItem(county_id=exam.county_id, exam=exam, position=n, kind=one.kind, text=one.text, options=one.options,
                 key=one.key, source=one.source, points=points[one.kind])
        for n, one in enumerate((found[pk] for pk in drawn), 1)
    )  # fmt: skip


@service
def begin_exam(exam: Exam, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = "") -> Exam:
    """The time runs from now, by the clock of the server."""
    now = clock.now()
    ends_at = now + timedelta(minutes=exam.minutes)
    EXAM.apply(exam, "begin", actor=actor, seen=seen, once=once, note=note, began_at=now, ends_at=ends_at)
    return exam


@transaction.atomic
def save_answer(exam: Exam, *, actor: Actor, position: int, given: str) -> ExamItem:
    """Keep one answer; given again it replaces the one before. Raises WrongState once time is up, NotAllowed, Invalid."""
    held = Exam.objects.select_for_update().get(pk=exam.pk, county_id=exam.county_id)
    if not access.sits(actor, held):
        raise NotAllowed("试卷由参加考试的本人来做。")
    if held.state != ExamState.RUNNING:
        raise WrongState("现在不能答题：还没有开始考试，或者已经交卷。")
    if held.is_up:
        raise WrongState("时间到了，存下的答案都在，由系统收卷。")
    item = held.items.filter(position=position).first()
    if item is None:
        raise Invalid("没有这一题。", field="position")
    item.given, item.saved_at = _tidy(item, given), clock.now()
    item.save(update_fields=["given", "saved_at"])
    return item


def _tidy(item: ExamItem, given: str) -> str:
    if item.kind == QuestionKind.SHORT:
        return given.strip()[:MOST_WORDS]
    chosen = sorted({part.strip() for part in given.split(",") if part.strip()})
    known = [rules.TRUE, rules.FALSE] if item.kind == QuestionKind.JUDGE else list(rules.LETTERS[: len(item.options)])
    if any(one not in known for one in chosen) or (item.kind != QuestionKind.MULTIPLE and len(chosen) > 1):
        raise Invalid(f"第{item.position}题请在给出的选项里选。", field="given")
    return ",".join(chosen)


@service
def hand_in_exam(
    exam: Exam, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Exam:
    EXAM.apply(exam, "hand_in", actor=actor, seen=seen, once=once, note=note, handed_in_at=clock.now())
    _mark(exam)
    return exam


@service
def time_out_exam(exam: Exam, *, actor: Actor) -> Exam:
    """The clock takes the paper with what was saved, whatever became of the browser."""
    EXAM.apply(exam, "time_out", actor=actor, handed_in_at=exam.ends_at)
    _mark(exam)
    return exam


@service
def miss_exam(exam: Exam, *, actor: Actor) -> Exam:
    """Nobody came on the day: no sitting is used up, the office sets another."""
    EXAM.apply(exam, "miss", actor=actor)
    return exam


@service
def cancel_exam(exam: Exam, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None) -> Exam:
    EXAM.apply(exam, "cancel", actor=actor, seen=seen, once=once, note=note)
    return exam


def _mark(exam: Exam) -> None:
    items = list(exam.items.order_by("position"))
    for item in items:
        item.got = rules.mark_given(item.kind, item.key, item.given, item.points)
    ExamItem.objects.bulk_update(items, ["got"])
    if all(item.got is not None for item in items):
        _conclude(exam, items)


def _conclude(exam: Exam, items: list[ExamItem]) -> None:
    """The score, and what it means for the line: on, a re-sit, or the end."""
    score = rules.score_of((item.got or 0 for item in items), (item.points for item in items))
    is_passed = score >= exam.pass_mark
    platform = clock_actor(exam.county_id)
    EXAM.apply(exam, "succeed" if is_passed else "fail", actor=platform, score=score)
    line = exam.parent
    if line.state != LineState.EXAM:
        return
    sat = line.exams.filter(state__in=OVER).count()
    resits = rule_book(exam.county_id).value("exam_resits", clock.today())
    if is_passed:
        NOMINEE.apply(line, "qualify", actor=platform)
    elif sat > resits:
        NOMINEE.apply(line, "disqualify", actor=platform)


@transaction.atomic
def give_marks(exam: Exam, *, actor: Actor, points: Mapping[int, int]) -> Exam:
    """What one person of the office gives the short answers; of two the mean counts. Raises WrongState, NotAllowed, Invalid, Conflict."""
    held = Exam.objects.select_for_update().get(pk=exam.pk, county_id=exam.county_id)
    if held.state != ExamState.MARKING:
        raise WrongState("这份卷子不是在等评简答题。")
    if not access.keeps_exam(actor, held):
        raise NotAllowed(f"简答题由{access.keeps_exam.__doc__}来评。")
    items = list(held.items.filter(kind=QuestionKind.SHORT, got__isnull=True).order_by("position"))
    for item in items:
        _give(item, actor, points.get(item.position))
    if not access.not_marked(held):
        for item in items:
            given = list(item.marks.values_list("points", flat=True))
            item.got = (2 * sum(given) + len(given)) // (2 * len(given))
        ExamItem.objects.bulk_update(items, ["got"])
        _conclude(held, list(held.items.all()))
    return held


def _give(item: ExamItem, actor: Actor, points: int | None) -> None:
    if points is None or not 0 <= points <= item.points:
        raise Invalid(f"第{item.position}题请给0到{item.points}分。", field=f"q{item.position}")
    if item.marks.exclude(marker_id=actor.user_id).count() >= access.MARKERS:
        raise Conflict(f"第{item.position}题已经有{access.MARKERS}个人评过。")
    Mark.objects.update_or_create(
        county_id=item.county_id, item=item, marker_id=actor.user_id, defaults={"points": points}
    )
