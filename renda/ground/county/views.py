"""Pages of the county: its rules with their sources, holidays, terms and sessions.

Changing a rule or a holiday year moves running matters, so their preview and confirmation stand one floor higher, in workflow.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.county import services
from renda.ground.county.access import may_set
from renda.ground.county.forms import ChangeTermForm, HolidayForm, RuleForm, SessionForm, TermForm
from renda.ground.county.holiday_files import SAMPLE
from renda.ground.county.models import Holiday, HolidayDraft, HolidayYear, RuleSet, Session, Term
from renda.ground.county.queries import HolidayQuerySet
from renda.ground.county.rules import DAY, Rule
from renda.ground.county.states import Level, Unit
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.ground.kernel.web import Request

CHANGES = ["GET", "HEAD", "POST"]


@require_safe
def rules(request: Request) -> HttpResponse:
    """Every number with its source: anyone may read it."""
    book, day = services.rule_book(request.county.pk), today()
    rows, coming = book.in_force(day), [rule for rule in book.rules if rule.valid_from > day]
    return render(
        request,
        "county/rules.html",
        {
            "rows": [_row(rule) for rule in rows],
            "coming": [_row(rule) for rule in sorted(coming, key=lambda rule: rule.valid_from)],
            "may_set": may_set(request.actor, request.county.pk),
        },
    )


@login_required
@require_safe
def rule(request: Request, kind: str) -> HttpResponse:
    """The form for the county's own number; it is previewed and confirmed under workflow."""
    _need_office(request)
    rows = RuleSet.objects.visible_to(request.actor).filter(kind=kind)
    default = get_object_or_404(rows.filter(county=None))
    now = services.rule_book(request.county.pk).rule(kind, today())
    form = RuleForm(initial={"number": now.number, "unit": now.unit, "level": now.level, "valid_from": today()})
    return render(
        request, "county/rule.html", {"form": form, "kind": kind, "default": default, "now": _row(now), "rows": rows}
    )


@require_safe
def holidays(request: Request) -> HttpResponse:
    return _show_holidays(request, HolidayForm(initial={"year": today().year + 1}))


@login_required
@require_POST
def draft_holidays(request: Request) -> HttpResponse:
    """Read a year into a draft; its preview and confirmation follow under workflow."""
    _need_office(request)
    form = HolidayForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show_holidays(request, form, status=422)
    wanted = {name: form.cleaned_data[name] for name in ("year", "text", "source")}
    try:
        draft = services.draft_holidays(request.county.pk, actor=request.actor, **wanted)
    except Invalid as error:
        form.add_error("file", error.text)
        return _show_holidays(request, form, status=422)
    return redirect("workflow:try-holidays", draft.pk)


@login_required
@require_POST
def drop_draft(request: Request, pk: int) -> HttpResponse:
    draft = get_object_or_404(HolidayDraft.objects.visible_to(request.actor), pk=pk)
    services.drop_draft(draft, actor=request.actor)
    return redirect("county:holidays")


@require_safe
def terms(request: Request) -> HttpResponse:
    return _show_terms(request)


@login_required
@require_POST
def open_term(request: Request) -> HttpResponse:
    _need_office(request)
    form = TermForm(request.POST)
    if _is_saved(form, lambda facts: services.open_term(request.county.pk, actor=request.actor, **facts)):
        return redirect("county:terms")
    return _show_terms(request, form=form, status=422)


@login_required
@require_http_methods(CHANGES)
def open_session(request: Request, pk: int) -> HttpResponse:
    _need_office(request)
    term = get_object_or_404(Term.objects.visible_to(request.actor), pk=pk)
    form = SessionForm(_sent(request))
    if _is_saved(form, lambda facts: services.open_session(term, actor=request.actor, **facts)):
        return redirect("county:terms")
    return render(request, "county/session.html", {"form": form, "term": term}, status=422 if form.errors else 200)


