"""What the platform can know of a station, each a plain function of its record: rows, of which some count.

To add one, write five lines: the decorator with key, name and what a row is; a function that gives a `Figure`. An item of a
scheme names the key. Rows carry no resident's word and no deputy's name; figures are of stations, never of persons.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from renda.ground.kernel import clock
from renda.network.activities.states import ActivityState, Sort, SummaryState
from renda.network.funds.states import FundState
from renda.readings.assessments.record import Record
from renda.readings.assessments.rules import Figure, Row, months_between
from renda.voice.opinions.states import Outcome, S

Compute = Callable[[Record, dict[str, int]], Figure]


@dataclass(frozen=True, slots=True)
class Measure:
    """counted: what the numerator counts, `of` what the denominator does, as pages say it."""

    key: str
    name: str
    counted: str
    compute: Compute


MEASURES: dict[str, Measure] = {}


def measure(key: str, name: str, counted: str) -> Callable[[Compute], Compute]:
    def keep(compute: Compute) -> Compute:
        MEASURES[key] = Measure(key, name, counted, compute)
        return compute

    return keep


@measure("months_active", "月月有活动", "有活动的月")
def months_active(record: Record, _params: dict[str, int]) -> Figure:
    """Whole months of the span since the station opened. Source: DOMAIN H20"""
    first = max(record.first, record.station.opened_on or record.first)
    active = {(row.day.year, row.day.month) for row in record.held}
    months = months_between(first, record.last)
    return Figure(tuple(Row(f"{year}年{month}月", (year, month) in active) for year, month in months))


@measure("quarters_summed", "季季有总结", "有定稿总结的季度")
def quarters_summed(record: Record, _params: dict[str, int]) -> Figure:
    """Quarters that are over, whole in the span and since the station opened. Source: DOMAIN H20"""
    first, rows = max(record.first, record.station.opened_on or record.first), []
    for year in range(record.first.year, record.last.year + 1):
        for quarter in (1, 2, 3, 4):
            begins, ends = clock.quarter_span(year, quarter)
            if first <= begins and ends <= record.last:
                key, state = record.summaries.get((year, quarter), (None, ""))
                href = reverse("activities:summary", args=[key]) if key else ""
                rows.append(Row(f"{year}年第{quarter}季度", state == SummaryState.CONFIRMED, href))
    return Figure(tuple(rows))


@measure("receptions_held", "接待日开展", "开展了的接待")
def receptions_held(record: Record, _params: dict[str, int]) -> Figure:
    """Receptions that were planned for a day that is over. Source: DOMAIN H22"""
    planned = [row for row in record.activities if row.sort == Sort.RECEPTION]
    return Figure(tuple(_activity(row.pk, row.day, row.title, row.state == ActivityState.RECORDED) for row in planned))


@measure("recorded_in_time", "活动按时记录", "按时记录的活动")
def recorded_in_time(record: Record, _params: dict[str, int]) -> Figure:
    """Recorded within the county's days after it was held. Source: county rule activity_record"""
    rows = []
    for row in record.held:
        due = record.book.due("activity_record", row.day).day
        rows.append(_activity(row.pk, row.day, row.title, record.recorded_on.get(row.pk, date.max) <= due))
    return Figure(tuple(rows))


@measure("kinds_seen", "活动种类", "开展过的种类")
def kinds_seen(record: Record, params: dict[str, int]) -> Figure:
    seen = {row.sort for row in record.held}
    return Figure(tuple(Row(str(label), key in seen) for key, label in Sort.choices), params.get("want", 0))


@measure("opinions_in_time", "群众意见按期告知", "按期告知的意见")
def opinions_in_time(record: Record, _params: dict[str, int]) -> Figure:
    """Told within the county's longest period; those still inside it, guided elsewhere or withdrawn are left out.

    Source: county rule opinion_county_max
    """
    days, rows = record.book.value("opinion_county_max", record.last), []
    for one in record.opinions:
        until = one["received_on"] + timedelta(days=days)
        in_time = one["told_on"] is not None and one["told_on"] <= until
        is_out = one["state"] == S.GUIDED or one["outcome"] in (Outcome.GUIDED_AWAY, Outcome.WITHDRAWN)
        if is_out or (until >= record.last and not in_time):
            continue
        words = f"{_said(one['received_on'])}收到的意见"
        rows.append(Row(words, in_time, reverse("opinions:detail", args=[one["pk"]])))
    return Figure(tuple(rows))


@measure("facts_filled", "家站资料", "写明了的")
def facts_filled(record: Record, _params: dict[str, int]) -> Figure:
    station = record.station
    facts = (("地址", station.address), ("开放时间", station.hours), ("代表接待日", station.reception))
    href = station.get_absolute_url()
    return Figure(tuple(Row(label, bool(value.strip()), href) for label, value in facts))


@measure("standards_met", "标准达标", "有了的项")
def standards_met(record: Record, _params: dict[str, int]) -> Figure:
    """Items of the county's checks that are settled, lists and years of the span. Source: DOMAIN H6, H7"""
    rows = (
        Row(f"{one.year}年{one.checklist.title}：{name}", name not in one.gaps, one.get_absolute_url())
        for one in record.checks for name in one.checklist.names
    )  # fmt: skip
    return Figure(tuple(rows))


@measure("members_assigned", "代表编入", "已满足的要求")
def members_assigned(record: Record, params: dict[str, int]) -> Figure:
    """Whether enough deputies belong to the station. Source: DOMAIN H8; the least number is the scheme's"""
    least = params.get("least", 1)
    words = f"编入的在任代表不少于{least}名"
    return Figure((Row(words, record.has_members >= least, record.station.get_absolute_url()),))


@measure("money_settled", "经费结算", "已结算的年度")
def money_settled(record: Record, _params: dict[str, int]) -> Figure:
    """Years that are over, of the body that keeps the station. Source: 代表法 (2025) art. 42, DOMAIN H14"""
    rows = (Row(row.title_line(), row.state == FundState.SETTLED, row.get_absolute_url()) for row in record.funds)
    return Figure(tuple(rows))


def _activity(pk: object, day: date, title: str, counts: bool) -> Row:
    return Row(f"{_said(day)}{title}", counts, reverse("activities:show", args=[pk]))


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
