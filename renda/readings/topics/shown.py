"""Topics as pages and programs show them: by figures, a title from an opinion the reader may see, months for the chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.text import mask_phones
from renda.ground.papers.rules import paper_day
from renda.readings.topics.models import TopicOpinion
from renda.readings.topics.queries import Asked, TopicOpinionQuerySet, standing_for, towns_of
from renda.readings.topics.states import LEAST, LEAST_SETTING, PERIODS, USUAL_PERIOD
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.states import Category, S

SHOWN, CHART_MONTHS, TOWNS_NAMED = 40, 12, 3
MOST_TAKEN = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A topic in figures of the opinions the reader may see. people: whoever left the same number counts once."""

    key: UUID
    title: str
    category: str
    size: int
    people: int
    recent: int
    before: int
    first_on: date
    last_on: date
    towns: Sequence[str]

    @property
    def href(self) -> str:
        return reverse("topics:topic", args=[self.key])

    @property
    def growth(self) -> int:
        return self.recent - self.before

    @property
    def towns_line(self) -> str:
        named = "、".join(self.towns[:TOWNS_NAMED])
        return f"{named}等{len(self.towns)}处" if len(self.towns) > TOWNS_NAMED else named


def asked_from(given: Any, today: date) -> tuple[Asked, str]:
    """What stands in the address, and the period's key; what is not among the choices counts as not asked."""
    period = given.get("period", "")
    period = period if period in PERIODS else USUAL_PERIOD
    category = given.get("category", "")
    category = category if category in Category.values else ""
    town = given.get("town", "")[:40].replace("\0", "")
    return Asked(today - timedelta(days=int(period) - 1), town, category), period


def least_of(county: Any) -> int:
    """From how many opinions on a topic is listed. Local: the county's setting."""
    given = county.settings.get(LEAST_SETTING, LEAST)
    return given if isinstance(given, int) and given > 1 else LEAST


def lines_of(rows: TopicOpinionQuerySet, least: int) -> list[Line]:
    """The hottest topics among these rows. Four queries for any number."""
    found = list(rows.hottest(least, clock.today())[:SHOWN])
    ours = rows.of(row["head"] for row in found)
    stands, towns = standing_for(ours), towns_of(ours)
    opinions = Opinion.objects.in_bulk(list(stands.values()))
    return [_line(row, opinions[stands[row["head"]]], towns[row["head"]]) for row in found]


def _line(row: dict[str, Any], opinion: Opinion, towns: Sequence[str]) -> Line:
    facts = {name: row[name] for name in ("size", "people", "recent", "before", "first_on", "last_on")}
    return Line(
        key=row["head"], title=opinion.title_line(), category=opinion.get_category_display(), towns=towns, **facts
    )


@dataclass(frozen=True, slots=True)
class Whole:
    """One topic with the words that stand for it."""

    line: Line
    opinion: Opinion

    @property
    def text(self) -> str:
        return mask_phones(self.opinion.text)


def whole_of(rows: TopicOpinionQuerySet, key: UUID) -> Whole | None:
    """The topic from the rows the reader may see; None if there are none."""
    ours = rows.of([key])
    found = ours.hottest(1, clock.today()).first()
    if found is None:
        return None
    opinion = Opinion.objects.get(pk=standing_for(ours)[key])
    return Whole(_line(found, opinion, towns_of(ours)[key]), opinion)


def list_chart(rows: TopicOpinionQuerySet, lines: Sequence[Line], today: date) -> dict[str, Any]:
    """All opinions by month, and those that belong to a topic of the list."""
    every, listed = rows.by_month(), rows.of(line.key for line in lines).by_month()
    months = _months(today, min(every, default=today))
    return _chart(
        [[_month(m), every.get(m, 0), listed.get(m, 0)] for m in months], ["收到", "其中在热点里"], "每月收到的群众意见"
    )


def topic_chart(rows: TopicOpinionQuerySet, today: date) -> dict[str, Any]:
    found = rows.by_month()
    return _chart(
        [[_month(m), found.get(m, 0)] for m in _months(today, min(found, default=today))], ["收到"], "每月收到多少条"
    )


def _chart(rows: list[list[Any]], series: list[str], label: str) -> dict[str, Any]:
    return {"kind": "columns", "rows": rows, "series": series, "head": "月份", "label": label}


def _months(today: date, first: date) -> list[date]:
    """The last twelve months at most, from the first one on."""
    months, month = list[date](), today.replace(day=1)
    while len(months) < CHART_MONTHS and (not months or month >= first.replace(day=1)):
        months.append(month)
        month = (month - timedelta(days=1)).replace(day=1)
    return months[::-1]


def _month(first: date) -> str:
    return f"{first.year}年{first.month}月"


# --- what can be made of a topic --------------------------------------------------------------------------------------


def draft_href(rows: TopicOpinionQuerySet, actor: Actor) -> str:
    """The form of a suggestion with the topic's opinions, what stands for it first; empty if none is free to be taken."""
    free = {S.SCREENED: True, S.TAKEN: False}
    found = rows.filter(opinion__state__in=free).select_related("opinion__deputy").order_by("-share", "at", "pk")
    keys = [str(row.opinion_id) for row in found if free[S(row.opinion.state)] or _is_own(row.opinion, actor)][
        :MOST_TAKEN
    ]
    return f"{reverse('suggestions:draft')}?{urlencode([('opinion', key) for key in keys])}" if keys else ""


def _is_own(opinion: Opinion, actor: Actor) -> bool:
    return opinion.deputy is not None and opinion.deputy.user_id == actor.user_id


def proposal_of(whole: Whole, placings: Sequence[TopicOpinion]) -> dict[str, str]:
    """What a proposal for supervision begins with: title, figures with the day they are of, sources by number."""
    line = whole.line
    numbers = "、".join(row.opinion.number_line() for row in placings)
    return {
        "sort": "may",
        "proposer": "council",
        "title": f"关于“{line.title}”等群众集中反映事项的监督建议",
        "reasons": (
            f"截至{paper_day(clock.today())}，群众在家站反映同一件事{line.size}条，涉及{line.people}人，{line.towns_line}。"
            f"最早{paper_day(line.first_on)}，最近{paper_day(line.last_on)}；近30天{line.recent}条，再前30天{line.before}条。\n"
            f"群众原话：{whole.text}"
        ),
        "basis": f"群众意见{len(placings)}条：{numbers}。"[:2000],
    }  # fmt: skip