@login_required
@require_http_methods(CHANGES)
def change_term(request: Request, pk: int) -> HttpResponse:
    """Correct or end a term: the day of its end is one of its fields."""
    _need_office(request)
    term = get_object_or_404(Term.objects.visible_to(request.actor), pk=pk)
    form = ChangeTermForm(_sent(request), initial=_known(term, ChangeTermForm))
    if _is_saved(form, lambda facts: services.change_term(term, actor=request.actor, **facts)):
        return redirect("county:terms")
    return _show_change(request, form, f"{term.congress_name}{term}", "改这一届")


@login_required
@require_http_methods(CHANGES)
def change_session(request: Request, pk: int) -> HttpResponse:
    _need_office(request)
    session = get_object_or_404(Session.objects.visible_to(request.actor), pk=pk)
    form = SessionForm(_sent(request), initial=_known(session, SessionForm))
    if _is_saved(form, lambda facts: services.change_session(session, actor=request.actor, **facts)):
        return redirect("county:terms")
    return _show_change(request, form, f"{session.term.congress_name}{session}", "改这次会议")


def _sent(request: Request) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _known(row: Term | Session, shape: type[Form]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in shape.base_fields}


def _is_saved(form: Form, save: Callable[[dict[str, Any]], object]) -> bool:
    """Whether the form was sent, is right and was taken; what is wrong with it stands in the form."""
    if not form.is_valid():
        return False
    try:
        save(form.cleaned_data)
    except (Invalid, Conflict) as error:
        form.add_error(getattr(error, "field", "") or "number", error.text)
        return False
    return True


def _show_change(request: Request, form: Form, title: str, label: str) -> HttpResponse:
    context = {"form": form, "title": title, "label": label}
    return render(request, "county/change.html", context, status=422 if form.errors else 200)


def _show_holidays(request: Request, form: HolidayForm, status: int = 200) -> HttpResponse:
    days = Holiday.objects.visible_to(request.actor)
    years = {year.year: year for year in HolidayYear.objects.visible_to(request.actor)}
    rows = [(year, _runs(days, year.year)) for year in years.values()]
    context = {
        "form": form,
        "rows": list(reversed(rows)),
        "next_year": max(years, default=today().year) + 1,
        "drafts": HolidayDraft.objects.visible_to(request.actor),
        "sample": SAMPLE,
        "may_set": may_set(request.actor, request.county.pk),
    }
    return render(request, "county/holidays.html", context, status=status)


def _runs(days: HolidayQuerySet, year: int) -> list[dict[str, Any]]:
    """The year's days as runs of one name; the county's own day stands before the national one."""
    runs: list[dict[str, Any]] = []
    own_last = sorted(
        (day for day in days if day.day.year == year), key=lambda day: (day.day, day.county_id is not None)
    )
    for row in {day.day: day for day in own_last}.values():
        last = runs[-1] if runs else None
        if last and (last["name"], last["is_workday"]) == (row.name, row.is_workday) and last["last"] + DAY == row.day:
            last["last"] = row.day
        else:
            runs.append({"name": row.name, "is_workday": row.is_workday, "first": row.day, "last": row.day})
    return runs


def _show_terms(request: Request, form: TermForm | None = None, status: int = 200) -> HttpResponse:
    rows = list(Term.objects.visible_to(request.actor))
    sessions = Session.objects.visible_to(request.actor)
    known = {"congress_key": rows[0].congress_key, "congress_name": rows[0].congress_name} if rows else {}
    context = {
        "rows": [(term, [session for session in sessions if session.term_id == term.pk]) for term in rows],
        "form": form or TermForm(initial=known),
        "may_set": may_set(request.actor, request.county.pk),
    }
    return render(request, "county/terms.html", context, status=status)


def _row(rule: Rule) -> dict[str, Any]:
    return {"rule": rule, "unit": Unit(rule.unit).label, "level": Level(rule.level).label}


def _need_office(request: Request) -> None:
    if not may_set(request.actor, request.county.pk):
        raise NotAllowed("规则、节假日、届次由县人大代表工委或者管理员来定。")
