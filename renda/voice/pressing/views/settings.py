"""四办四评 as this county does it: read by those who work here, set by the office."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.web import Request
from renda.voice.pressing import services
from renda.voice.pressing.forms import FourForm
from renda.voice.pressing.queries.items import four_lines


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def four(request: Request) -> HttpResponse:
    actor = request.actor
    may_set = actor.holds(Role.OFFICE, Role.ADMIN)
    if request.method == "POST" and not may_set:
        raise NotAllowed("四办四评由代表工作机构或者管理员来定。")
    form = FourForm(request.POST or None, lines=four_lines(actor.county_id))
    if request.method == "POST" and form.is_valid():
        services.set_four(actor.county_id, actor=actor, lines=form.chosen())
        return redirect("pressing:four")
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "pressing/four.html", {"form": form, "may_set": may_set}, status=status)
