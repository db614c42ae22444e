"""A county of nothing but texts: the cast, sixty stations, opinions and suggestions written straight into their tables.

`python -m bench.search_texts PART SEED [FOLDER]` in the product's environment. Each text is two to six sentences drawn by the seed from the
stories of the demo and, if a folder is named, from the .csv of messages in it. Prints the sessions of four callers.
"""

import csv
import json
import random
import re
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

SENTENCE = re.compile(r"[^。！？\n]{8,80}[。！？]?")
MOST_SENTENCES = 60_000
STATIONS, OPINIONS, SUGGESTIONS, DEPUTIES, AT_A_TIME = 60, 200_000, 20_000, 300, 2000


def main(part: float, seed: int, folder: str) -> None:
    from bench.prepare import sign_in
    from renda.demo.cast import build_cast
    from renda.ground.county.models import County

    dice = random.Random(seed)
    county = County.objects.create(code="511525", name="高县", short="高", is_default=True, is_demo=True)
    cast = build_cast(county, with_other=False)
    pool = sorted(
        set(_stories(dice))
        | {sentence for file in sorted(Path(folder).rglob("*.csv")) if folder for sentence in _of_table(file)}
    )
    dice.shuffle(pool)
    texts = _texts(dice, pool[:MOST_SENTENCES])
    _write_opinions(cast, _stations(cast), texts, dice, int(OPINIONS * part))
    _write_suggestions(cast, texts, dice, int(SUGGESTIONS * part))
    print(
        json.dumps(
            {
                "sessions": {
                    name: sign_in(getattr(cast, name).user_id) for name in ("office", "liaison", "deputy", "clerk")
                }
            }
        )
    )


def _stories(dice: random.Random) -> Iterator[str]:
    from renda.demo.texts import PLACES, story

    for _ in range(3000):
        told = story(
            dice, town="庆符镇", village=dice.choice(("同庆社区", "长丰村", "麻柳村", "公平社区", "滨江社区", "龙旺村"))
        )
        for value in (
            vars(told).values() if hasattr(told, "__dict__") else [getattr(told, name) for name in told.__slots__]
        ):
            yield from SENTENCE.findall(value) if isinstance(value, str) else []
    yield from PLACES


def _of_table(file: Path) -> Iterator[str]:
    csv.field_size_limit(10_000_000)
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        for row in csv.reader(lines):
            for value in row:
                yield from SENTENCE.findall(value)


def _texts(dice: random.Random, pool: list[str]) -> Iterator[str]:
    while True:
        yield "".join(dice.choice(pool) for _ in range(dice.randint(2, 6)))


def _stations(cast: Any) -> list[Any]:
    from renda.ground.people.models import Organisation
    from renda.network.stations.models import Station

    first = Station.objects.select_related("org").get(pk=cast.places.station.pk)
    orgs = [
        Organisation(county=cast.county, kind=first.org.kind, name=f"第{n}片区代表联络站")
        for n in range(2, STATIONS + 1)
    ]
    Organisation.objects.bulk_create(orgs)
    more = [
        Station(county=cast.county, org=org, name=org.name, town=first.town, town_org=first.town_org) for org in orgs
    ]
    Station.objects.bulk_create(more)
    return [first, *more]


def _write_opinions(cast: Any, stations: list[Any], texts: Iterator[str], dice: random.Random, count: int) -> None:
    from renda.ground.kernel import clock
    from renda.voice.opinions.models import Opinion

    units = [cast.clerk.posts[0].org_id, cast.co_clerk.posts[0].org_id, None, None, None, None]
    for begin in range(0, count, AT_A_TIME):
        rows = [
            Opinion(county=cast.county, state="closed", text=next(texts), station=dice.choice(stations), target_org_id=dice.choice(units),
                    created_at=clock.now() - timedelta(minutes=dice.randint(0, 3 * 365 * 1440)))
            for _ in range(min(AT_A_TIME, count - begin))
        ]  # fmt: skip
        Opinion.objects.bulk_create(rows)


def _deputies(cast: Any) -> list[int]:
    """The deputy of the cast and as many as a county's congress has."""
    from renda.network.deputies.models import Deputy

    first = Deputy.objects.get(pk=cast.seats.deputy.pk)
    more = [
        Deputy(county=cast.county, congress=first.congress, name=f"代表{n}", district=f"第{n}选区")
        for n in range(2, DEPUTIES + 1)
    ]
    return [first.pk, *(one.pk for one in Deputy.objects.bulk_create(more))]


def _write_suggestions(cast: Any, texts: Iterator[str], dice: random.Random, count: int) -> None:
    from renda.ground.kernel import clock
    from renda.voice.suggestions.models import Suggestion

    office, unit, seats = cast.office.posts[0].org_id, cast.clerk.posts[0].org_id, _deputies(cast)
    for begin in range(0, count, AT_A_TIME):
        rows = []
        for n in range(begin, min(begin + AT_A_TIME, count)):
            at, text = clock.now() - timedelta(minutes=dice.randint(0, 3 * 365 * 1440)), next(texts)
            day = clock.day_of(at)
            rows.append(
                Suggestion(county=cast.county, state="closed", congress_id=cast.orgs.congress, office_id=office, lead_org_id=unit,
                           proposer_id=dice.choice(seats), title=text[:30], problem=text, number_text=f"建议第{n:03d}号",
                           number_short=f"{n:03d}", submitted_at=at, assigned_on=day, disclosure="full" if n % 3 else "",
                           published_on=day if n % 3 else None)
            )  # fmt: skip
        Suggestion.objects.bulk_create(rows)


if __name__ == "__main__":
    django.setup()
    main(float(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
