"""What the office does: plan a meeting, its preparation, who sits in a body, who is in the hall."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from renda.chamber.meetings import access, forms, queries, services
from renda.chamber.meetings.models import Body, Meeting
from renda.chamber.meetings.queries import KEEPERS
from renda.chamber.meetings.states import BodyKind
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.people.web import bind, carry_out, signed_in

GET_AND_POST = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(GET_AND_POST)
def plan(request: Request) -> HttpResponse:
    if not request.actor.holds(*KEEPERS):
        raise NotAllowed("会议由县人大代表工作机构或者镇人大主席团来筹备。")
    if not Body.objects.kept_by(request.actor).exists():
        return redirect("meetings:bodies")
    form = bind(request, forms.PlanMeetingForm, actor=request.actor)

    def plan_one() -> Meeting:
        body = get_object_or_404(Body.objects.kept_by(request.actor), pk=form.cleaned_data["body"])
        return services.plan_meeting(body, actor=request.actor, **form.first_keywords("body"))

    if made := carry_out(form, plan_one):
        return redirect(made)
    return _begin(request, form, "筹备会议", "存下来", note="存下来以后，会前会后要办的事按方案排好日子。")


def _begin(request: Request, form: Any, heading: str, button: str, **more: Any) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": button, **more}
    return render(request, "meetings/begin.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(GET_AND_POST)
def plan_lines(request: Request, kind: str) -> HttpResponse:
    """The county's plan of preparation for one kind of meeting."""
    if kind not in BodyKind.values or not request.actor.holds(Role.OFFICE):
        raise NotAllowed("筹备方案由县人大代表工作机构来定。")
    form = bind(request, forms.PlanLinesForm, actor=request.actor, kind=kind)
    done = carry_out(form, lambda: services.set_plan(actor=request.actor, kind=kind, text=form.cleaned_data["text"]))
    if done is not None:
        return redirect("meetings:bodies")
    heading = f"{BodyKind(kind).label}的筹备方案"
    return _begin(request, form, heading, "存下来", note="可修改。已经在筹备的会议不跟着变。")


@signed_in
@require_http_methods(GET_AND_POST)
def bodies(request: Request) -> HttpResponse:
    """Bodies with how many seats are filled today, and the plans of preparation. Posted: the actor's bodies are founded."""
    if not request.actor.holds(*KEEPERS, Role.LEADER, Role.COMMITTEE):
        raise NotAllowed("会议主体由人大机关来看。")
    if request.method == "POST":
        services.found_bodies(actor=request.actor)
        return redirect("meetings:bodies")
    today = clock.today()
    rows = [
        {"body": one, "members": queries.members_on(one, today).count(), "keeps": access.keeps(request.actor, one)}
        for one in Body.objects.visible_to(request.actor).listed()
    ]
    plans = [(kind, label) for kind, label in BodyKind.choices] if request.actor.holds(Role.OFFICE) else []
    is_new = request.actor.holds(*KEEPERS) and not any(one["keeps"] for one in rows)
    return render(request, "meetings/bodies.html", {"rows": rows, "plans": plans, "is_new": is_new})


@signed_in
@require_http_methods(GET_AND_POST)
def seats(request: Request, pk: int) -> HttpResponse:
    body = get_object_or_404(Body.objects.kept_by(request.actor), pk=pk)
    form = bind(request, forms.SeatsForm, body=body)
    if carry_out(form, lambda: services.seat_members(body, actor=request.actor, **form.cleaned_data)) is not None:
        return redirect("meetings:bodies")
    return _begin(request, form, f"{body.name}组成人员", "存下来")


@signed_in
@require_http_methods(GET_AND_POST)
def presence(request: Request, pk: UUID) -> HttpResponse:
    """A member who scanned the code confirms with one tap; the clerk ticks names."""
    row = get_object_or_404(Meeting.objects.visible_to(request.actor).select_related("body", "office"), pk=pk)
    form = bind(request, forms.PresenceForm, meeting=row)
    if form.is_valid():
        facts = {"deputy_ids": form.cleaned_data["deputy_ids"], "code": form.cleaned_data["code"]}
        take = services.depart if form.cleaned_data["is_leaving"] else services.arrive
        take(row, actor=request.actor, **facts)
        return redirect(row)
    if not (access.keeps(request.actor, row) or access.is_member(request.actor, row)):
        raise NotAllowed("这次会议的名单里没有您，请找会务人员。")
    context = {
        "meeting": row, "code": request.GET.get("code", "")[:24], "keeps": access.keeps(request.actor, row),
        "people": list(row.presences.listed()), "quorum": access.quorum_of(row),
    }  # fmt: skip
    return render(request, "meetings/presence.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(GET_AND_POST)
def set_up(request: Request, pk: UUID) -> HttpResponse:
    """One more thing to prepare."""
    row = get_object_or_404(Meeting.objects.visible_to(request.actor).select_related("body", "office"), pk=pk)
    if not access.keeps(request.actor, row):
        raise NotAllowed("筹备的事由承办会议的机构来加。")
    form = bind(request, forms.SetUpForm, actor=request.actor)
    if form.is_valid():
        facts = {name: value for name, value in form.keywords().items() if name != "seen"}
        services.set_up_preparation(row, actor=request.actor, **facts)
        return redirect(row)
    return _begin(request, form, "加一件要办的事", "存下来", note=row.title)
