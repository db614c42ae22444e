"""Proposals and their lines: the list, one proposal, one person, papers, and what everybody may read."""

from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renda.chamber.appointments import access, forms, rules, services
from renda.chamber.appointments.models import Appointment, Nominee
from renda.chamber.appointments.states import CaseState, Row
from renda.chamber.appointments.workflow import APPOINTMENT, NOMINEE
from renda.chamber.meetings.models import Meeting
from renda.ground.files import web as files_web
from renda.ground.files.queries import files_of
from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import DomainError, Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers import web as papers_web
from renda.ground.papers.models import Paper
from renda.ground.papers.queries import papers_of
from renda.ground.papers.states import Audience
from renda.ground.papers.tables import read_table
from renda.ground.people.web import bind, carry_out, signed_in
from renda.ground.ui.lists import chip
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.shown import steps_of, why_due

GET_AND_POST = ["GET", "HEAD", "POST"]
PAGE, MOST_FILE = 30, 2 * 1024 * 1024
CHIPS = (CaseState.OPEN, CaseState.LISTED, CaseState.VOTED, CaseState.ANNOUNCED, CaseState.DONE)
Ending = Literal["pdf", "docx"]


@signed_in
@require_safe
def index(request: Request) -> HttpResponse:
    state = request.GET.get("state", "")
    rows = Appointment.objects.visible_to(request.actor)
    rows = rows.filter(state=state) if state in CaseState.values else rows
    found, following = rows.page(request.GET.get("after", ""), PAGE)
    chips = [{"label": "全部", "href": "?", "on": not state}]
    chips += [chip(request.GET, "state", str(one), str(one.label), state) for one in CHIPS]
    keeps = request.actor.holds(Role.OFFICE)
    return render(
        request, "appointments/list.html", {"rows": found, "after": following, "chips": chips, "keeps": keeps}
    )


@require_safe
def announced(request: Request) -> HttpResponse:
    """Who was appointed and who left, as announced: names and posts, nothing else."""
    rows = list(
        Appointment.objects.announced(request.county.pk)
        .select_related("meeting")
        .order_by("-announced_on", "-pk")[:PAGE]
    )
    lines = Nominee.objects.filter(parent__in=rows).came_through().order_by("position", "pk")
    papers = Paper.objects.filter(
        county_id=request.county.pk, kind=Appointment.kind, matter_id__in=[row.pk for row in rows]
    )
    sheets = {one.matter_id: one for one in papers.filter(audience=Audience.PUBLIC).made().defer("source")}
    of_case: dict[UUID, list[Nominee]] = {}
    for line in lines:
        of_case.setdefault(line.parent_id, []).append(line)
    shown = [{"case": row, "lines": of_case.get(row.pk, []), "paper": sheets.get(row.pk)} for row in rows]
    return render(request, "appointments/announced.html", {"shown": shown})


@require_safe
def public_paper(request: Request, pk: UUID, paper_id: UUID, ending: Ending) -> HttpResponseBase:
    row = get_object_or_404(Appointment.objects.announced(request.county.pk), pk=pk)
    return _paper(row, paper_id, ending, public=True)


@signed_in
@require_http_methods(GET_AND_POST)
def begin(request: Request) -> HttpResponse:
    """Take in a proposal, with the list of its persons."""
    if not request.actor.holds(Role.OFFICE):
        raise NotAllowed("任免议案由承办会议的人大工作机构来登记。")
    form = bind(request, forms.OpenForm, actor=request.actor)

    def open_one() -> Appointment:
        rows = _rows(form.cleaned_data["file"])
        meetings = Meeting.objects.visible_to(request.actor).select_related("body", "office")
        meeting = get_object_or_404(meetings, pk=form.cleaned_data["meeting_id"])
        return services.open_appointment(
            meeting, actor=request.actor, rows=rows, **form.first_keywords("file", "meeting_id")
        )

    if made := carry_out(form, open_one):
        return redirect(made)
    return _form(request, form, "登记任免议案", "存下来")


@signed_in
@require_http_methods(GET_AND_POST)
def upload(request: Request, pk: UUID) -> HttpResponse:
    """A list of persons makes their lines at once."""
    row = _case(request, pk)
    APPOINTMENT.check_may(APPOINTMENT.steps["add"], row, request.actor)
    form = bind(request, forms.TableForm)
    if form.is_valid():
        try:
            services.add_appointment(row, actor=request.actor, rows=_rows(form.cleaned_data["file"]))
            return redirect(row)
        except DomainError as error:
            form.add_error("file", error.text)
    return _form(request, form, "上传名单", "上传", case=row)


