import copy
from pathlib import Path

import pytest

from renda.ground.notices.testing import Gateway, MailServer


@pytest.fixture(autouse=True)
def trial_texts(settings):
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates


@pytest.fixture
def gateway():
    with Gateway() as gateway:
        yield gateway


@pytest.fixture
def mails():
    with MailServer() as server:
        yield server


@pytest.fixture
def ways(settings):
    """`ways(sms=url)`: the channels this installation has; the rest are closed."""
    settings.CHANNEL_KEY = "trial key"

    def use(**urls):
        settings.CHANNELS = {"sms": "", "email": "", "chat": "", **urls}

    use()
    return use


@pytest.fixture
def water(county):
    from renda.ground.notices.tests.factories import make_org

    return make_org(county)


@pytest.fixture
def clerk(county, water):
    from renda.ground.notices.tests.factories import PHONE, give_post, make_user

    user = make_user(county, "clerk", phone=PHONE, email="clerk@example.cn", wants_chat=True)
    give_post(user, water)
    return user


@pytest.fixture
def matter(county):
    from renda.ground.notices.tests.factories import TrialMatter

    return TrialMatter(county.pk)
