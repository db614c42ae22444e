"""Pages of the roster: the list, a deputy's public page, corrections, import with preview."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import CONTENT_TYPE, write_rows
from renda.ground.people.web import bind
from renda.network.deputies import services
from renda.network.deputies.access import keeps_roster
from renda.network.deputies.forms import DeputyForm, EndForm, ImportForm
from renda.network.deputies.models import Deputy, ImportDraft
from renda.network.deputies.queries import delegations
from renda.network.deputies.states import Level

PAGE = 60
CHANGES = ["GET", "HEAD", "POST"]


@require_safe
def index(request: Request) -> HttpResponse:
    """The roster, filtered by what the address says, a page at a time by its last row."""
    level, words = request.GET.get("level", ""), request.GET.get("q", "").strip()[:40]
    group = request.GET.get("delegation", "")[:60]
    rows = Deputy.objects.visible_to(request.actor).serving().listed()
    rows = rows.matching(level=int(level) if level in map(str, Level.values) else None, words=words, delegation=group)
    shown = list(rows.after(request.GET.get("after", ""))[: PAGE + 1])
    last = shown[PAGE - 1] if len(shown) > PAGE else None
    context = {
        "rows": shown[:PAGE],
        "after": f"{last.level}-{last.pk}" if last else "",
        "levels": [
            {"value": str(value), "label": label, "on": str(value) == level} for value, label in reversed(Level.choices)
        ],
        "delegations": delegations(request.actor),
        "delegation": group,
        "q": words,
        "keeps": keeps_roster(request.actor, request.county.pk),
    }
    return render(request, "deputies/list.html", context)


@require_safe
def detail(request: Request, code: str) -> HttpResponse:
    """Basic information of a deputy, as the law lets be public; never the phone. Source: 代表法 (2025) art. 58"""
    rows = Deputy.objects.visible_to(request.actor).select_related("congress", "term")
    deputy = get_object_or_404(rows, code=code)
    facts = [
        ("级别", deputy.get_level_display()),
        ("所属", f"{deputy.congress or ''}{deputy.term or ''}"),
        ("选区（选举单位）", deputy.district),
        ("代表团", deputy.delegation),
        ("代表小组", deputy.group),
        ("职业", deputy.occupation),
    ]
    keeps = keeps_roster(request.actor, deputy.county_id)
    facts += _area(deputy) if keeps else []
    context = {"deputy": deputy, "facts": [(label, value) for label, value in facts if value], "keeps": keeps}
    return render(request, "deputies/detail.html", context)


def _area(deputy: Deputy) -> list[tuple[str, str]]:
    """Where the deputy lives and works, for who keeps the roster; never an address."""
    live, work = f"{deputy.live_town}{deputy.live_village}", f"{deputy.work_town}{deputy.work_village}"
    return [("居住（不公开）", live), ("工作（不公开）", f"{work}　{deputy.workplace}".strip())]


@login_required
@require_http_methods(CHANGES)
def change(request: Request, code: str) -> HttpResponse:
    deputy = _kept(request, code)
    form = bind(
        request,
        DeputyForm,
        initial={name: getattr(deputy, name) for name in DeputyForm.base_fields},
    )
    if form.is_valid():
        services.change_deputy(deputy, actor=request.actor, **form.cleaned_data)
        return redirect(deputy)
    return _form(request, deputy, form, "改名册上的资料", "改好了")


@login_required
@require_http_methods(CHANGES)
def end(request: Request, code: str) -> HttpResponse:
    deputy = _kept(request, code)
    form = bind(request, EndForm)
    if form.is_valid():
        try:
            services.end_service(deputy, actor=request.actor, **form.cleaned_data)
            return redirect(deputy)
        except Invalid as error:
            form.add_error("on", error.text)
    return _form(request, deputy, form, "离任", "确认离任")


@login_required
@require_http_methods(CHANGES)
def start_import(request: Request) -> HttpResponse:
    """Upload a roster; it is only read and checked."""
    _need_keeper(request)
    form = bind(request, ImportForm)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            draft = services.draft_import(
                services.ROSTER, file, county_id=request.county.pk, actor=request.actor, file_name=file.name
            )
            return redirect("deputies:import", draft.pk)
        except Invalid as error:
            form.add_error("file", error.text)
    context = {
        "form": form,
        "titles": services.ROSTER.titles,
        "drafts": ImportDraft.objects.visible_to(request.actor).filter(kind=services.ROSTER.kind)[:20],
    }
    return render(request, "deputies/import.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def show_import(request: Request, pk: int) -> HttpResponse:
    draft = _draft(request, pk)
    return render(request, "deputies/draft.html", {"draft": draft, **draft_context(draft, services.ROSTER)})


@login_required
@require_POST
def load_import(request: Request, pk: int) -> HttpResponse:
    count = services.load_import(_draft(request, pk), services.ROSTER, actor=request.actor)
    messages.success(request, f"导入了{count}行。")
    return redirect("deputies:import", pk)


@login_required
@require_POST
def drop_import(request: Request, pk: int) -> HttpResponse:
    services.drop_import(_draft(request, pk), actor=request.actor)
    return redirect("deputies:start-import")


@login_required
@require_safe
def export_rest(request: Request, pk: int) -> HttpResponse:
    """The rows that were not loaded, with what is wrong, to be corrected and uploaded again."""
    return rest_of(_draft(request, pk), services.ROSTER)


@login_required
@require_safe
def sample(request: Request) -> HttpResponse:
    return as_file(write_rows(services.ROSTER.titles, []), "代表名册样表.xlsx")


def draft_context(draft: ImportDraft, sheet: services.Sheet) -> dict[str, Any]:
    """What a preview page shows: rows with faults first, then those ready or loaded."""
    lines = services.lines_of(draft)
    rows = [(line, [line.values.get(field.key, "") for field in sheet.fields]) for line in lines]
    return {
        "sheet": sheet,
        "bad": [row for row in rows if row[0].faults],
        "good": [row for row in rows if not row[0].faults],
        "ready": sum(line.is_ready for line in lines),
        "done": sum(line.is_loaded for line in lines),
    }


def rest_of(draft: ImportDraft, sheet: services.Sheet) -> HttpResponse:
    rest = [line for line in services.lines_of(draft) if line.faults]
    rows = ([*(line.values.get(field.key, "") for field in sheet.fields), "".join(line.faults)] for line in rest)
    return as_file(write_rows([*sheet.titles, "问题"], rows), f"{sheet.label}待改.xlsx")


def as_file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=CONTENT_TYPE)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{iri_to_uri(name)}"
    return answer


def _form(request: Request, deputy: Deputy, form: Any, title: str, label: str) -> HttpResponse:
    context = {"deputy": deputy, "form": form, "title": title, "label": label}
    return render(request, "deputies/form.html", context, status=422 if form.errors else 200)


def _kept(request: Request, code: str) -> Deputy:
    _need_keeper(request)
    return get_object_or_404(Deputy.objects.visible_to(request.actor), code=code)


def _draft(request: Request, pk: int) -> ImportDraft:
    _need_keeper(request)
    return get_object_or_404(ImportDraft.objects.visible_to(request.actor).filter(kind=services.ROSTER.kind), pk=pk)


def _need_keeper(request: Request) -> None:
    if not keeps_roster(request.actor, request.county.pk):
        raise NotAllowed("代表名册由县人大代表工委来管；有变动请告诉他们。")