def _rows(file: Any) -> list[Row]:
    if not file:
        return []
    if file.size > MOST_FILE:
        raise Invalid("文件超过2兆，请只留名单那一张表。", field="file")
    rows, faults = rules.read_rows(*read_table(file.read()))
    if faults:
        raise Invalid(" ".join(faults[:10]), field="file")
    return rows


def _form(request: Request, form: Any, heading: str, button: str, **more: Any) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": button, **more}
    return render(request, "appointments/form.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    row = _case(request, pk)
    waiting = waiting_for(row).first()
    lines = list(row.lines.visible_to(request.actor).listed())
    context = {
        "case": row, "lines": lines, "base": row.get_absolute_url(), "waiting": waiting, "keeps": access.keeps(request.actor, row),
        "may_add": access.proposes(request.actor, row) and row.state == CaseState.OPEN,
        "offers": APPOINTMENT.offers(request.actor, row),
        "history": steps_of(APPOINTMENT, row, request.actor, is_party=True) if access.follows(request.actor, row) else [],
        "due": why_due(APPOINTMENT, row, waiting, request.county.version), "papers": list(papers_of(row)),
    }  # fmt: skip
    return render(request, "appointments/case.html", context)


@signed_in
@require_safe
def line(request: Request, pk: UUID) -> HttpResponse:
    row = _line(request, pk)
    waiting, actor = waiting_for(row).first(), request.actor
    has_part, reads = access.has_part(actor, row), access.reads_appraisal(actor, row)
    context = {
        "line": row, "case": row.parent, "base": row.get_absolute_url(), "waiting": waiting, "has_part": has_part,
        "keeps": access.keeps_line(actor, row), "is_candidate": access.is_candidate(actor, row),
        "sees_case": Appointment.objects.visible_to(actor).filter(pk=row.parent_id).exists(),
        "clash": access.clash_of(row) if has_part else "", "files": _files(row) if reads else [], "reads_appraisal": reads,
        "exams": list(row.exams.visible_to(actor).order_by("created_at")), "papers": list(papers_of(row)) if has_part else [],
        "offers": NOMINEE.offers(actor, row), "history": steps_of(NOMINEE, row, actor, is_party=True) if has_part else [],
        "due": why_due(NOMINEE, row, waiting, request.county.version),
    }  # fmt: skip
    return render(request, "appointments/line.html", context)


def _files(row: Nominee) -> list[dict[str, Any]]:
    return [
        {"name": one.name, "href": f"{row.get_absolute_url()}files/{one.pk}/", "size": one.size, "icon": "file-text"}
        for one in files_of(row)
    ]


@require_safe
def file(request: Request, pk: UUID, file_id: UUID) -> HttpResponseBase:
    row = _line(request, pk)
    if not access.reads_appraisal(request.actor, row):
        raise Http404
    return files_web.stream(get_object_or_404(files_of(row), pk=file_id), request)


@require_safe
def paper(request: Request, pk: UUID, paper_id: UUID, ending: Ending) -> HttpResponseBase:
    return _paper(_case(request, pk), paper_id, ending)


@require_safe
def line_paper(request: Request, pk: UUID, paper_id: UUID, ending: Ending) -> HttpResponseBase:
    """The letter of appointment: the office's, the proposer's and the person's."""
    row = _line(request, pk)
    if not (access.has_part(request.actor, row) or access.is_candidate(request.actor, row)):
        raise Http404
    return _paper(row, paper_id, ending)


def _paper(row: Any, paper_id: UUID, ending: Ending, *, public: bool = False) -> HttpResponseBase:
    rows = papers_of(row).filter(audience=Audience.PUBLIC) if public else papers_of(row)
    found = get_object_or_404(rows, pk=paper_id)
    if ending not in ("pdf", "docx"):
        raise Http404
    return papers_web.stream(found, ending, is_inline=ending == "pdf")


def _case(request: Request, pk: UUID) -> Appointment:
    rows = Appointment.objects.visible_to(request.actor).select_related(
        "meeting", "meeting__body", "office", "proposer_org"
    )
    return get_object_or_404(rows, pk=pk)


def _line(request: Request, pk: UUID) -> Nominee:
    rows = Nominee.objects.visible_to(request.actor)
    related = (
        "parent",
        "parent__meeting",
        "parent__office",
        "parent__proposer_org",
        "org",
        "user",
        "ballot",
        "oath",
        "again_of",
    )
    return get_object_or_404(rows.select_related(*related), pk=pk)
