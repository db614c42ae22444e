"""The index follows the record while others write."""

from django.db import connections

from renda.demo.cast import build_cast
from renda.ground.county.models import County
from renda.ground.search import services
from renda.ground.search.models import Document
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.tests.factories import collected


def test_others_may_write_while_the_index_follows(copied_db, monkeypatch):
    cast = build_cast(County.objects.create(code="511525", name="高县", short="高", is_default=True))
    rows = [collected(cast, text=f"第{n}条水渠堵了没有人清") for n in range(3)]
    monkeypatch.setattr(services, "AT_A_TIME", 1)
    put, other = services._put_matters, connections["default"].copy()

    def put_after_another(changed):
        with other.cursor() as cursor:
            cursor.execute("UPDATE county_county SET version = version + 1")
        return put(changed)

    monkeypatch.setattr(services, "_put_matters", put_after_another)
    try:
        services.bring_up_to_date()
    finally:
        other.close()
        services._seen.clear()
    found = set(Document.objects.filter(kind=Opinion.kind).values_list("key", flat=True))
    assert found == {str(row.pk) for row in rows}
