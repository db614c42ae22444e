"""Which committee follows which category: read by those who work here, set by the office."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.voice.suggestions import services
from renda.voice.suggestions.forms import TrackingForm
from renda.voice.suggestions.models import Tracking


@require_http_methods(["GET", "HEAD", "POST"])
def tracking(request: Request) -> HttpResponse:
    actor = request.actor
    if not actor.holds(Role.OFFICE, Role.ADMIN):
        raise NotAllowed("类别由哪个工委跟踪，由代表工作机构或者管理员来定。")
    now = dict(Tracking.objects.visible_to(actor).values_list("category", "committee_id"))
    form = TrackingForm(request.POST or None, initial=now, actor=actor, congress_id=_county_congress(actor.county_id))
    if request.method == "POST" and form.is_valid():
        services.set_tracking(actor.county_id, actor=actor, committees=form.cleaned_data)
        return redirect("suggestions:tracking")
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "suggestions/tracking.html", {"form": form}, status=status)


def _county_congress(county_id: int) -> int:
    """The congress of the county itself: the one no other congress stands above."""
    found = Organisation.objects.filter(county_id=county_id, kind=OrgKind.CONGRESS, parent=None).order_by("pk").first()
    return found.pk if found else 0
