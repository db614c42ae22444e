"""Gives the copies of a grown county texts of their own: sentences of the county's record, and of a folder of messages if one is named, mixed by a seed.

`python -m bench.search_texts SEED [FOLDER]` in the product's environment, before the index is built. Prints how many sentences there were.
"""

import csv
import random
import re
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import django

SENTENCE = re.compile(r"[^。！？\n]{8,80}[。！？]?")
TITLES = """UPDATE suggestions_suggestion t SET title = left(m.words, 30), submitted_at = m.at
    FROM mixed m WHERE m.id = t.id AND t.submitted_at IS NOT NULL"""
MOST_SENTENCES = 60_000


def main(seed: int, folder: str) -> None:
    from django.db import connection

    from renda.ground.kernel import clock

    pool, chance = sorted(sentences(folder)), random.Random(seed)
    chance.shuffle(pool)
    pool = pool[:MOST_SENTENCES]
    now = clock.now()
    with connection.cursor() as cursor:
        for table, field in (("opinions_opinion", "text"), ("suggestions_suggestion", "problem")):
            hidden = "WHERE erased_at IS NULL" if field == "text" else ""
            cursor.execute(f"SELECT id FROM {table} {hidden} ORDER BY id")
            keys = [key for (key,) in cursor.fetchall()]
            cursor.execute("CREATE TEMP TABLE mixed (id uuid PRIMARY KEY, words text, at timestamptz)")
            with cursor.copy("COPY mixed FROM STDIN") as copy:
                for key in keys:
                    words = "".join(chance.choice(pool) for _ in range(chance.randint(2, 6)))
                    copy.write_row((key, words, now - timedelta(minutes=chance.randint(0, 3 * 365 * 1440))))
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(f"UPDATE {table} t SET {field} = m.words, created_at = m.at FROM mixed m WHERE m.id = t.id")
            if field == "problem":
                cursor.execute(TITLES)
            cursor.execute("SET session_replication_role = DEFAULT")
            cursor.execute("DROP TABLE mixed")
        cursor.execute("VACUUM ANALYZE opinions_opinion, suggestions_suggestion")
    print(len(pool))


def sentences(folder: str) -> set[str]:
    from renda.network.activities.models import Activity
    from renda.voice.opinions.models import Opinion
    from renda.voice.suggestions.models import Suggestion

    texts = [
        *Opinion.objects.values_list("text", flat=True).distinct(),
        *Activity.objects.values_list("result", flat=True).distinct(),
    ]
    texts += Suggestion.objects.values_list("problem", flat=True).distinct()
    found = {sentence for text in texts for sentence in SENTENCE.findall(text)}
    for file in sorted(Path(folder).rglob("*.csv")) if folder else []:
        found.update(_of_table(file))
    return found


def _of_table(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.reader(lines):
            for value in row:
                yield from SENTENCE.findall(value)


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
