"""The screen in the hall of a meeting: public, without controls, drawn anew when something has changed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from renda.chamber.ballots.queries import now_of
from renda.chamber.ballots.rules import options_of, pass_line
from renda.chamber.ballots.states import Vote
from renda.chamber.meetings.models import Meeting
from renda.ground.kernel import clock
from renda.ground.kernel.web import Request
from renda.ground.live.web import let_listen, stream_of
from renda.readings.halls import queries, shown

SECONDS = 3  # between two looks of a screen without script


@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    """What goes on in the meeting now. Without script the page asks again by itself."""
    meeting = get_object_or_404(queries.meetings_of(request.county.pk), pk=pk)
    now = queries.steady(now_of(meeting.pk))
    stream = stream_of(request, "ballots", meeting.pk)
    context = {
        "meeting": meeting, "told": now, "now": clock.now(), "picture": shown.picture(now), "seconds": SECONDS, "stream": stream,
        "poll": reverse("ballots:now", args=[meeting.pk]), **_drawn(meeting, now),
    }  # fmt: skip
    answer = let_listen(render(request, "halls/screen.html", context), stream)
    answer["Cache-Control"] = "no-cache"
    return answer


def _drawn(meeting: Meeting, now: dict[str, Any]) -> dict[str, Any]:
    """What the picture of the moment needs beyond what is told."""
    picture = shown.picture(now)
    if picture == "issuing":
        digest = now["issuing"]["digest"]
        groups = [digest[n : n + 4] for n in range(0, 32, 4)]
        return {"strip": shown.strip(now["issuing"]["taken"], now["issuing"]["of"]), "digest": groups}
    if picture == "voting":
        ballot = now["ballot"]
        labels = [one.label for one in options_of(ballot["vote"])]
        return {"strip": shown.strip(ballot["cast"], ballot["of"]), "options": labels, "ballot": queries.ballot_of(now)}
    if picture == "result" and (row := queries.ballot_of(now)):
        line = pass_line(Vote(row.vote), row.members or 0)
        whole = str(row.lines[0]).split("，", 1)[0] if row.lines else f"全体{row.members}人"
        bar = shown.bar(shown.parts_of(row), line.members, line.needed)
        return {"ballot": row, "bar": bar, "verdict": shown.verdict(row, line.needed, whole)}
    return {"agenda": queries.agenda_of(meeting)[:6]}
