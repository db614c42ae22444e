"""Pages of 编入: who has no main station and what is proposed, the decision, the exceptions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.errors import Blocked, Conflict, DomainError, Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.workflow.models import Waiting
from renda.ground.workflow.shown import steps_of
from renda.network.deputies.models import Deputy
from renda.network.deputies.states import Level
from renda.network.stations import access, queries, services
from renda.network.stations.forms import ChoosePlacingForm, ExcusePlacingForm
from renda.network.stations.models import Membership, Placing
from renda.network.stations.proposals import proposals
from renda.network.stations.rules import DEPUTIES_28
from renda.network.stations.states import Excuse
from renda.network.stations.workflow import PLACING

PAGE = 40


def _need_decider(request: Request) -> None:
    if not access.decides_some(request.actor):
        raise NotAllowed("代表编入哪个家站，由县人大代表工委来定；镇代表由本镇人大主席团来定。")


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Deputies without a main station, each with the place proposed and why; ticked ones are accepted together."""
    _need_decider(request)
    level = request.GET.get("level", "")
    known = level if level in map(str, Level.values) else ""
    rows = queries.undecided(request.actor, clock.today()).order_by("-level", "pk").select_related("congress")
    total = rows.count()
    shown = list(rows.matching(level=int(known) if known else None).after(request.GET.get("after", ""))[: PAGE + 1])
    last = shown[PAGE - 1] if len(shown) > PAGE else None
    found = proposals(request.county.pk, shown[:PAGE])
    context = {
        "lines": [{"deputy": row, "proposal": found[row.pk]} for row in shown[:PAGE]], "total": total,
        "after": f"{last.level}-{last.pk}" if last else "", "chips": _levels(known), "source": DEPUTIES_28,
        "excused": Placing.objects.visible_to(request.actor).excused().count(),
        "can": any(found.values()),
    }  # fmt: skip
    return render(request, "stations/placing.html", context)


def _levels(level: str) -> list[dict[str, Any]]:
    chips = [{"label": "全部", "href": "?", "on": not level}]
    return chips + [
        {"label": label, "href": f"?level={value}", "on": str(value) == level}
        for value, label in reversed(Level.choices)
    ]


@login_required
@require_POST
def accept(request: Request) -> HttpResponse:
    """Take the proposals that were ticked, or the one whose button was pressed; each stands or is refused alone."""
    _need_decider(request)
    pairs = _pairs(request.POST.getlist("one") or request.POST.getlist("pick"))
    if not pairs:
        raise Invalid("请先勾选要采纳的建议。")
    chosen = queries.undecided(request.actor, clock.today()).in_bulk([deputy for deputy, _ in pairs])
    taken, refused = 0, []
    for deputy_pk, station_pk in pairs:
        deputy = chosen.get(deputy_pk)
        try:
            if deputy is None:
                raise Conflict("有一位代表刚刚已经定了，或者不由您来定。")
            services.accept_placing(actor=request.actor, deputy=deputy, station_id=station_pk)
            taken += 1
        except DomainError as error:
            refused.append(f"{deputy.name if deputy else ''}：{error.text}".removeprefix("："))
    if taken:
        messages.success(request, f"编入了{taken}位代表。")
    for line in refused:
        messages.warning(request, f"没有编入，{line}")
    return redirect("stations:placings")


def _pairs(texts: list[str]) -> list[tuple[int, int]]:
    """Ticked rows, `deputy-station`; at most one page of them."""
    split = [text.partition("-") for text in texts[:PAGE]]
    return [(int(a), int(b)) for a, _, b in split if a.isdecimal() and b.isdecimal() and len(a) < 18 and len(b) < 18]


@login_required
@require_safe
def one(request: Request, code: str) -> HttpResponse:
    """One deputy: what the roster says, what is proposed, another place, or an exception."""
    deputy = _undecided(request, code)
    return _one(request, deputy, ChoosePlacingForm(actor=request.actor), ExcusePlacingForm(actor=request.actor))


@login_required
@require_POST
def choose(request: Request, code: str) -> HttpResponse:
    deputy, form = _undecided(request, code), ChoosePlacingForm(request.POST, actor=request.actor)
    request.typed = form  # type: ignore[attr-defined]
    if form.is_valid():
        try:
            return redirect(services.choose_placing(actor=request.actor, deputy=deputy, **_said(form)))
        except (Invalid, Conflict, Blocked) as error:
            form.add_error("station", error.text)
    return _one(request, deputy, form, ExcusePlacingForm(actor=request.actor), status=422)


@login_required
@require_POST
def excuse(request: Request, code: str) -> HttpResponse:
    deputy, form = _undecided(request, code), ExcusePlacingForm(request.POST, actor=request.actor)
    request.typed = form  # type: ignore[attr-defined]
    if form.is_valid():
        try:
            return redirect(services.excuse_placing(actor=request.actor, deputy=deputy, **_said(form)))
        except (Invalid, Conflict, Blocked) as error:
            field = getattr(error, "field", "")
            form.add_error(field if field in form.fields else None, error.text)
    return _one(request, deputy, ChoosePlacingForm(actor=request.actor), form, status=422)


def _said(form: Any) -> dict[str, Any]:
    return {name: value for name, value in form.keywords().items() if name != "seen"}


def _undecided(request: Request, code: str) -> Deputy:
    _need_decider(request)
    return get_object_or_404(queries.undecided(request.actor, clock.today()), code=code)


def _one(request: Request, deputy: Deputy, choose: Any, excuse: Any, status: int = 200) -> HttpResponse:
    proposal = proposals(deputy.county_id, [deputy])[deputy.pk]
    context = {"deputy": deputy, "proposal": proposal, "choose": choose, "excuse": excuse, "source": DEPUTIES_28}
    return render(request, "stations/placing_one.html", context, status=status)


@login_required
@require_safe
def exceptions(request: Request) -> HttpResponse:
    """Deputies who have no main station for a reason, and when that is looked at again."""
    if not access.reads_plan(request.actor):
        raise NotAllowed("编组的例外由人大机关和镇人大主席团来看。")
    rows = list(
        Placing.objects.visible_to(request.actor).excused().select_related("deputy").order_by("review_on", "pk")[:500]
    )
    kind = request.GET.get("kind", "")
    shown = [row for row in rows if not kind or row.excuse == kind]
    counts = [(label, value, sum(row.excuse == value for row in rows)) for value, label in Excuse.choices]
    chips = [{"label": "全部", "href": "?", "count": len(rows), "on": not kind}]
    chips += [{"label": label, "href": f"?kind={v}", "count": n, "on": v == kind} for label, v, n in counts if n]
    context = {"rows": shown, "chips": chips, "source": DEPUTIES_28, "today": clock.today()}
    return render(request, "stations/exceptions.html", context)


@login_required
@require_safe
def placing(request: Request, pk: UUID) -> HttpResponse:
    """The decision on one deputy with its history."""
    row = get_object_or_404(Placing.objects.visible_to(request.actor).listed(), pk=pk)
    members = Membership.objects.filter(county_id=row.county_id, deputy=row.deputy, is_main=True)
    context = {
        "row": row, "offers": PLACING.offers(request.actor, row), "history": steps_of(PLACING, row, request.actor),
        "waiting": Waiting.objects.of(row).order_by("pk").first(), "source": DEPUTIES_28,
        "members": members.select_related("station").order_by("-from_on", "-pk")[:20],
    }  # fmt: skip
    return render(request, "stations/placed.html", context)
