"""Which items say much the same: by shared pairs of characters within one campaign and category. In the worker, never in a page.

Cheap and honest: no model, and what is shared is shown. What many have in common (a third of a large group) tells nothing
and is left out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.db import transaction

from renda.voice.campaigns import rules
from renda.voice.campaigns.models import CampaignItem, Similar
from renda.voice.campaigns.states import S

MOST_COMPARED = 20_000
MOST_KEPT = 5
COMMON_FROM = 60  # a pair that stands in more texts than this, and in more than a twentieth of all, is common
Text = tuple[UUID, str]


def compare_items(campaign_id: UUID, county_id: int) -> int:
    """Look for items like those not compared yet; returns how many were looked at. Called again it finds nothing to do."""
    rows = CampaignItem.objects.filter(county_id=county_id, campaign_id=campaign_id, is_compared=False)
    categories = sorted(rows.order_by().values_list("category", flat=True).distinct())
    return sum(_compare_category(campaign_id, county_id, category) for category in categories)


def compare_running() -> int:
    """Every campaign with items not compared yet."""
    rows = CampaignItem.objects.filter(is_compared=False).order_by()
    todo = list(rows.values_list("campaign_id", "county_id").distinct())
    return sum(compare_items(campaign_id, county_id) for campaign_id, county_id in todo)


def _compare_category(campaign_id: UUID, county_id: int, category: str) -> int:
    rows = CampaignItem.objects.filter(county_id=county_id, campaign_id=campaign_id, category=category)
    rows = rows.exclude(state=S.WITHDRAWN).order_by("-pk")
    texts: list[Text] = list(rows.values_list("pk", "text")[:MOST_COMPARED])
    fresh = set(rows.filter(is_compared=False).values_list("pk", flat=True)[:MOST_COMPARED])
    found = list(_alike(texts, fresh))
    with transaction.atomic():
        Similar.objects.filter(county_id=county_id, one__in=fresh).delete()
        Similar.objects.filter(county_id=county_id, other__in=fresh).delete()
        Similar.objects.bulk_create(
            [Similar(county_id=county_id, one_id=one, other_id=other, percent=percent, shared=shared[:80])
             for one, other, percent, shared in found], batch_size=500, ignore_conflicts=True,
        )  # fmt: skip
        CampaignItem.objects.filter(
            county_id=county_id, campaign_id=campaign_id, category=category, is_compared=False
        ).update(is_compared=True)
    return len(fresh)


def _alike(texts: list[Text], fresh: set[UUID]) -> Iterator[tuple[UUID, UUID, int, str]]:
    """Each pair once, for every fresh text its likest five, with what both say."""
    grams = [rules.pairs(text) for _, text in texts]
    where = _index(grams)
    seen: set[tuple[UUID, UUID]] = set()
    for i, (key, text) in enumerate(texts):
        if key not in fresh:
            continue
        for j, percent in _nearest(i, grams, where):
            other, words = texts[j]
            pair = (min(key, other), max(key, other))
            shared = rules.shared_words(text, words) if pair not in seen else ""
            if shared:
                seen.add(pair)
                yield *pair, percent, shared


def _index(grams: list[frozenset[str]]) -> dict[str, list[int]]:
    where: dict[str, list[int]] = defaultdict(list)
    for i, found in enumerate(grams):
        for gram in found:
            where[gram].append(i)
    most = max(COMMON_FROM, len(grams) // 20)
    return {gram: places for gram, places in where.items() if 1 < len(places) <= most}


def _nearest(i: int, grams: list[frozenset[str]], where: dict[str, list[int]]) -> list[tuple[int, int]]:
    counts = Counter(j for gram in grams[i] for j in where.get(gram, ()) if j != i)
    likely = [j for j, _ in counts.most_common(MOST_KEPT * 4)]
    scored = sorted(((j, rules.alike(grams[i], grams[j])) for j in likely), key=lambda pair: -pair[1])
    return [(j, percent) for j, percent in scored[:MOST_KEPT] if percent >= rules.LEAST_ALIKE]
