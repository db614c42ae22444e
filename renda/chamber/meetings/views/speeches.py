"""Who asks to speak, who speaks, and what was said."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.chamber.meetings import access, services
from renda.chamber.meetings.forms import AddSpeechForm, AskToSpeakForm, NoteSpeechForm
from renda.chamber.meetings.models import Meeting, Presence, Speech
from renda.chamber.meetings.states import GuestKind, MeetingState
from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.kernel.web import Request
from renda.ground.people.web import bind, carry_out, signed_in

GET_AND_POST = ["GET", "HEAD", "POST"]
VERBS: dict[str, Callable[..., Speech]] = {
    "call": services.call_speech,
    "end": services.end_speech,
    "withdraw": services.withdraw_speech,
}


@signed_in
@require_safe
def speeches(request: Request, pk: UUID) -> HttpResponse:
    """The item under discussion: who has the floor, who waits, what was said; and one's own button to ask."""
    row = _meeting(request, pk)
    rows = list(row.speeches.standing().listed())
    mine = _mine(row, request.actor)
    keeps = access.keeps(request.actor, row)
    running = next((one for one in rows if one.is_running), None)
    context = {
        "meeting": row, "mine": mine, "keeps": keeps, "is_open": row.state == MeetingState.OPEN, "running": running,
        "until": until(running) if running else None, "minutes": minutes_of(row.county_id),
        "queued": [one for one in rows if one.started_at is None and one.asked_at and not one.words],
        "items": _by_item(row, [one for one in rows if one.started_at or one.words], request.actor, keeps),
        "may_ask": mine is not None and mine.guest != GuestKind.OBSERVER and row.state == MeetingState.OPEN,
        "may_note": row.state in (MeetingState.OPEN, MeetingState.CLOSED) and (keeps or _may_speak(mine)),
    }  # fmt: skip
    return render(request, "meetings/speeches.html", context)


def minutes_of(county_id: int) -> int:
    """How long one speaks, by the county's rule."""
    return rule_book(county_id).value("speech_minutes", clock.today())


def until(speech: Speech) -> Any:
    return speech.started_at + timedelta(minutes=minutes_of(speech.county_id)) if speech.started_at else None


def _by_item(row: Meeting, said: list[Speech], actor: Actor, keeps: bool) -> list[dict[str, Any]]:
    items: list[Any] = list(row.items.standing())
    found = [{"item": one, "said": [s for s in said if s.item_id == one.pk]} for one in items]
    if rest := [s for s in said if s.item_id is None]:
        found.append({"item": None, "said": rest})
    for speech in said:
        speech.may_note = keeps or access.speaks(actor, speech)
    return found


def _mine(row: Meeting, actor: Actor) -> Presence | None:
    return row.presences.filter(deputy__user_id=actor.user_id).select_related("deputy").first()


def _may_speak(mine: Presence | None) -> bool:
    return mine is not None and mine.guest != GuestKind.OBSERVER


@signed_in
@require_POST
def ask(request: Request, pk: UUID) -> HttpResponse:
    row = _meeting(request, pk)
    form = AskToSpeakForm(request.POST)
    if not form.is_valid():
        raise Invalid("议程里没有这一项，请刷新页面。")
    services.ask_to_speak(row, actor=request.actor, item_id=form.cleaned_data["item_id"])
    return redirect("meetings:speeches", row.pk)


@signed_in
@require_POST
def take(request: Request, pk: int, name: str) -> HttpResponse:
    """Call, end or take off one that was asked for."""
    speech = _speech(request, pk)
    if name not in VERBS:
        raise Http404
    VERBS[name](speech, actor=request.actor)
    return redirect("meetings:speeches", speech.meeting_id)


@signed_in
@require_http_methods(GET_AND_POST)
def note(request: Request, pk: int) -> HttpResponse:
    speech = _speech(request, pk)
    if not (access.speaks(request.actor, speech) or access.keeps(request.actor, speech.meeting)):
        raise Http404
    form = bind(request, NoteSpeechForm, initial={"words": speech.words})
    if carry_out(form, lambda: services.note_speech(speech, actor=request.actor, **form.cleaned_data)):
        return redirect("meetings:speeches", speech.meeting_id)
    return _form(request, speech.meeting, form, f"{speech.speaker}的发言")


@signed_in
@require_http_methods(GET_AND_POST)
def add(request: Request, pk: UUID) -> HttpResponse:
    """Write down a speech; a member one's own."""
    row = _meeting(request, pk)
    keeps = access.keeps(request.actor, row)
    if not keeps and not _may_speak(_mine(row, request.actor)):
        raise Http404
    form = bind(request, AddSpeechForm, meeting=row, keeps=keeps)
    if carry_out(form, lambda: services.add_speech(row, actor=request.actor, **form.cleaned_data)):
        return redirect("meetings:speeches", row.pk)
    return _form(request, row, form, "记一段发言")


def _form(request: Request, row: Meeting, form: Any, heading: str) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "button": "存下来",
        "note": f"{row.title}。发言记录只有会内的人看得到。",
    }
    return render(request, "meetings/begin.html", context, status=422 if form.errors else 200)


def _meeting(request: Request, pk: UUID) -> Meeting:
    row = get_object_or_404(Meeting.objects.visible_to(request.actor).select_related("body", "office"), pk=pk)
    if not access.is_inside(request.actor, row):
        raise Http404
    return row


def _speech(request: Request, pk: int) -> Speech:
    rows = Speech.objects.visible_to(request.actor).select_related("meeting__body", "meeting__office", "deputy")
    return get_object_or_404(rows, pk=pk)
