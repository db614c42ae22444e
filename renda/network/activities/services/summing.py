"""The quarterly summary: drafted from the record, mended and confirmed by a person. Source: DOMAIN H20"""

from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.papers.services import order_paper
from renda.ground.workflow.engine import service
from renda.network.activities import rules
from renda.network.activities.models import Summary
from renda.network.activities.queries import figures_of, words_of
from renda.network.activities.workflow import SUMMARY
from renda.network.stations.models import Station


@service
def draft_summary(
    station: Station, *, actor: Actor, year: int, quarter: int, once: UUID | None = None, note: str = ""
) -> Summary:
    """From what was recorded in the quarter; asked for again, the one that is there. Raises Invalid, NotAllowed."""
    if quarter not in (1, 2, 3, 4) or not 2000 <= year <= 2100:
        raise Invalid("请选哪一年、第几季度。", field="quarter")
    first, last = clock.quarter_span(year, quarter)
    if first > clock.today():
        raise Invalid("这个季度还没有到。", field="quarter")
    known = Summary.objects.filter(county_id=station.county_id, station=station, year=year, quarter=quarter).first()
    if known is not None:
        return known
    figures, sorts = figures_of(station, first, last), words_of(station.county_id).sorts()
    row = Summary(
        county_id=station.county_id, station=station, org_id=station.org_id, town_org_id=station.town_org_id, year=year,
        quarter=quarter, figures=figures, text=rules.summary_lines(station.name, year, quarter, figures, sorts),
    )  # fmt: skip
    SUMMARY.start(row, "draft", actor=actor, once=once, note=note)
    return row


@service
def edit_summary(
    row: Summary, *, actor: Actor, text: str, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Summary:
    SUMMARY.apply(row, "edit", actor=actor, seen=seen, once=once, note=note, text=text)
    return row


@service
def confirm_summary(
    row: Summary, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Summary:
    """The last word; printed as .docx and PDF."""
    SUMMARY.apply(row, "confirm", actor=actor, seen=seen, once=once, note=note, confirmed_on=clock.today())
    facts = {"station": row.station.name, "title": row.title_line(), "text": row.text, "day": row.confirmed_on}
    order_paper(row, "activities/summary", facts, actor=actor, purpose="summary", audience="public")
    return row


@service
def reopen_summary(
    row: Summary, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Summary:
    SUMMARY.apply(row, "reopen", actor=actor, seen=seen, once=once, note=note, confirmed_on=None)
    return row
