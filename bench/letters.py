"""Letters on one matter found through the database: what `renda evaluate alike` judges in memory, through the index and `near`.

`python -m bench.letters FILES [VERDICTS]` in the product's environment, on an empty database. Prints one JSON object as its last line.
"""

import json
import sys
from collections.abc import Hashable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import django
from django.conf import settings

KIND = "letter"
COUNTED_EVERY = 500


class Indexed:
    """The letters as public texts of the index, written one after the other; words are counted anew every five hundred."""

    def __init__(self) -> None:
        from renda.ground.county.models import County
        from renda.ground.kernel.actor import Actor
        from renda.ground.search.models import Document

        county, _ = County.objects.get_or_create(
            code="511525", defaults={"name": "高县", "short": "高", "is_demo": True}
        )
        self.reader, self.written = Actor(county_id=county.pk), 0
        Document.objects.all().delete()

    def add(self, key: Hashable, text: str) -> None:
        from renda.ground.kernel import clock
        from renda.ground.search import services
        from renda.ground.search.declare import PUBLIC, Text, source_of

        at = clock.now() - timedelta(days=900) + timedelta(minutes=self.written)
        letter = Text(title="", at=at, href="/", keys=frozenset({PUBLIC}), text=text)
        services.write_texts(source_of(KIND), {(self.reader.county_id, str(key), ""): letter}, [str(key)])
        self.written += 1
        if self.written % COUNTED_EVERY == 0:
            services.count_words()

    def alike(self, text: str) -> list[Any]:
        from renda.ground.search.near import near

        return near(self.reader, text, kinds=[KIND])


class Everything:
    """Stands in for the rows of a subject: all of them are visible."""

    def filter(self, pk__in: Any) -> Any:
        return SimpleNamespace(order_by=lambda: SimpleNamespace(values_list=lambda *_, **__: list(pk__in)))


def main(files: str, verdicts: str) -> None:
    from renda.ground.search.advice import evaluate
    from renda.ground.search.models import Following

    settings.SEARCH = ["bench.letters"]
    Following.objects.get_or_create(pk=1)
    words = ["alike", "--test", files, *(["--verdicts", verdicts] if verdicts else [])]
    print(json.dumps(evaluate.report_of(words, finder=Indexed)))


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")
elif settings.configured:
    from renda.ground.search.declare import Source
    from renda.ground.search.models import Document

    SOURCES = (Source(KIND, "来信", Document.objects.none, lambda row: (), lambda actor: Everything()),)
