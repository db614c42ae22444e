"""How a refusal is answered: as a page, as a fragment for htmx, or as problem details for programs."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from renda.ground.ui.typed import typed_by


def refuse(
    request: HttpRequest, status: int, title: str, text: str, *, details: dict[str, Any] | None = None
) -> HttpResponse:
    """Answer with the sentence; the page keeps what was typed. htmx puts the fragment into #messages."""
    if wants_json(request):
        body = {"type": "about:blank", "status": status, "title": title, "detail": text}
        return JsonResponse(body, status=status, content_type="application/problem+json")
    context = {"status": status, "title": title, "text": text, "details": details or {}}
    if getattr(request, "htmx", False):
        answer = HttpResponse(render_to_string("ui/errors/_message.html", context), status=status)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#messages", "innerHTML"
        return answer
    name = "ui/errors/conflict.html" if status == 409 else "ui/errors/error.html"
    context["typed"] = typed_by(request)
    return HttpResponse(render_to_string(name, context, request), status=status)


def wants_json(request: HttpRequest) -> bool:
    """Programs and our own queue ask for JSON; browsers ask for HTML first."""
    return request.path.startswith("/api/") or request.headers.get("Accept", "").startswith("application/json")
