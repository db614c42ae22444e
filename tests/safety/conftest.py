"""The cast on a database of its own, where everything commits."""

import pytest


@pytest.fixture
def staged(copied_db):
    from renda.demo.cast import build_cast
    from renda.ground.county.models import County

    row = {"name": "高县", "short": "高", "is_default": True, "is_demo": True}
    return build_cast(County.objects.get_or_create(code="511525", defaults=row)[0])
