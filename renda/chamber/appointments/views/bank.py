"""The county's bank of questions, for the office alone."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.chamber.appointments import forms, services
from renda.chamber.appointments.models import Question
from renda.chamber.appointments.states import QuestionKind
from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers.tables import read_table
from renda.ground.people.web import bind, carry_out, signed_in
from renda.ground.ui.lists import chip

GET_AND_POST = ["GET", "HEAD", "POST"]
MOST_FILE, MOST_SHOWN = 2 * 1024 * 1024, 300
COLUMNS = "列名：题型、法律、题目、选项（竖线隔开）、答案、出处。"


@signed_in
@require_safe
def index(request: Request) -> HttpResponse:
    _office(request)
    kind = request.GET.get("kind", "")
    rows = Question.objects.visible_to(request.actor)
    rows = rows.filter(kind=kind) if kind in QuestionKind.values else rows
    chips = [{"label": "全部", "href": "?", "on": not kind}]
    chips += [chip(request.GET, "kind", str(one), str(one.label), kind) for one in QuestionKind]
    context = {"rows": list(rows.listed()[:MOST_SHOWN]), "chips": chips}
    return render(request, "appointments/questions.html", context)


@signed_in
@require_http_methods(GET_AND_POST)
def edit(request: Request, pk: int = 0) -> HttpResponse:
    _office(request)
    row = get_object_or_404(Question.objects.visible_to(request.actor), pk=pk) if pk else None
    form = bind(request, forms.QuestionForm, initial=_said(row) if row else None)
    if form.is_valid():
        try:
            services.change_question(row, actor=request.actor, **form.cleaned_data)
            return redirect("appointments:questions")
        except (Invalid, Conflict) as error:
            field = getattr(error, "field", "")
            form.add_error(field if field in form.fields else "text", error.text)
    return _form(request, form, "改考题" if row else "加考题")


def _said(row: Question) -> dict[str, Any]:
    facts = {name: getattr(row, name) for name in ("kind", "subject", "text", "source", "is_used")}
    return facts | {"options": "|".join(row.options), "key": "".join(row.key)}


@signed_in
@require_http_methods(GET_AND_POST)
def upload(request: Request) -> HttpResponse:
    _office(request)
    form = bind(request, forms.TableForm)
    form.fields["file"].label, form.fields["file"].help_text = "题库（Excel或CSV）", COLUMNS

    def load() -> int:
        file = form.cleaned_data["file"]
        if file.size > MOST_FILE:
            raise Invalid("文件超过2兆，请分成几个文件。", field="file")
        titles, numbered = read_table(file.read())
        return services.load_questions(actor=request.actor, titles=titles, numbered=numbered)

    if carry_out(form, load) is not None:
        return redirect("appointments:questions")
    return _form(request, form, "上传题库")


@signed_in
@require_POST
def start(request: Request) -> HttpResponse:
    """Put in the packaged questions."""
    services.fill_bank(actor=request.actor)
    return redirect("appointments:questions")


def _office(request: Request) -> None:
    if not request.actor.holds(Role.OFFICE):
        raise NotAllowed("题库由人大代表工作机构来管。")


def _form(request: Request, form: Any, heading: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": "存下来", "is_bank": True}
    return render(request, "appointments/form.html", context, status=422 if form.errors else 200)
