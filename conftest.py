"""The stage of every test: a data folder of its own, one key ring, cheap passwords, the cast.

Everything above the fixtures runs before Django reads its settings. `DATABASE_URL` picks the database.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

_memory = Path("/dev/shm")
DATA = Path(tempfile.mkdtemp(prefix="renda-test-", dir=_memory if os.access(_memory, os.W_OK) else None))
atexit.register(shutil.rmtree, DATA, ignore_errors=True)
os.environ["RENDA_DATA"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "renda.config.settings"
os.environ.setdefault("RENDA_LOG", "ERROR")
os.environ.pop("RENDA_HTTPS", None)

from django.conf import settings  # noqa: E402

from renda.ground.kernel.sealed import make_ring, write_ring  # noqa: E402

write_ring(make_ring(), Path(settings.KEY_FILE))
Path(settings.STATIC_ROOT).mkdir(exist_ok=True)
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
settings.ALLOWED_HOSTS = ["*"]
if "sqlite3" in str(settings.DATABASES["default"]["ENGINE"]):
    # A file, as in service: an in-memory database would lock and copy differently.
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(DATA / "test.sqlite3")

DATABASE = {"db", "transactional_db", "copied_db"}
COUNTY = {"name": "高县", "short": "高", "is_default": True, "is_demo": True}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test of renda/ or of its structure that may not touch the database runs beside one of the two."""
    for item in items:
        asks = item.get_closest_marker("django_db") or DATABASE & set(getattr(item, "fixturenames", ()))
        if not asks and item.nodeid.startswith(("renda/", "tests/architecture/")):
            item.add_marker("once")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_modify_db_settings: None,
    django_db_blocker: Any,
) -> Iterator[None]:  # fmt: skip
    """The migrated test database, also where only tests over copies of it are selected (pytest-django would skip it)."""
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    from tests.templates import lay_template

    keeps = request.config.getoption("reuse_db")
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            lay_template(Path(connection.creation._get_test_db_name()))
        made = setup_databases(
            verbosity=0, interactive=False, keepdb=keeps or connection.vendor == "sqlite", serialized_aliases=[]
        )
    yield
    if not keeps:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def steady_rail(monkeypatch: pytest.MonkeyPatch) -> None:
    """The numbers in the rail are kept for seconds of the clock: here for the whole test, and none from the one before."""
    from renda.readings.workbench import context

    context._kept.clear()
    monkeypatch.setattr(context, "KEPT_SECONDS", 3600)


@pytest.fixture
def county(db: None) -> Any:
    """The demo county without people."""
    from renda.ground.county.models import County

    return County.objects.get_or_create(code="511525", defaults=COUNTY)[0]


@pytest.fixture
def cast(county: Any) -> Any:
    """One actor for each role of the demo county, and the numbers of its organisations (`cast.orgs`)."""
    from renda.demo.cast import build_cast

    return build_cast(county)


@pytest.fixture
def client_of(cast: Any) -> Callable[[str], Any]:
    """`client_of("office")` is a browser signed in as that member of the cast; `client_of("resident")` is a visitor."""
    from django.test import Client

    from renda.ground.people.models import User

    def sign_in(name: str) -> Client:
        client, actor = Client(), getattr(cast, name)
        if actor.user_id:
            client.force_login(User.objects.get(pk=actor.user_id))
        return client

    return sign_in


@pytest.fixture
def copied_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A copy of the migrated database for tests that commit: threads, races, killed processes.

    It is thrown away whole, because emptying tables would meet the rules that guard the history.
    """
    from tests.copies import copied_database

    with django_db_blocker.unblock(), copied_database(DATA):
        yield


@pytest.fixture
def live_url(copied_db: None) -> Iterator[str]:
    """The address of a server of this process over `copied_db`: what is committed here is seen there."""
    from tests.copies import serving

    with serving() as url:
        yield url
