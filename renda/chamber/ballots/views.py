"""Pages of votes: those of a meeting, one vote with its buttons, its result, the tellers' counts."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.chamber.ballots import access, forms, rules, services
from renda.chamber.ballots.models import Ballot
from renda.chamber.ballots.queries import cast_of
from renda.chamber.ballots.states import BallotState, Way
from renda.chamber.ballots.workflow import BALLOT
from renda.chamber.meetings.access import is_member, keeps, quorum_of
from renda.chamber.meetings.models import Meeting
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers.queries import papers_of
from renda.ground.people.web import bind, signed_in
from renda.ground.workflow.shown import steps_of

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
def of_meeting(request: Request, pk: UUID) -> HttpResponse:
    """The votes of a meeting in the order they were put."""
    meeting = _meeting(request, pk)
    rows = Ballot.objects.visible_to(request.actor).filter(meeting=meeting).listed()
    runs = keeps(request.actor, meeting)
    context = {
        "meeting": meeting, "rows": rows, "keeps": runs, "votes": is_member(request.actor, meeting),
        "issuings": list(meeting.issuings.order_by("created_at")), "to_issue": runs and any(w.needs_papers for w in rows),
    }  # fmt: skip
    return render(request, "ballots/list.html", context)


def _meeting(request: Request, pk: UUID) -> Meeting:
    rows = Meeting.objects.visible_to(request.actor).select_related("body", "office")
    return get_object_or_404(rows, pk=pk)


@signed_in
@require_http_methods(GET_AND_POST)
def put(request: Request, pk: UUID) -> HttpResponse:
    meeting = _meeting(request, pk)
    if not keeps(request.actor, meeting):
        raise NotAllowed("表决由承办会议的机构来提请。")
    form = bind(request, forms.PutForm, actor=request.actor, meeting=meeting)
    if form.is_valid():
        facts = {name: value for name, value in form.keywords().items() if name != "seen"}
        try:
            return redirect(services.put_ballot(meeting, actor=request.actor, **facts))
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
    status = 422 if form.errors else 200
    return render(request, "ballots/put.html", {"form": form, "meeting": meeting}, status=status)


@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    return _page(request, _ballot(request, pk))


def _ballot(request: Request, pk: UUID) -> Ballot:
    return get_object_or_404(Ballot.objects.visible_to(request.actor).listed(), pk=pk)


def _page(request: Request, row: Ballot, form: Any = None) -> HttpResponse:
    is_inside, runs = access.reads_choices(request.actor, row), access.runs(request.actor, row)
    is_voter = access.is_voter(request.actor, row)
    is_counting = row.way == Way.HANDS and (access.counts_hands(request.actor, row) if "count" in request.GET else runs)
    is_closed, is_open = row.state == BallotState.CLOSED, row.state == BallotState.OPEN
    papers = list(papers_of(row)) if row.state == BallotState.CLOSED and row.way == Way.SECRET else []
    choices = list(row.choices.select_related("deputy").order_by("pk")) if is_inside and row.way == Way.NAMED else []
    mine = next((one for one in choices if one.deputy.user_id == request.actor.user_id), None)
    context = {
        "ballot": row, "meeting": row.meeting, "base": row.get_absolute_url(), "mine": mine, "runs": runs,
        "offers": BALLOT.offers(request.actor, row), "quorum": quorum_of(row.meeting), "may_cast": row.may_cast,
        "cast": len(choices) if row.way == Way.NAMED else cast_of(row) if is_open else None, "papers": papers, "options": rules.options_of(row.vote),
        "may_press": is_open and row.way == Way.NAMED and mine is None and is_voter,
        "named": choices if is_closed else [], "counts": list(row.hand_counts.select_related("teller")) if runs else [],
        "form": form or (forms.HandsForm(ballot=row) if is_open and is_counting else None), "is_teller": is_voter and is_open,
        "history": steps_of(BALLOT, row, request.actor) if is_inside else [], "is_inside": is_inside,
    }  # fmt: skip
    return render(request, "ballots/ballot.html", context, status=422 if form is not None else 200)


@signed_in
@require_POST
def cast(request: Request, pk: UUID) -> HttpResponse:
    """A member's own button."""
    row = _ballot(request, pk)
    services.cast_choice(row, actor=request.actor, option=request.POST.get("option", "")[:12])
    return redirect(row)


@signed_in
@require_POST
def count(request: Request, pk: UUID) -> HttpResponse:
    """A teller's numbers."""
    row = _ballot(request, pk)
    if not access.counts_hands(request.actor, row):
        raise NotAllowed(f"举手的数由计票人来报：{access.counts_hands.__doc__}。")
    form = forms.HandsForm(request.POST, ballot=row)
    if form.is_valid():
        try:
            services.count_hands(row, actor=request.actor, counts=form.cleaned_data)
            return redirect(row)
        except Invalid as error:
            form.add_error(None, error.text)
    return _page(request, row, form)
