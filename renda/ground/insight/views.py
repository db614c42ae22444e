"""How good advice was, for the office; what units do."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renda.ground.insight import services, shown
from renda.ground.insight.access import may_set_duties
from renda.ground.insight.forms import DutyForm
from renda.ground.insight.models import Duty
from renda.ground.insight.queries import packaged_duty, units_of
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.people.web import bind, carry_out, signed_in


@signed_in
@require_safe
def index(request: Request) -> HttpResponse:
    return render(request, "insight/index.html", shown.figures(request.actor))


@signed_in
@require_safe
def duties(request: Request) -> HttpResponse:
    return render(request, "insight/duties.html", {"units": shown.duties(request.actor)})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def duty(request: Request, pk: int) -> HttpResponse:
    if not may_set_duties(request.actor, request.actor.county_id):
        raise NotAllowed("单位职责由代表工作机构或者管理员来改。")
    org = get_object_or_404(units_of(request.actor.county_id), pk=pk)
    own = Duty.objects.visible_to(request.actor).filter(org=org).first()
    form = bind(request, DutyForm, initial={"text": own.text if own else packaged_duty(org.name)})
    if carry_out(form, lambda: services.set_duty(org, actor=request.actor, **form.cleaned_data) or True):
        return redirect("insight:duties")
    context = {"org": org, "form": form, "packaged": packaged_duty(org.name)}
    return render(request, "insight/duty.html", context, status=422 if form.is_bound else 200)
