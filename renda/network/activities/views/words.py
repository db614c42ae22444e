"""The county's kinds, tags and topics: read by staff, changed by the office."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.network.activities import access, forms, queries, services
from renda.network.activities.states import Family

ABOUT = {
    Family.KIND: "六本两册和统计按这里的八种归类；自己加的种类要归到其中一种。",
    Family.TAG: "四在家站按这四个标签数，改了名称照样数。",
    Family.TOPIC: "培训的八个方面，前三个是原有的，后五个是建议。",
}


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    return _show(request)


@login_required
@require_POST
def change(request: Request, family: str) -> HttpResponse:
    if family not in Family.values:
        raise Http404
    if not access.keeps_words(request.actor):
        raise NotAllowed("活动的种类、标签和学习内容由代表工作机构或者管理员来定。")
    form = _form(request, family, request.POST)
    if not form.is_valid():
        return _show(request, form)
    try:
        services.set_words(request.actor.county_id, actor=request.actor, family=family, lines=form.chosen())
    except Invalid as error:
        form.add_error("new_sort" if error.field == "sort" and "new_sort" in form.fields else None, error.text)
        return _show(request, form)
    return redirect("activities:words")


def _form(request: Request, family: str, data: Any = None) -> forms.WordsForm:
    lines = queries.words_of(request.actor.county_id).of_family(family)
    return forms.WordsForm(data, family=family, lines=lines)


def _show(request: Request, sent: forms.WordsForm | None = None) -> HttpResponse:
    families = [
        {
            "key": key, "label": label, "about": ABOUT[Family(key)],
            "form": sent if sent is not None and sent.family == key else _form(request, key),
        }
        for key, label in Family.choices
    ]  # fmt: skip
    context = {"families": families, "may_set": access.keeps_words(request.actor)}
    return render(request, "activities/words.html", context, status=422 if sent is not None else 200)
