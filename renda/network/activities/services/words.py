"""The county's own words: kinds, tags and topics renamed, added, switched off; and why a month of a station stayed empty."""

from collections.abc import Iterable, Mapping
from datetime import date
from secrets import token_hex
from typing import Any

from django.db import transaction

from renda.ground.county.services.books import renew
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.network.activities import rules
from renda.network.activities.access import keeps, keeps_words
from renda.network.activities.models import Activity, GapReason, Word
from renda.network.activities.queries import words_of
from renda.network.activities.states import ALWAYS, Family, Sort, Words
from renda.network.stations.models import Station

LONGEST, MOST_OWN = 20, 30


@transaction.atomic
def set_words(county_id: int, *, actor: Actor, family: str, lines: Iterable[Mapping[str, Any]]) -> Words:
    """Names of a family as they shall be from now on; what was recorded keeps its key and shows the new name.

    lines: `key` (empty: a new word), `label`, `is_on`, `sort` (of a new kind). Raises Invalid, NotAllowed. Source: DOMAIN H12, P1
    """
    if county_id != actor.county_id or not keeps_words(actor):
        raise NotAllowed("活动的种类、标签和学习内容由代表工作机构或者管理员来定。")
    if family not in Family.values:
        raise Invalid("没有这一类。", field="family")
    for line in lines:
        _set_word(county_id, family, line)
    labels = [one.label for one in _now(county_id).of_family(family)]
    if twice := next((label for label in labels if labels.count(label) > 1), ""):
        raise Invalid(f"“{twice}”有两个，请改一个名称。", field="label")
    renew(county_id)
    return words_of(county_id)


def _set_word(county_id: int, family: str, line: Mapping[str, Any]) -> None:
    key, label, is_on = str(line.get("key", "")), str(line.get("label", "")).strip(), bool(line.get("is_on", True))
    known = _now(county_id).find(family, key) if key else None
    if key and known is None:
        raise Invalid("没有这个词，请从表里改。", field="key")
    if not 0 < len(label) <= LONGEST:
        raise Invalid(f"名称请写1到{LONGEST}个字。", field="label")
    if key in ALWAYS and not is_on:
        raise Invalid("值班表排的就是这一种，可以改名，不能停用。", field="is_on")
    sort = known.sort if known else str(line.get("sort", "")) if family == Family.KIND else ""
    if family == Family.KIND and sort not in Sort.values:
        raise Invalid("请选它在簿册和统计里算哪一种。", field="sort")
    if known and (known.label, known.is_on) == (label, is_on):
        return
    if not key and Word.objects.filter(county_id=county_id, family=family, key__startswith="own_").count() >= MOST_OWN:
        raise Invalid(f"自己加的词最多{MOST_OWN}个，不用的可以改名再用。", field="label")
    facts = {"label": label, "is_on": is_on, "sort": sort}
    Word.objects.update_or_create(county_id=county_id, family=family, key=key or f"own_{token_hex(4)}", defaults=facts)


def _now(county_id: int) -> Words:
    """As the rows stand in this transaction, past what is kept."""
    return Word.objects.filter(county_id=county_id).as_words()


@transaction.atomic
def explain_gap(station: Station, *, actor: Actor, year: int, month: int, reason: str) -> GapReason:
    """Why a month had no activity; said again, the later word holds. The month stays a gap. Raises Invalid, NotAllowed."""
    if not keeps(actor, station):
        raise NotAllowed("空着的月份由家站、镇人大主席团或者代表工作机构来说明。")
    words = " ".join(reason.split())
    if not 1 <= month <= 12 or not 2000 <= year <= 2100 or date(year, month, 1) >= clock.today().replace(day=1):
        raise Invalid("只有过去了的月份才说明。", field="month")
    if not 0 < len(words) <= 80:
        raise Invalid("请用80个字以内写明为什么没有活动。", field="reason")
    first, last = rules.month_span(year, month)
    if Activity.objects.filter(county_id=station.county_id, station=station).recorded_in(first, last).exists():
        raise Invalid("这个月有活动，不用说明。", field="month")
    facts = {"reason": words, "said_at": clock.now(), "said_by_id": actor.user_id}
    row, _ = GapReason.objects.update_or_create(
        county_id=station.county_id, station=station, year=year, month=month, defaults=facts
    )
    return row
