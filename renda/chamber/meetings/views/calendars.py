"""A person's meetings for the calendar of the phone, by a secret address; the page that makes and ends it."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from renda.chamber.meetings import services
from renda.chamber.meetings.models import CalendarKey, Meeting
from renda.chamber.meetings.shown import calendar_text
from renda.chamber.meetings.states import MeetingState
from renda.ground.kernel import clock
from renda.ground.kernel.web import Request
from renda.ground.people.web import signed_in

BACK = timedelta(days=90)
MOST = 300


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def my_calendar(request: Request) -> HttpResponse:
    if request.method == "POST":
        if "drop" in request.POST:
            services.drop_calendar_key(actor=request.actor)
        else:
            services.make_calendar_key(actor=request.actor)
        return redirect("meetings:my-calendar")
    found = CalendarKey.objects.filter(county_id=request.actor.county_id, user_id=request.actor.user_id).first()
    address = request.build_absolute_uri(reverse("meetings:feed", args=[found.key])) if found else ""
    return render(request, "meetings/my_calendar.html", {"address": address})


@never_cache
@require_safe
def feed(request: Request, key: str) -> HttpResponse:
    """Meetings on whose list the account is, of the last three months and to come: name, day, hour, place."""
    found = CalendarKey.objects.filter(county_id=request.county.pk, key=key, user__is_active=True).first()
    if found is None:
        raise Http404
    rows = Meeting.objects.filter(
        county_id=found.county_id, presences__deputy__user_id=found.user_id, starts_on__gte=clock.today() - BACK
    ).exclude(state=MeetingState.PLANNED)
    address = request.build_absolute_uri(reverse("meetings:list"))
    answer = HttpResponse(content_type="text/calendar; charset=utf-8")
    answer.write(calendar_text(rows.order_by("starts_on", "pk").distinct()[:MOST], address.rstrip("/")))
    answer["X-Robots-Tag"] = "noindex"
    return answer
