"""Where a matter begins, and where the county's list is changed."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from renda.chamber.decisions import forms, queries, services
from renda.chamber.decisions.models import Decision
from renda.chamber.decisions.views.pages import may_propose
from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.people.web import bind, carry_out, signed_in

GET_AND_POST = ["GET", "HEAD", "POST"]
WHO = "重大事项由政府、监委、法院、检察院、委员会或者三名以上常委会组成人员提出。"


@signed_in
@require_http_methods(GET_AND_POST)
def propose(request: Request) -> HttpResponse:
    if not may_propose(request.actor):
        raise NotAllowed(WHO)
    form = bind(request, forms.ProposeForm, actor=request.actor)

    def propose_one() -> Decision:
        body = get_object_or_404(queries.deciding_bodies(request.actor.county_id), pk=form.cleaned_data["body"])
        return services.propose_decision(body, actor=request.actor, **form.first_keywords("body"))

    if made := carry_out(form, propose_one):
        return redirect(made)
    context = {"form": form, "heading": "提出重大事项", "button": "提出"}
    return render(request, "decisions/begin.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(GET_AND_POST)
def edit_matters(request: Request) -> HttpResponse:
    if not request.actor.holds(Role.OFFICE):
        raise NotAllowed("重大事项清单由县人大代表工作机构来改。")
    form = bind(request, forms.MattersForm, actor=request.actor)
    if carry_out(form, lambda: services.set_matters(actor=request.actor, text=form.cleaned_data["text"])) is not None:
        return redirect("decisions:matters")
    note = "可修改。已经提出的事项不跟着变。"
    context = {"form": form, "heading": "重大事项清单", "button": "存下来", "note": note}
    return render(request, "decisions/begin.html", context, status=422 if form.errors else 200)
