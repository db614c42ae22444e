"""The page of the closed loop (全过程)."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.web import Request
from renda.voice.suggestions.shown.whole import loop_of, whole_of


@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    whole = whole_of(request.actor, pk)
    context = {"whole": whole, "suggestion": whole.suggestion, "loop": loop_of(whole), "today": clock.today()}
    return render(request, "suggestions/whole.html", context)
