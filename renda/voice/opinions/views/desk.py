"""The staff's pages: the list with lights and filters, the matter page, entry on behalf, unmasking, export."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.files.queries import files_of
from renda.ground.files.web import stream
from renda.ground.insight.forms import Beside, beside_matter
from renda.ground.kernel.clock import day_of, today
from renda.ground.kernel.errors import NotAllowed, NotFound
from renda.ground.kernel.web import Request
from renda.ground.papers import excel
from renda.ground.people.queries import names_of
from renda.ground.search.views import show_alike
from renda.ground.workflow.declare import Offer
from renda.ground.workflow.queries import history, waiting_for
from renda.network.activities.models import Activity
from renda.network.stations.models import Station
from renda.voice.opinions import rules, services
from renda.voice.opinions.access import is_office, may_pass_on
from renda.voice.opinions.forms import EnterForm, PhoneForm, UnmaskForm
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.queries import stations_to_enter
from renda.voice.opinions.shown import lines, listing, receipt, similar, trail
from renda.voice.opinions.states import ARRIVED, Entry
from renda.voice.opinions.workflow import OPINION

MOST_EXPORTED = 5000
APART = {"unmask", "erase"}  # offered beside what they concern, not among the next steps
EXCEL_COLUMNS = [
    excel.Column("编号", 14), excel.Column("收到日期", 12), excel.Column("家站", 24), excel.Column("来源", 10),
    excel.Column("类别", 14), excel.Column("内容", 60), excel.Column("在哪里", 24), excel.Column("现在", 14),
    excel.Column("在谁手里", 20), excel.Column("去向", 14), excel.Column("结果", 40), excel.Column("评价", 10),
]  # fmt: skip


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """The list of what the actor may see, newest first; filters stand in the address."""
    filters = listing.filters_of(request.GET)
    rows, next_key = lines.page_of_lines(request, filters)
    steps, tools = listing.bulk_steps(request.actor), listing.tools(request)
    context = {
        "rows": rows, "is_ticked": bool(steps), "extra": tools.extra, "chips": listing.chips(filters), "filters": filters,
        "steps": steps, "next_url": _next_url(request.GET, next_key), "here": request.get_full_path(),
        "can_enter": listing.can_enter(request.actor), "is_filtered": listing.is_filtered(filters),
        "query": request.GET.urlencode(), "tools": tools,
    }  # fmt: skip
    return render(request, "opinions/index.html", context)


@login_required
@require_safe
def export(request: Request) -> HttpResponse:
    """The same list as Excel, without contacts."""
    rows = listing.filtered(request.actor, listing.filters_of(request.GET)).for_list()[:MOST_EXPORTED]
    data = excel.write_rows(EXCEL_COLUMNS, (_excel_row(row) for row in rows), sheet="群众意见")
    answer = HttpResponse(data, content_type=excel.CONTENT_TYPE)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{listing.EXPORT_NAME}"
    return answer


@login_required
@require_safe
def detail(request: Request, pk: UUID) -> HttpResponse:
    return _show(request, _visible(request, pk))


@login_required
@require_safe
def alike(request: Request, pk: UUID) -> HttpResponse:
    """Earlier matters like this one, for who sorts it: with the deputy who has the same one, or written into one suggestion with it."""
    opinion = _visible(request, pk)
    offers = OPINION.offers(request.actor, opinion)
    found = similar.beside(request.actor, opinion, offers) if similar.is_sorting(offers) else []
    return show_alike(request, {"alike": found, "back": opinion})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unmask(request: Request, pk: UUID) -> HttpResponse:
    """The contact in the clear, in the answer to this one request."""
    opinion = _visible(request, pk)
    form = UnmaskForm(*_posted(request), row=opinion, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        opinion = services.unmask_opinion(opinion, actor=request.actor, **form.keywords())
        answer = _show(request, opinion, unmasked=opinion.unmasked)
        answer["Cache-Control"] = "no-store"
        return answer
    context = {"workflow": OPINION, "step": OPINION.steps["unmask"], "row": opinion, "form": form}
    return render(request, "workflow/step.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def show_file(request: Request, pk: UUID, file_id: UUID) -> HttpResponseBase:
    return stream(get_object_or_404(files_of(_visible(request, pk)), pk=file_id), request)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request) -> HttpResponse:
    """Entry on a resident's behalf: paper, telephone, visit."""
    if not listing.can_enter(request.actor):
        raise NotAllowed("代为登记由家站的联络员、站长、代表和镇人大来办；您听到的，请告诉最近的家站。")
    form = EnterForm(*_posted(request), actor=request.actor)
    form.offer_stations(stations_to_enter(request.actor))
    reception = _reception(request)
    if reception is not None and not form.is_bound:
        form.initial = {**form.initial, "at": reception.pk, "station_id": reception.station_id, "entry": Entry.VISIT}
    if request.method == "POST" and form.is_valid():
        words = form.words()
        station = Station.objects.visible_to(request.actor).get(pk=words.pop("station_id"))
        opinion = services.enter_opinion(actor=request.actor, station=station, **words)
        return redirect("opinions:slip", opinion.pk)
    context = {"form": form, "emergency": rules.EMERGENCY_NUMBERS, "reception": reception}
    return render(request, "opinions/enter.html", context, status=422 if form.errors else 200)


