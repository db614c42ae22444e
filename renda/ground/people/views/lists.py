"""A person's own views and columns of a list: three posts, each leads back to the list."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from renda.ground.kernel.web import Request
from renda.ground.people import services
from renda.ground.people.web import me, next_of, signed_in

DESK = "/desk/"


@require_POST
@signed_in
def keep_view(request: Request, page: str) -> HttpResponse:
    given = {name: request.POST.get(name, "") for name in ("name", "query")}
    services.keep_view(me(request), actor=request.actor, page=page, **given)
    return _back(request)


@require_POST
@signed_in
def drop_view(request: Request, page: str) -> HttpResponse:
    services.drop_view(me(request), actor=request.actor, page=page, name=request.POST.get("name", ""))
    return _back(request)


@require_POST
@signed_in
def choose_columns(request: Request, page: str) -> HttpResponse:
    services.choose_columns(me(request), actor=request.actor, page=page, shown=request.POST.getlist("shown"))
    return _back(request)


def _back(request: Request) -> HttpResponse:
    return HttpResponseRedirect(next_of(request) or DESK)
