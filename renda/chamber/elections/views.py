"""Pages of elections: the list, one election with its nominees, votes and result, one nomination."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renda.chamber.elections import access, forms, services
from renda.chamber.elections.models import Election, Nomination
from renda.chamber.elections.states import NAMED, ElectionState
from renda.chamber.elections.workflow import ELECTION, NOMINATION
from renda.chamber.meetings.access import keeps
from renda.chamber.meetings.models import Meeting
from renda.chamber.meetings.states import BodyKind
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers import web as papers_web
from renda.ground.papers.queries import papers_of
from renda.ground.people.web import bind, carry_out, signed_in
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.shown import steps_of, why_due

GET_AND_POST = ["GET", "HEAD", "POST"]
MOST_SHOWN = 200
PUBLIC_PURPOSE = "announcement"


@require_safe
def index(request: Request) -> HttpResponse:
    """The latest sessions first; everybody reads what is announced."""
    rows = list(Election.objects.visible_to(request.actor).listed()[:MOST_SHOWN])
    offices = request.actor.orgs("office", "township")
    running = ["planned", "convened", "open"]
    meetings = Meeting.objects.filter(
        county_id=request.county.pk, office_id__in=offices, body__kind=BodyKind.CONGRESS, state__in=running
    )
    context = {"rows": rows, "meetings": list(meetings.order_by("starts_on", "pk")[:10]) if offices else []}
    return render(request, "elections/list.html", context)


@signed_in
@require_http_methods(GET_AND_POST)
def call(request: Request, pk: UUID) -> HttpResponse:
    rows = Meeting.objects.visible_to(request.actor).select_related("body", "office")
    meeting = get_object_or_404(rows, pk=pk)
    if not keeps(request.actor, meeting):
        raise NotAllowed("选举由承办大会的机构来提请。")
    form = bind(request, forms.CallForm, actor=request.actor, meeting=meeting)
    return _begin(
        request,
        form,
        lambda facts: services.call_election(meeting, actor=request.actor, **facts),
        "提请选举",
        meeting.title,
    )


def _begin(request: Request, form: Any, make: Any, heading: str, note: str) -> HttpResponse:
    """A form that makes a matter: what a service refuses is said at its field."""
    if made := carry_out(form, lambda: make(form.first_keywords())):
        return redirect(made)
    context = {"form": form, "heading": heading, "note": note}
    return render(request, "elections/begin.html", context, status=422 if form.errors else 200)


@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    row = _election(request, pk)
    is_inside = access.is_inside(request.actor, row)
    waiting = waiting_for(row).first() if is_inside else None
    context = {
        "election": row, "meeting": row.meeting, "base": row.get_absolute_url(), "is_inside": is_inside, "waiting": waiting,
        "runs": access.runs(request.actor, row), "is_deputy": is_inside and access.is_deputy_there(request.actor, Nomination(election=row)),
        "is_nominating": row.state == ElectionState.NOMINATING, "due": why_due(ELECTION, row, waiting, request.county.version),
        "nominations": list(row.nominations.visible_to(request.actor).listed()) if is_inside else [],
        "rounds": list(row.rounds.select_related("ballot", "ballot__sheet").order_by("number")),
        "winners": list(row.winners.order_by("-votes", "pk")), "papers": _papers(row, is_inside),
        "offers": sorted(ELECTION.offers(request.actor, row), key=_order),
        "history": steps_of(ELECTION, row, request.actor, is_party=True) if is_inside else [],
    }  # fmt: skip
    return render(request, "elections/election.html", context)


def _order(offer: Any) -> tuple[bool, bool, bool]:
    """What goes on first, then what changes or ends it."""
    return bool(offer.why_not), offer.step.is_grave, offer.step.name in ("time", "decline", "swear")


def _election(request: Request, pk: UUID) -> Election:
    rows = Election.objects.visible_to(request.actor).select_related("meeting", "meeting__body", "office")
    return get_object_or_404(rows, pk=pk)


def _papers(row: Election, is_inside: bool) -> list[Any]:
    return [one for one in papers_of(row) if is_inside or one.purpose == PUBLIC_PURPOSE]


@signed_in
@require_http_methods(GET_AND_POST)
def nominate(request: Request, pk: UUID) -> HttpResponse:
    """The presidium's nominees, noted by the office."""
    row = _election(request, pk)
    if not access.runs(request.actor, row):
        raise NotAllowed("主席团的提名由承办大会的机构来登记。")
    form = bind(request, forms.NominateForm, actor=request.actor, election=row)

    def make(facts: dict[str, Any]) -> Election:
        services.nominate_nomination(row, actor=request.actor, **facts)
        return row

    return _begin(request, form, make, "登记提名", row.title_line())


@signed_in
@require_http_methods(GET_AND_POST)
def propose(request: Request, pk: UUID) -> HttpResponse:
    """A deputy's own nomination, with those asked to join."""
    row = _election(request, pk)
    if not access.is_deputy_there(request.actor, Nomination(election=row)):
        raise NotAllowed("联名提名由出席这次大会的代表来提。")
    form = bind(request, forms.ProposeForm, actor=request.actor, election=row)
    return _begin(request, form, lambda facts: services.propose_nomination(row, actor=request.actor, **facts), "提名，请代表联名",
                  row.title_line())  # fmt: skip


@signed_in
@require_safe
def nomination(request: Request, pk: UUID) -> HttpResponse:
    rows = Nomination.objects.visible_to(request.actor)
    row = get_object_or_404(rows.select_related("election", "election__meeting", "election__meeting__body", "election__office",
                                                "lead", "deputy"), pk=pk)  # fmt: skip
    waiting = waiting_for(row).first()
    context = {
        "nomination": row, "election": row.election, "base": row.get_absolute_url(), "waiting": waiting, "is_named": row.state in NAMED,
        "endorsements": list(row.endorsements.select_related("deputy").order_by("confirmed_at", "pk")),
        "offers": sorted(NOMINATION.offers(request.actor, row), key=_order), "history": steps_of(NOMINATION, row, request.actor),
        "due": why_due(NOMINATION, row, waiting, request.county.version),
    }  # fmt: skip
    return render(request, "elections/nomination.html", context)


@require_safe
def paper(request: Request, pk: UUID, paper_id: UUID, ending: str) -> HttpResponseBase:
    row = _election(request, pk)
    found = get_object_or_404(papers_of(row), pk=paper_id)
    if ending not in ("pdf", "docx") or found not in _papers(row, access.is_inside(request.actor, row)):
        raise Http404
    return papers_web.stream(found, "pdf" if ending == "pdf" else "docx", is_inline=ending == "pdf")
