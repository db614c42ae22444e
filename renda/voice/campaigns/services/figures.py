"""Counts a campaign: one grouped query over its index, kept for the pages together with the moment."""

from typing import Any
from uuid import UUID

from django.db.models import Count

from renda.ground.kernel import clock
from renda.network.deputies.states import Level
from renda.voice.campaigns import rules
from renda.voice.campaigns.models import Campaign, CampaignAction, Totals
from renda.voice.campaigns.queries.pages import grouped
from renda.voice.campaigns.states import (
    ANSWERED,
    UNSORTED,
    CampaignState,
    Category,
    Grade,
    HandlingLevel,
    Outcome,
    S,
)

Lines = list[list[Any]]


def count_campaign(campaign_id: UUID, county_id: int) -> Totals | None:
    """Count and keep. None if there is no such campaign."""
    if not Campaign.objects.filter(pk=campaign_id, county_id=county_id).exists():
        return None
    data = {**_items(campaign_id, county_id), "actions": _actions(campaign_id, county_id)}
    counted = {"data": data, "counted_at": clock.now(), "county_id": county_id}
    return Totals.objects.update_or_create(campaign_id=campaign_id, defaults=counted)[0]


def count_running() -> int:
    """Every campaign that runs, one after the other. Returns how many."""
    running = list(Campaign.objects.filter(state=CampaignState.OPEN).values_list("pk", "county_id"))
    for campaign_id, county_id in running:
        count_campaign(campaign_id, county_id)
    return len(running)


def _items(campaign_id: UUID, county_id: int) -> dict[str, Any]:
    """What was withdrawn counts nowhere. Each line: key, words, all, answered, closed."""
    rows = [row for row in grouped(campaign_id, county_id) if row["state"] != S.WITHDRAWN]
    for row in rows:
        row["is_answered"], row["is_closed"] = row["state"] in ANSWERED, row["state"] == S.CLOSED
    answered = [row for row in rows if row["is_answered"]]
    return {
        "total": _sum(rows), "answered": _sum(answered), "closed": sum(row["n"] for row in rows if row["is_closed"]),
        "states": _plain(rows, "state", S), "outcomes": _plain(answered, "outcome", Outcome),
        "ratings": _ratings(answered),
        "deputy_levels": _lines(rows, "deputy_level", {str(k): str(w) for k, w in reversed(Level.choices)}),
        "levels": _lines(rows, "handling_level", {**_words(HandlingLevel), "": "还没定"}),
        "categories": _lines(rows, "category", {**_words(Category), "": UNSORTED}),
        "towns": _lines(rows, "town", {"": "没写明乡镇"}),
    }  # fmt: skip


def _actions(campaign_id: UUID, county_id: int) -> dict[str, int]:
    rows = CampaignAction.objects.filter(county_id=county_id, campaign_id=campaign_id).order_by()
    counts: dict[str, int] = dict(rows.values_list("state").annotate(n=Count("pk")))
    return {**counts, "total": sum(n for state, n in counts.items() if state != "dropped")}


def _sum(rows: list[dict[str, Any]]) -> int:
    return sum(row["n"] for row in rows)


def _words(choices: Any) -> dict[str, str]:
    return {str(key): str(word) for key, word in choices.choices}


def _plain(rows: list[dict[str, Any]], by: str, choices: Any) -> Lines:
    """Counts in the order of the choices, those of none left out."""
    counts = [(key, word, sum(row["n"] for row in rows if row[by] == key)) for key, word in _words(choices).items()]
    return [[key, word, n] for key, word, n in counts if n]


def _ratings(answered: list[dict[str, Any]]) -> Lines:
    """Three grades and 未反馈; those still within their days stand apart and are no silence yet."""
    over = [row for row in answered if row["state"] != S.REPLIED]
    lines: Lines = [
        [key, word, sum(row["n"] for row in over if row["rating"] == key)] for key, word in _words(Grade).items()
    ]
    silent = sum(row["n"] for row in over if not row["rating"])
    waiting = sum(row["n"] for row in answered if row["state"] == S.REPLIED)
    return [*lines, ["", "未反馈", silent], ["waiting", "等代表评价", waiting]]


def _lines(rows: list[dict[str, Any]], by: str, words: dict[str, str]) -> Lines:
    found = rules.sums(rows, by, list(words))
    return [[key, words.get(key, key), line["total"], line["answered"], line["closed"]] for key, line in found]
