"""一表三单: one table and three slips out of the same row; titles and items are the county's, nothing is typed twice."""

from typing import Any

from django.db import transaction

from renda.ground.county.services import rule_book
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.papers.models import Paper
from renda.ground.papers.queries import papers_of
from renda.ground.papers.rules import paper_day
from renda.ground.papers.services import order_paper, renew_paper
from renda.network.deputies.states import Level
from renda.voice.campaigns import access, rules
from renda.voice.campaigns.models import CampaignItem, SheetForm
from renda.voice.campaigns.rules import Column
from renda.voice.campaigns.states import (
    ANSWERED,
    UNSORTED,
    Category,
    Grade,
    HandlingLevel,
    Outcome,
    S,
    Sheet,
)

TEMPLATE = "campaigns/slip"
DAYS = ("assigned_on", "due_on", "pressed_on", "replied_on", "closed_on")


def form_of_sheet(county_id: int, sheet: str) -> tuple[str, list[Column], bool]:
    """Title, items, and whether the county has set them itself."""
    own = SheetForm.objects.filter(county_id=county_id, sheet=sheet).first()
    title, columns = rules.columns_of(own.title if own else "", own.labels if own else {}, sheet)
    return title, columns, own is not None


@transaction.atomic
def set_sheet_form(
    county_id: int, sheet: str, *, actor: Actor, title: str, labels: dict[str, str], source: str = ""
) -> SheetForm:
    """Set the county's own title and items; a fact without a label is left out. Raises Invalid, NotAllowed."""
    if actor.county_id != county_id or not actor.holds(Role.OFFICE, Role.ADMIN):
        raise NotAllowed("一表三单的样子由县人大代表工委或者管理员来定。")
    kept = {key: label.strip() for key, label in labels.items() if key in rules.FACTS and label.strip()}
    if "number" not in kept or "text" not in kept:
        raise Invalid("编号和建议内容要留着：一表三单靠编号对上。")
    own = {"title": title.strip(), "labels": kept, "source": source.strip()}
    return SheetForm.objects.update_or_create(county_id=county_id, sheet=sheet, defaults=own)[0]


@transaction.atomic
def order_slip(row: CampaignItem, slip: str, *, actor: Actor) -> Paper:
    """Make a slip of this row, or make it again as the row stands now; it keeps the row's number. Raises Blocked, NotAllowed."""
    if not access.answers(actor, row):
        raise NotAllowed("单子由组织活动的机构、镇人大主席团或者承办单位来出。")
    if reason := why_no_slip(row, slip):
        raise Blocked(reason)
    title, columns, _ = form_of_sheet(row.county_id, slip)
    facts = facts_of(row)
    context = {
        "title": title, "number": row.number_text, "office": row.office.name, "day": paper_day(_day_of(row, slip)),
        "unit": row.handling_org.name if row.handling_org else "", "rows": [(c.label, _said(facts[c.key])) for c in columns],
    }  # fmt: skip
    before = papers_of(row).filter(purpose=f"slip_{slip}").first()
    if before is not None:
        return renew_paper(before, context, actor=actor)
    return order_paper(row, TEMPLATE, context, actor=actor, purpose=f"slip_{slip}", number=row.number_text)


def why_no_slip(row: CampaignItem, slip: str) -> str:
    """Each slip has its time; empty if it is come."""
    if slip == Sheet.ASSIGN and row.assigned_on is None:
        return "交办以后才有交办单。"
    if slip == Sheet.PRESS and row.pressed_on is None:
        return "督办以后才有督办单。"
    if slip == Sheet.CLOSE and row.state not in ANSWERED:
        return "答复代表以后才有办结反馈单。"
    return ""


def facts_of(row: CampaignItem) -> dict[str, Any]:
    """Every fact that the table and the slips may show, days as days. Texts of the row only."""
    return {
        "number": row.number_text, "campaign": row.campaign.title, "deputy": row.deputy.name,
        "deputy_level": str(Level(row.deputy_level).label), "text": row.text, "place": row.place, "town": row.town,
        "category": str(Category(row.category).label) if row.category else UNSORTED,
        "level": str(HandlingLevel(row.handling_level).label) if row.handling_level else "",
        "unit": row.handling_org.name if row.handling_org else "", "assigned_on": row.assigned_on, "due_on": due_of_item(row),
        "press": row.press, "pressed_on": row.pressed_on,
        "outcome": str(Outcome(row.outcome).label) if row.outcome else "", "result": row.result, "reply": row.reply_words,
        "replied_on": row.replied_on, "rating": rating_words(row), "state": str(S(row.state).label), "closed_on": row.closed_on,
    }  # fmt: skip


def due_of_item(row: CampaignItem) -> Any:
    """The last day of the handling, from the day it was assigned."""
    if row.assigned_on is None or not row.handling_level:
        return None
    return rules.handling_due(row.handling_level, row.assigned_on, rule_book(row.county_id)).day


def rating_words(row: CampaignItem) -> str:
    """The grade; silence is 未反馈 once the days are over."""
    if row.rating:
        return str(Grade(row.rating).label)
    return "未反馈" if row.state in (S.RATED, S.CLOSED) else ""


def _day_of(row: CampaignItem, slip: str) -> Any:
    return {Sheet.ASSIGN: row.assigned_on, Sheet.PRESS: row.pressed_on}.get(
        Sheet(slip), row.closed_on or row.replied_on
    )


def _said(value: Any) -> str:
    return paper_day(value) if hasattr(value, "year") else str(value or "")