def _reception(request: Request) -> Activity | None:
    """The reception that is going on, if the way here came from it: its station and its day need not be said again."""
    key = request.GET.get("at", "")
    try:
        rows = Activity.objects.concerning(request.actor).select_related("station")
        return rows.filter(pk=UUID(key), state__in=["planned", "announced", "recorded"]).first() if key else None
    except ValueError:
        return None


@login_required
@require_safe
def slip(request: Request, pk: UUID) -> HttpResponse:
    """The receipt to hand over, shown to who entered the opinion, on that day only: its code is the resident's key."""
    opinion = _visible(request, pk)
    if opinion.entered_by_id != request.actor.user_id or day_of(opinion.created_at) != today():
        raise NotFound("回执只在登记当天给登记的人看一次；进度请在意见页上看。")
    context = {"opinion": opinion, **receipt.slip_of(request, opinion)}
    return render(request, "opinions/slip.html", context)


@login_required
@require_POST
def find_by_phone(request: Request) -> HttpResponse:
    """Opinions left with a phone number; the number is posted, never in an address or a log."""
    form = PhoneForm(request.POST)
    rows: list[Any] = []
    if form.is_valid():
        found = Opinion.objects.visible_to(request.actor).with_phone(
            request.actor.county_id, form.cleaned_data["phone"]
        )
        rows = lines.lines_with(request, found)
    context = {
        "rows": rows,
        "form": form,
        "is_phone": True,
        "chips": [],
        "steps": [],
        "here": reverse("opinions:index"),
    }
    return render(request, "opinions/index.html", context, status=200 if form.is_valid() else 422)


def _posted(request: Request) -> tuple[Any, Any]:
    """Data and files of a form; none before it was sent, even if nothing was filled in."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _visible(request: Request, pk: UUID) -> Opinion:
    return get_object_or_404(Opinion.objects.visible_to(request.actor).for_page(), pk=pk)


def _show(request: Request, opinion: Opinion, **more: Any) -> HttpResponse:
    steps = history(opinion, request.actor, is_party=True)
    waits = list(waiting_for(opinion))
    waiting = waits[0] if waits else None
    offers = [offer for offer in OPINION.offers(request.actor, opinion) if offer.step.name not in APART]
    is_mine = any(wait.holder in request.actor.keys for wait in waits)
    context = {
        "opinion": opinion, "row": opinion, "marks": trail.marks(steps, names_of({s.user_id for s in steps})),
        "stages": trail.stages(opinion, steps), "headline": trail.headline(opinion), "waiting": waiting,
        "due": trail.why(request, opinion, waiting), "offers": offers, "first": _first(offers) if is_mine else None, "files": _files(opinion),
        "contact": listing.masked(opinion), "may_unmask": _may(request, opinion, "unmask"),
        "may_erase": _may(request, opinion, "erase"), "base": opinion.get_absolute_url(),
        "way": rules.way_for(opinion.guidance) if opinion.guidance else None,
        "complaint": opinion.complaint if is_office(request.actor, opinion) else "", "level": _level(request, opinion),
        "is_sorting": similar.is_sorting(offers), **more,
    }  # fmt: skip
    return render(request, "opinions/detail.html", context)


def _level(request: Request, opinion: Opinion) -> Beside | None:
    """Who could do it, for whoever is to send it on."""
    return (
        beside_matter(opinion, request.actor, "opinion-level")
        if opinion.state in ARRIVED and may_pass_on(request.actor, opinion)
        else None
    )


def _first(offers: list[Offer]) -> Offer | None:
    """The one next step: the first that moves the matter on and can be taken now."""
    return next((offer for offer in offers if not offer.why_not and offer.step.target), None)


def _may(request: Request, opinion: Opinion, name: str) -> bool:
    step = OPINION.steps[name]
    return opinion.state in step.sources and step.allow(request.actor, opinion)


def _files(opinion: Opinion) -> list[dict[str, Any]]:
    return [
        {"name": file.name, "href": reverse("opinions:file", args=[opinion.pk, file.pk]), "size": file.size,
         "icon": "image" if file.is_image else "file-text", "is_image": file.is_image}
        for file in files_of(opinion)
    ]  # fmt: skip


def _next_url(query: QueryDict, key: UUID | None) -> str:
    if key is None:
        return ""
    kept = {name: value for name, value in query.items() if name != "after"}
    return "?" + urlencode({**kept, "after": key})


def _excel_row(row: Opinion) -> list[Any]:
    return [
        row.number_line(), row.received_on, str(row.station), row.get_entry_display(), row.get_category_display(), row.text,
        row.place, OPINION.state_label(row.state), listing.holder_of(row), row.get_outcome_display(), row.result,
        row.get_rating_display(),
    ]  # fmt: skip
