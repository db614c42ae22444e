"""Rosters from Excel: upload, preview with what is wrong in each row, load, take the rest home."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.kernel.web import Request
from renda.ground.people import services
from renda.ground.people.forms import RosterForm
from renda.ground.people.models import RosterDraft
from renda.ground.people.services.roster import HEADS
from renda.ground.people.states import RosterKind
from renda.ground.people.web import admins_only, bind

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@admins_only
def upload(request: Request) -> HttpResponse:
    form = bind(request, RosterForm)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        draft = services.read_roster(
            file, county_id=request.county.pk, kind=form.cleaned_data["kind"], file_name=file.name, actor=request.actor
        )
        return redirect("people:roster", pk=draft.pk)
    drafts = RosterDraft.objects.visible_to(request.actor).order_by("-pk")[:20]
    return render(request, "people/roster_upload.html", {"form": form, "drafts": drafts, "heads": HEADS},
                  status=422 if form.errors else 200)  # fmt: skip


@require_safe
@admins_only
def preview(request: Request, pk: int) -> HttpResponse:
    draft = _draft(request, pk)
    rows, head = services.rows_of(draft), HEADS[RosterKind(draft.kind)]
    context = {
        "draft": draft,
        "head": head,
        "bad": [(row, [row.values.get(name, "") for name in head]) for row in rows if row.faults],
        "good": [(row, [row.values.get(name, "") for name in head]) for row in rows if not row.faults],
        "ready": sum(1 for row in rows if not row.faults and not row.is_loaded),
        "done": sum(1 for row in rows if row.is_loaded),
    }
    return render(request, "people/roster.html", context)


@require_POST
@admins_only
def load(request: Request, pk: int) -> HttpResponse:
    services.load_roster(_draft(request, pk), actor=request.actor)
    return redirect("people:roster", pk=pk)


@require_POST
@admins_only
def drop(request: Request, pk: int) -> HttpResponse:
    services.drop_roster(_draft(request, pk), actor=request.actor)
    return redirect("people:rosters")


@require_safe
@admins_only
def rest(request: Request, pk: int) -> HttpResponse:
    """The rows with faults as an Excel file, what to correct in the last column."""
    draft = _draft(request, pk)
    head = HEADS[RosterKind(draft.kind)]
    rows = [[*(row.values.get(name, "") for name in head), "；".join(row.faults)]
            for row in services.rows_of(draft) if row.faults]  # fmt: skip
    return _file([*head, "问题"], rows, "need-correction.xlsx")


@require_safe
@admins_only
def sample(request: Request, kind: str) -> HttpResponse:
    """An empty sheet with the right columns."""
    chosen = RosterKind.UNITS if kind == RosterKind.UNITS else RosterKind.PEOPLE
    return _file(HEADS[chosen], [], f"{chosen}.xlsx")


def _draft(request: Request, pk: int) -> RosterDraft:
    return get_object_or_404(RosterDraft.objects.visible_to(request.actor), pk=pk)


def _file(head: list[str], rows: list[list[str]], name: str) -> HttpResponse:
    answer = HttpResponse(services.write_table(head, rows), content_type=EXCEL)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
