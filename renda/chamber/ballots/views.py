"""Pages of votes: those of a meeting, one vote with its buttons, its result, the tellers' counts."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.chamber.ballots import access, forms, paper_shown, rules, services
from renda.chamber.ballots.models import Ballot
from renda.chamber.ballots.queries import cast_of
from renda.chamber.ballots.services.minutes import draw_up_minutes
from renda.chamber.ballots.states import BallotState, Way
from renda.chamber.ballots.workflow import BALLOT
from renda.chamber.meetings.access import is_member, keeps, quorum_of
from renda.chamber.meetings.models import Meeting
from renda.ground.files import web as files_web
from renda.ground.files.queries import files_of
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.live.web import let_listen, stream_of
from renda.ground.papers.queries import papers_of
from renda.ground.people.web import bind, carry_out, signed_in
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
    if made := carry_out(form, lambda: services.put_ballot(meeting, actor=request.actor, **form.first_keywords())):
        return redirect(made)
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
        "history": steps_of(BALLOT, row, request.actor, is_party=True) if is_inside else [], "is_inside": is_inside,
        **_paper(row, runs, is_inside),
    }  # fmt: skip
    listens = _listens(row, is_inside, runs)
    stream = stream_of(request, "ballots", row.meeting_id) if listens else ""
    context |= {"listens": listens, "live": stream}
    answer = render(request, "ballots/ballot.html", context, status=422 if form is not None else 200)
    return let_listen(answer, stream)


def _listens(row: Ballot, is_inside: bool, runs: bool) -> bool:
    """Whose page follows the vote by itself: not a member's while a secret vote runs, whose phone then asks for nothing with a name."""
    return is_inside and row.state in (BallotState.READY, BallotState.OPEN) and (runs or row.way != Way.SECRET)


def _paper(row: Ballot, runs: bool, is_inside: bool) -> dict[str, Any]:
    """What a page shows of a paper vote; before it is closed no numbers, only who has reported."""
    if row.way != Way.PAPER:
        return {}
    told = list(row.teller_counts.select_related("teller").order_by("pk")) if is_inside else []
    is_closed = row.state == BallotState.CLOSED
    rows = paper_shown.rows_of(paper_shown.papers_of(row), told[0].counts) if is_closed and told else []
    return {
        "sheet": row.sheet, "tellers": told, "rows": rows, "kept": list(files_of(row)) if is_inside else [],
        "ordered": list(papers_of(row)) if is_inside else [], "marks_against": paper_shown.papers_of(row).marks_against,
    }  # fmt: skip


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
    if carry_out(form, lambda: services.count_hands(row, actor=request.actor, counts=form.cleaned_data)):
        return redirect(row)
    return _page(request, row, form)


@signed_in
@require_http_methods(GET_AND_POST)
def tell(request: Request, pk: UUID) -> HttpResponse:
    """A teller's own sheet: nobody sees the other's numbers."""
    row = _ballot(request, pk)
    if row.way != Way.PAPER:
        raise Http404
    if not access.counts_hands(request.actor, row):
        raise NotAllowed(f"票数由计票人来报：{access.counts_hands.__doc__}。")
    mine = row.teller_counts.filter(teller_id=request.actor.user_id).first()
    form = bind(request, forms.SheetForm, papers=paper_shown.papers_of(row), count=mine.counts if mine else None)
    if carry_out(form, lambda: services.count_sheet(row, actor=request.actor, **form.keywords())):
        return redirect(row)
    context = {"ballot": row, "meeting": row.meeting, "form": form, "sheet": row.sheet}
    return render(request, "ballots/sheet.html", context, status=422 if form.errors else 200)


@require_safe
def file(request: Request, pk: UUID, file_id: UUID) -> HttpResponseBase:
    row = _inside(request, pk)
    return files_web.stream(get_object_or_404(files_of(row), pk=file_id), request)


def _inside(request: Request, pk: UUID) -> Ballot:
    row = _ballot(request, pk)
    if not access.reads_choices(request.actor, row):
        raise Http404
    return row


@signed_in
@require_POST
def minutes(request: Request, pk: UUID) -> HttpResponse:
    """The minutes of a meeting with its votes."""
    meeting = _meeting(request, pk)
    draw_up_minutes(meeting, actor=request.actor)
    return redirect("meetings:papers", meeting.pk)
