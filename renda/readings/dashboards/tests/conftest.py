import pytest


@pytest.fixture
def year(cast):
    """Takes steps on days of 2026 and counts up to one."""
    from renda.readings.dashboards.tests.factories import Year

    return Year(cast)
