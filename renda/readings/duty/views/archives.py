"""Duty archives: whose one may read, one by its eight parts, objections, and what everybody may read of a deputy."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.workflow.models import Waiting
from renda.ground.workflow.shown import steps_of
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Membership
from renda.readings.duty import access, services
from renda.readings.duty.deeds import Deed
from renda.readings.duty.forms import ObjectForm
from renda.readings.duty.models import DutyArchive, Objection
from renda.readings.duty.queries import COUNTY, STATION, deputies_for, town_of
from renda.readings.duty.shown import digest_of, parts_of
from renda.readings.duty.states import ArchiveState, ObjectionState
from renda.readings.duty.views.books import year_of, years
from renda.readings.duty.workflow import DUTY_ARCHIVE, DUTY_OBJECTION

PAGE = 60
READERS = (*COUNTY, Role.TOWNSHIP, *STATION, Role.DEPUTY)


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """By level and name, with where each archive of the year stands; a deputy with one seat goes straight to it."""
    if not request.actor.holds(*READERS):
        raise NotAllowed("履职档案由代表本人、家站和人大的工作机构来看；公开的部分在代表的公开页上。")
    year, words = year_of(request), request.GET.get("q", "").strip()[:40]
    rows = deputies_for(request.actor).serving().matching(words=words).listed()
    shown = list(rows.after(request.GET.get("after", ""))[: PAGE + 1])
    if len(shown) == 1 and not request.GET:
        return redirect("duty:archive", shown[0].code, year)
    states = {
        row.deputy_id: row
        for row in DutyArchive.objects.filter(county_id=request.county.pk, year=year, deputy__in=shown[:PAGE])
    }
    last = shown[PAGE - 1] if len(shown) > PAGE else None
    context = {
        "lines": [(one, states.get(one.pk)) for one in shown[:PAGE]], "after": f"{last.level}-{last.pk}" if last else "",
        "year": year, "q": words, "chips": years(year, q=words),
    }  # fmt: skip
    return render(request, "duty/archives.html", context)


@login_required
@require_safe
def show(request: Request, code: str, year: int) -> HttpResponse:
    """One deputy and year: the eight parts, each line with its source; who may objects, confirms, verifies."""
    deputy = _deputy(request, code, year)
    row = (
        DutyArchive.objects.select_related("deputy")
        .filter(county_id=deputy.county_id, deputy=deputy, year=year)
        .first()
    )
    return _show(request, deputy, year, row)


def _show(
    request: Request, deputy: Deputy, year: int, row: DutyArchive | None, form: ObjectForm | None = None
) -> HttpResponse:
    deeds = services.lines_of(deputy, year)
    trial = row or DutyArchive(county_id=deputy.county_id, deputy=deputy, town_org_id=town_of(deputy), year=year)
    is_self = access.is_self(request.actor, trial)
    objections = Objection.objects.filter(county_id=deputy.county_id, deputy=deputy, year=year).order_by("-pk")[:50]
    context = {
        "deputy": deputy, "year": year, "archive": row, "facts": facts_of(deputy), "parts": parts_of(deeds), "is_self": is_self,
        "may_begin": row is None and access.begins(request.actor, trial), "objections": objections,
        "form": form or (ObjectForm(actor=request.actor) if is_self else None),
        "offers": DUTY_ARCHIVE.offers(request.actor, row) if row else [], "base": f"/duty/archives/{row.pk}/" if row else "",
        "has_changed": bool(row and row.digest and row.digest != digest_of(deeds)),
        "history": steps_of(DUTY_ARCHIVE, row, request.actor) if row else [], "sees_matters": is_self or request.actor.holds(*COUNTY),
        "years": [{**one, "year": clock.today().year - n} for n, one in enumerate(years(year))],
    }  # fmt: skip
    return render(request, "duty/archive.html", context, status=422 if form and form.errors else 200)


def facts_of(deputy: Deputy) -> list[tuple[str, str]]:
    """Basic information, as the law lets be public; never a phone. Source: 代表法 (2025) art. 58"""
    places = Membership.objects.on(clock.today()).filter(county_id=deputy.county_id, deputy=deputy)
    stations = "、".join(places.order_by("-is_main", "pk").values_list("station__name", flat=True))
    facts = [
        ("级别", deputy.get_level_display()), ("所属", f"{deputy.congress or ''}{deputy.term or ''}"), ("选区（选举单位）", deputy.district),
        ("代表团", deputy.delegation), ("代表小组", deputy.group), ("职业", deputy.occupation), ("家站", stations),
    ]  # fmt: skip
    return [(label, str(value)) for label, value in facts if value]


def _deputy(request: Request, code: str, year: int) -> Deputy:
    if not 2000 <= year <= clock.today().year:
        raise Http404
    return get_object_or_404(deputies_for(request.actor).select_related("congress", "term"), code=code)


@login_required
@require_POST
def begin(request: Request, code: str, year: int) -> HttpResponse:
    """Put before the deputy; the deputy who asks has looked at it already."""
    row = services.begin_duty_archive(_deputy(request, code, year), actor=request.actor, year=year)
    if access.is_self(request.actor, row) and row.state == ArchiveState.OPEN:
        services.confirm_duty_archive(row, actor=request.actor)
    return redirect(row)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: Request, code: str, year: int) -> HttpResponse:
    """The deputy says what is wrong; refused, the words stay."""
    deputy = _deputy(request, code, year)
    form = ObjectForm(request.POST or None, actor=request.actor, initial={"line_key": request.GET.get("line", "")[:60]})
    if request.method == "POST" and form.is_valid():
        keywords = {name: value for name, value in form.keywords().items() if name != "seen"}
        try:
            return redirect(services.object_duty_objection(deputy, actor=request.actor, year=year, **keywords))
        except Invalid as error:
            form.add_error(None, error.text)
    trial = DutyArchive(county_id=deputy.county_id, deputy=deputy, year=year)
    if not access.is_self(request.actor, trial):
        raise NotAllowed("异议由代表本人来提；您看到不对的，请告诉代表工作机构。")
    key = form.data.get("line_key", "") if form.is_bound else form.initial["line_key"]
    line = next((deed for deed in services.lines_of(deputy, year) if deed.key == key), None)
    context = {"form": form, "deputy": deputy, "year": year, "line": line}
    return render(request, "duty/object.html", context, status=422 if form.is_bound else 200)


@login_required
@require_safe
def objection(request: Request, pk: UUID) -> HttpResponse:
    rows = Objection.objects.visible_to(request.actor).select_related("deputy")
    row = get_object_or_404(rows, pk=pk)
    context = {
        "objection": row, "offers": DUTY_OBJECTION.offers(request.actor, row), "base": row.get_absolute_url(),
        "history": steps_of(DUTY_OBJECTION, row, request.actor), "waiting": Waiting.objects.of(row).order_by("pk").first(),
    }  # fmt: skip
    return render(request, "duty/objection.html", context)


@require_safe
def public(request: Request, code: str) -> HttpResponse:
    """For everybody: basic information and the facts that are open, of a verified year. No count, score, rank or tally."""
    rows = Deputy.objects.filter(county_id=request.county.pk).serving().select_related("congress", "term")
    deputy = get_object_or_404(rows, code=code)
    verified = DutyArchive.objects.filter(county_id=deputy.county_id, deputy=deputy).verified().order_by("-year")
    found = list(verified.values_list("year", flat=True)[:6])
    wanted = year_of(request)
    year = wanted if wanted in found else found[0] if found else None
    context: dict[str, Any] = {
        "deputy": deputy, "facts": facts_of(deputy), "year": year, "parts": [],
        "chips": [{"label": f"{y}年", "href": f"?year={y}", "on": y == year} for y in found],
    }  # fmt: skip
    if year:
        context["parts"] = [part for part in parts_of(open_deeds(deputy, year)) if part.deeds]
    return render(request, "duty/public.html", context)


def open_deeds(deputy: Deputy, year: int) -> list[Deed]:
    """What is open of a year; a line under objection waits until that is answered."""
    rows = Objection.objects.filter(county_id=deputy.county_id, deputy=deputy, year=year, state=ObjectionState.RAISED)
    disputed = set(rows.values_list("line_key", flat=True))
    return [deed for deed in services.lines_of(deputy, year) if deed.is_open and deed.key not in disputed]
