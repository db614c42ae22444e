"""Sitting an exam, by account or with the code; the office marks what the machine can't."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.chamber.appointments import access, forms, rules, services
from renda.chamber.appointments.models import Exam
from renda.chamber.appointments.states import ExamState, QuestionKind
from renda.chamber.appointments.workflow import EXAM
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid, NotAllowed, NotFound
from renda.ground.kernel.keys import tidy_code
from renda.ground.kernel.web import Request
from renda.ground.people.services import throttle
from renda.ground.people.web import address_of, bind, carry_out, signed_in
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.shown import steps_of

GET_AND_POST = ["GET", "HEAD", "POST"]
RELATED = ("parent", "parent__user", "parent__parent", "parent__parent__office", "parent__parent__meeting")
TRIES, TRY_SECONDS = 30, 600


@require_http_methods(GET_AND_POST)
def enter(request: Request) -> HttpResponse:
    """Whoever has no account types the code that the office gave out."""
    form = bind(request, forms.CodeForm)
    if form.is_valid():
        try:
            exam, _ = _by_code(request, form.cleaned_data["code"])
            return redirect("appointments:sit", exam.code)
        except NotFound as error:
            form.add_error("code", error.text)
    return render(request, "appointments/enter.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def sit(request: Request, code: str) -> HttpResponse:
    exam, bearer = _by_code(request, code)
    return _sheet(request, exam, bearer, base=reverse("appointments:sit", args=[exam.code]))


@require_POST
def sit_begin(request: Request, code: str) -> HttpResponse:
    exam, bearer = _by_code(request, code)
    services.begin_exam(exam, actor=bearer)
    return redirect("appointments:sit", exam.code)


@require_POST
def sit_answer(request: Request, code: str) -> HttpResponse:
    exam, bearer = _by_code(request, code)
    return _keep(request, exam, bearer, reverse("appointments:sit", args=[exam.code]))


@require_POST
def sit_hand_in(request: Request, code: str) -> HttpResponse:
    exam, bearer = _by_code(request, code)
    services.hand_in_exam(exam, actor=bearer)
    return redirect("appointments:sit", exam.code)


def _by_code(request: Request, code: str) -> tuple[Exam, Actor]:
    """The exam of a code, and its bearer: whoever holds the code, in no post. Raises NotFound, TooMany."""
    found = Exam.objects.filter(county_id=request.actor.county_id, code=tidy_code(code) or "-")
    exam = found.exclude(state=ExamState.CANCELLED).select_related(*RELATED).first()
    if exam is None:
        throttle(f"exam-code:{request.actor.county_id}:{address_of(request)}", limit=TRIES, seconds=TRY_SECONDS)
        raise NotFound("没有这个考试编号，请看看有没有抄错，或者问承办的同志。")
    return exam, Actor(county_id=exam.county_id, bearer_of=frozenset({exam.pk}))


@signed_in
@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    """The candidate's own sheet; for the office what came of it, without reading along while it runs."""
    exam = _exam(request, pk)
    if access.sits(request.actor, exam):
        return _sheet(request, exam, request.actor, base=exam.get_absolute_url())
    return _desk(request, exam)


@signed_in
@require_POST
def answer(request: Request, pk: UUID) -> HttpResponse:
    exam = _exam(request, pk)
    return _keep(request, exam, request.actor, exam.get_absolute_url())


@signed_in
@require_POST
def marks(request: Request, pk: UUID) -> HttpResponse:
    exam = _exam(request, pk)
    if not access.keeps_exam(request.actor, exam):
        raise NotAllowed(f"简答题由{access.keeps_exam.__doc__}来评。")
    form = forms.MarksForm(request.POST, items=_shorts(exam))
    if carry_out(form, lambda: services.give_marks(exam, actor=request.actor, points=form.points())):
        return redirect(exam)
    return _desk(request, exam, form)


def _keep(request: Request, exam: Exam, actor: Actor, base: str) -> HttpResponse:
    """One answer, kept as it is given: the page's own script gets a word, a page without script the sheet again."""
    if not access.sits(actor, exam):
        raise NotAllowed("试卷由参加考试的本人来做。")
    form = forms.AnswerForm(
        {"position": request.POST.get("position"), "given": ",".join(request.POST.getlist("given"))}
    )
    if not form.is_valid():
        raise Invalid("这个答案存不下来，请再选一次；简答题最多四千字。")
    item = services.save_answer(exam, actor=actor, **form.cleaned_data)
    if request.htmx:
        return render(request, "appointments/_saved.html", {"item": item})
    return redirect(f"{base}#q{item.position}")


def _sheet(request: Request, exam: Exam, actor: Actor, *, base: str) -> HttpResponse:
    is_running = exam.state == ExamState.RUNNING and not exam.is_up
    items = [_shown(one) for one in exam.items.order_by("position")] if is_running else []
    context = {
        "exam": exam, "items": items, "base": base, "is_running": is_running, "why_not": access.not_its_day(exam),
        "answered": sum(1 for one in items if one["item"].given), "is_code": base != exam.get_absolute_url(),
    }  # fmt: skip
    return render(request, "appointments/sheet.html", context)


def _shown(item: Any) -> dict[str, Any]:
    given = item.given.split(",") if item.kind != QuestionKind.SHORT else []
    if item.kind == QuestionKind.JUDGE:
        options = [(value, value, value in given) for value in (rules.TRUE, rules.FALSE)]
    else:
        letters = zip(rules.LETTERS, item.options, strict=False)
        options = [(letter, f"{letter}．{text}", letter in given) for letter, text in letters]
    return {"item": item, "options": options, "many": item.kind == QuestionKind.MULTIPLE}


def _desk(request: Request, exam: Exam, form: Any = None) -> HttpResponse:
    is_over = exam.state in (ExamState.MARKING, ExamState.PASSED, ExamState.FAILED)
    items = list(exam.items.order_by("position")) if is_over else []
    if form is None and exam.state == ExamState.MARKING and (shorts := _shorts(exam)):
        form = forms.MarksForm(items=shorts)
    context = {
        "exam": exam, "line": exam.parent, "items": items, "form": form, "base": exam.get_absolute_url(),
        "waiting": waiting_for(exam).first(), "offers": EXAM.offers(request.actor, exam),
        "history": steps_of(EXAM, exam, request.actor), "count": exam.items.count(),
        "address": request.build_absolute_uri(reverse("appointments:sit", args=[exam.code])),
    }  # fmt: skip
    return render(request, "appointments/exam.html", context, status=422 if form is not None and form.errors else 200)


def _shorts(exam: Exam) -> list[Any]:
    return list(exam.items.filter(kind=QuestionKind.SHORT, got__isnull=True).order_by("position"))


def _exam(request: Request, pk: UUID) -> Exam:
    return get_object_or_404(Exam.objects.visible_to(request.actor).select_related(*RELATED), pk=pk)
