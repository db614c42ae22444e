"""A year of lived work: each matter goes through the services as its people would have taken it, day by day.

A matter's key is made from its place in the plan, so that a stopped loading goes on where it was.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from renda.demo.texts import Story, story
from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Held
from renda.ground.people.models import Organisation, Post
from renda.network.stations.models import Station


@dataclass
class Diary:
    """Keeps the day of one matter: each entry is some days after the one before, in office hours, never in the future."""

    dice: random.Random
    moment: datetime
    now: datetime = field(default_factory=clock.now)

    @contextmanager
    def later(self, least: int = 0, most: int = 3) -> Iterator[None]:
        day = self.moment + timedelta(days=self.dice.randint(least, most))
        wanted = day.replace(hour=self.dice.randint(8, 17), minute=self.dice.randint(0, 59))
        self.moment = min(max(wanted, self.moment + timedelta(minutes=self.dice.randint(2, 20))), self.now)
        with clock.at(self.moment):
            yield


class People:
    """Who acts for a body: its post holders as actors, looked up once."""

    def __init__(self, county: County) -> None:
        self.county = county
        rows = Post.objects.filter(county=county).select_related("user", "org").order_by("pk")
        self.posts: dict[tuple[str, int], Post] = {}
        for post in rows:
            self.posts.setdefault((post.role, post.org_id), post)

    def holder(self, role: str, org_id: int) -> Actor:
        return self.actor(self.posts[role, org_id])

    def has(self, role: str, org_id: int) -> bool:
        return (role, org_id) in self.posts

    def actor(self, post: Post) -> Actor:
        held = Held(post.pk, post.role, post.org_id, post.org.label, post.title)
        return Actor(self.county.pk, post.user_id, post.user.name, (held,))

    def village_of(self, station: Station) -> Organisation | None:
        """The body of one of the station's villages that somebody holds a post in."""
        names = [f"{station.town}{village}" for village in station.villages]
        rows = Organisation.objects.filter(county=self.county, name__in=names, kind="village").order_by("pk")
        return next((org for org in rows if self.has("village", org.pk)), None)


def key_of(county: County, series: str, number: int, day: date) -> UUID:
    """A version 7 key of that day, the same each time."""
    digest = int.from_bytes(sha256(f"{county.code}{series}{number}".encode()).digest()[:10], "big")
    stamp = int(datetime(day.year, day.month, day.day, 8, tzinfo=clock.COUNTY_TIME).timestamp() * 1000)
    low = (digest & ~(0xF << 76) & ~(0x3 << 62)) | (0x7 << 76) | (0x2 << 62)
    return UUID(int=(stamp << 80) | low)


def bearer(county: County, pk: UUID) -> Actor:
    return Actor(county.pk, bearer_of=frozenset({pk}))


def live(
    plan: list[dict[str, Any]],
    one: Callable[[dict[str, Any]], None],
    *,
    done: set[UUID],
    say: Callable[[int, int], None],
) -> None:
    """Live each matter of the plan that is not there yet, each in its own transaction."""
    for i, entry in enumerate(plan, start=1):
        if entry["key"] not in done:
            with transaction.atomic():
                one(entry)
        say(i, len(plan))


def days_of_year(dice: random.Random, count: int, *, first: date, last: date) -> list[date]:
    span = (last - first).days
    return sorted(first + timedelta(days=int(span * dice.random())) for _ in range(count))


def story_at(dice: random.Random, station: Station, *, by: str = "") -> Story:
    village = dice.choice(station.villages) if station.villages else "本村"
    return story(dice, town=station.town or "文江镇", village=village, by=by)
