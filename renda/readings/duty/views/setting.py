"""How the county names its books: titles, order, columns, what feeds them. Packaged names until it says otherwise."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from renda.ground.kernel import clock
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.readings.duty import access, services
from renda.readings.duty.forms import YearForm, shelf_of
from renda.readings.duty.models import BookSet
from renda.readings.duty.queries import books_of

SHOWN = 10


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def titles(request: Request) -> HttpResponse:
    if not access.sets_books(request.actor):
        raise NotAllowed("本册的名称和栏目由县人大代表工作机构来定；要改，请告诉他们。")
    this_year = clock.today().year
    data = request.POST or None
    year, shelf = YearForm(data, initial={"year": this_year}), shelf_of(data, books_of(request.county.pk, this_year))
    are_whole = all([year.is_valid(), *(form.is_valid() for form in shelf)]) if data else False
    if are_whole:
        placed = sorted(enumerate(shelf), key=lambda one: (one[1].cleaned_data["order"] or 99, one[0]))
        plans = [plan for n, form in placed if (plan := form.plan(n + 1))]
        try:
            services.set_books(actor=request.actor, year=year.cleaned_data["year"], books=plans)
            return redirect("duty:titles")
        except Invalid as error:
            year.add_error("year" if error.field == "year" else None, error.text)
    own = BookSet.objects.filter(county_id=request.county.pk).order_by("-year")[:SHOWN]
    context = {"year_form": year, "shelf": shelf, "own": own, "this_year": this_year}
    return render(request, "duty/titles.html", context, status=422 if data else 200)
