"""Items from a table: the upload, the preview with bad rows first, corrections in place, loading with its progress."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import CONTENT_TYPE, write_rows
from renda.ground.people.web import bind
from renda.voice.campaigns import forms, services
from renda.voice.campaigns.models import Campaign, ItemSheet, SheetRow
from renda.voice.campaigns.services.rows import FIELDS
from renda.voice.campaigns.services.sheets import sheet_figures
from renda.voice.campaigns.states import Category, Fate, Stage

PAGE = 20
LOOKS = {"bad": "有问题的", "ready": "可以导入的", "skipped": "跳过的", "loaded": "已导入的"}
EXAMPLE = (
    "罗秋禾",
    "县代表",
    "",
    "石门村三组的路灯坏了四盏，请修好。",
    "三组晒坝旁",
    "",
    "石门村",
    "基础设施",
    "村（社区）办",
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request, pk: UUID) -> HttpResponse:
    """Upload a table; it is only read and checked."""
    _need_importer(request)
    campaign = get_object_or_404(Campaign.objects.visible_to(request.actor), pk=pk)
    form = bind(request, forms.UploadForm)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sheet = services.read_sheet(campaign, file, actor=request.actor, file_name=file.name)
            return redirect("campaigns:sheet", sheet.pk)
        except Invalid as error:
            form.add_error("file", error.text)
    context = {
        "campaign": campaign, "form": form, "titles": [(field.title, field.is_required) for field in FIELDS],
        "sheets": ItemSheet.objects.visible_to(request.actor).filter(campaign=campaign).order_by("-made_at")[:20],
    }  # fmt: skip
    return render(request, "campaigns/import.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def show(request: Request, pk: int) -> HttpResponse:
    sheet = _sheet(request, pk)
    figures = sheet_figures(sheet)
    if request.htmx:
        return render(
            request, "campaigns/_loading.html", {"sheet": sheet, "figures": figures, **_progress(sheet, figures)}
        )
    return show_sheet(request, sheet, figures)


def show_sheet(
    request: Request, sheet: ItemSheet, figures: dict[str, Any], *, wrong: SheetRow | None = None, status: int = 200
) -> HttpResponse:
    look = request.GET.get("look", "")
    look = (
        look
        if look in LOOKS
        else "bad"
        if figures["bad"] or wrong
        else "loaded"
        if figures["loaded"] and not figures["ready"]
        else "ready"
    )
    rows = list(_rows(sheet, look).filter(number__gt=_after(request)).order_by("number")[: PAGE + 1])
    chips = [
        {"label": label, "href": f"?look={key}", "on": key == look, "count": figures[key]}
        for key, label in LOOKS.items()
    ]
    context = {
        "sheet": sheet, "campaign": sheet.campaign, "figures": figures, "look": look, "chips": chips, **_progress(sheet, figures),
        "lines": [_line(row, look) for row in rows[:PAGE]], "after": rows[PAGE - 1].number if len(rows) > PAGE else "",
        "titles": [field.title for field in FIELDS],
    }  # fmt: skip
    return render(request, "campaigns/sheet.html", context, status=status)


def _rows(sheet: ItemSheet, look: str) -> Any:
    where: dict[str, dict[str, Any]] = {
        "bad": {"fate": Fate.WAITING, "is_bad": True}, "ready": {"fate": Fate.WAITING, "is_bad": False},
        "skipped": {"fate": Fate.SKIPPED}, "loaded": {"fate": Fate.LOADED},
    }  # fmt: skip
    return sheet.rows.filter(**where[look])


def _after(request: Request) -> int:
    text = request.GET.get("after", "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _line(row: SheetRow, look: str) -> dict[str, Any]:
    """A row with its form if it is to be corrected, else its cells."""
    form = forms.RowForm(initial=row.values, auto_id=f"r{row.number}_%s") if look == "bad" else None
    return {"row": row, "form": form, "cells": [row.values.get(field.key, "") for field in FIELDS]}


def _progress(sheet: ItemSheet, figures: dict[str, Any]) -> dict[str, Any]:
    whole = figures["loaded"] + figures["ready"]
    return {"is_running": sheet.stage == Stage.RUNNING, "is_done": sheet.stage == Stage.DONE, "whole": whole}


@login_required
@require_POST
def correct(request: Request, pk: int, number: int) -> HttpResponse:
    """Correct one row in place; what is still wrong stays with what was typed."""
    sheet, row = _row(request, pk, number)
    form = forms.RowForm(request.POST)
    request.typed = form  # type: ignore[attr-defined]
    if not form.is_valid():
        raise Invalid("有一格太长了，请写短一些再存。")
    row = services.correct_row(row, actor=request.actor, values=form.cleaned_data)
    if row.is_bad:
        return show_sheet(request, sheet, sheet_figures(sheet), wrong=row, status=422)
    messages.success(request, f"第{row.number}行改好了，可以导入。")
    return redirect("campaigns:sheet", sheet.pk)


@login_required
@require_POST
def skip(request: Request, pk: int, number: int) -> HttpResponse:
    """Leave a row out, or take it back."""
    sheet, row = _row(request, pk, number)
    services.skip_row(row, actor=request.actor, is_skipped=row.fate != Fate.SKIPPED)
    return redirect("campaigns:sheet", sheet.pk)


@login_required
@require_POST
def load(request: Request, pk: int) -> HttpResponse:
    sheet = services.confirm_sheet(_sheet(request, pk), actor=request.actor)
    return redirect("campaigns:sheet", sheet.pk)


@login_required
@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    sheet = _sheet(request, pk)
    services.drop_sheet(sheet, actor=request.actor)
    return redirect("campaigns:import", sheet.campaign_id)


@login_required
@require_safe
def export_rest(request: Request, pk: int) -> HttpResponse:
    """The rows not loaded, with what is wrong, to be corrected in Excel and uploaded again."""
    rest = _sheet(request, pk).rows.exclude(fate=Fate.LOADED).filter(is_bad=True).order_by("number")
    rows = (
        [*(row.values.get(field.key, "") for field in FIELDS), "".join(row.faults)]
        for row in rest.iterator(chunk_size=1000)
    )
    return _as_file(write_rows([*(field.title for field in FIELDS), "问题"], rows), "活动建议待改.xlsx")


@login_required
@require_safe
def sample(request: Request) -> HttpResponse:
    """The empty table with one row to imitate and, below, the words that are understood."""
    words = ["（以上一行是样子，导入前删掉。类别可以写：" + "、".join(str(label) for label in Category.labels) + "）"]
    return _as_file(
        write_rows([field.title for field in FIELDS], [EXAMPLE, words], sheet="活动建议"), "活动建议样表.xlsx"
    )


def _as_file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=CONTENT_TYPE)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{iri_to_uri(name)}"
    return answer


def _sheet(request: Request, pk: int) -> ItemSheet:
    _need_importer(request)
    return get_object_or_404(ItemSheet.objects.visible_to(request.actor).select_related("campaign"), pk=pk)


def _row(request: Request, pk: int, number: int) -> tuple[ItemSheet, SheetRow]:
    sheet = _sheet(request, pk)
    row = get_object_or_404(sheet.rows.all(), number=min(number, 2**31 - 1))
    row.sheet = sheet
    return sheet, row


def _need_importer(request: Request) -> None:
    if not request.actor.holds(Role.OFFICE, Role.TOWNSHIP):
        raise NotAllowed("表格由县人大代表工委或者镇人大主席团导入。")
