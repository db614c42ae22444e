from datetime import timedelta

import pytest

from renda.ground.kernel.clock import at, now
from renda.ground.kernel.errors import Invalid
from renda.ground.people import services
from renda.ground.people.models import OneTimeCode, Post, Throttle
from renda.ground.people.tests.factories import actor_of


def test_what_is_over_is_dropped(clerk, admin):
    from renda.ground.people.tasks import tidy_people

    services.make_slip(clerk, actor=actor_of(admin))
    services.throttle("key", limit=1, seconds=60)
    with at(now() + timedelta(days=20)):
        tidy_people.func()
    assert not OneTimeCode.objects.exists()
    assert not Throttle.objects.exists()


def test_a_closed_account_gets_no_slip(clerk, admin):
    services.close_account(clerk, actor=actor_of(admin))
    with pytest.raises(Invalid):
        services.make_slip(clerk, actor=actor_of(admin))


DAY = now().date()


@pytest.mark.parametrize(("days", "words"), [((0, -1), "不能早于起日"), ((0, 400), "最长")])
def test_standing_in_has_days_that_fit(clerk, colleague, days, words):
    post = Post.objects.get(user=clerk)
    from_on, to_on = (DAY + timedelta(days=n) for n in days)
    with pytest.raises(Invalid, match=words):
        services.appoint_stand_in(post, user=colleague, from_on=from_on, to_on=to_on, actor=actor_of(colleague))


def test_a_borrowed_post_is_not_lent_on(clerk, colleague, admin, make, county):
    third = make.make_user(county)
    lent = services.appoint_stand_in(
        Post.objects.get(user=clerk), user=third, from_on=DAY, to_on=DAY, actor=actor_of(admin)
    )
    with pytest.raises(Invalid, match="不能再转"):
        services.appoint_stand_in(lent, user=colleague, from_on=DAY, to_on=DAY, actor=actor_of(admin))
    with pytest.raises(Invalid, match="本人代本人"):
        services.appoint_stand_in(
            Post.objects.get(user=clerk), user=clerk, from_on=DAY, to_on=DAY, actor=actor_of(admin)
        )


def test_thirty_tries_at_once_pass_exactly_the_limit(copied_db):
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    from renda.ground.kernel.errors import TooMany

    def attempt(_):
        try:
            services.throttle("race", limit=10, seconds=3600)
        except TooMany:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(attempt, range(30))) == 10
