"""What is personal goes, by request or by rule; steps, days and ratings stay."""

from datetime import timedelta

import pytest

from renda.ground.kernel.clock import at, now
from renda.ground.kernel.errors import NotAllowed
from renda.ground.workflow.models import StepPrivate
from renda.ground.workflow.sealing import verify_history
from renda.network.menus import services
from renda.network.menus.models import Order, OrderContact
from renda.network.menus.states import S
from renda.network.menus.tests.factories import PHONE, bearer, ordered, served


def test_erasing_leaves_the_steps_and_nothing_personal(cast):
    order = served(cast, phone=PHONE, name="汪秀莲")
    services.rate_order(order, actor=bearer(order), rating="satisfied", note="汪秀莲谢谢")
    code = order.code
    services.erase_order(order, actor=bearer(order))
    order.refresh_from_db()
    assert (order.state, order.text, order.result, order.rating) == (S.ERASED, "", "", "satisfied")
    assert order.code != code and not OrderContact.objects.exists()
    assert not StepPrivate.objects.filter(matter_id=order.pk).exists()
    assert verify_history(cast.county.pk) is None


def test_the_old_receipt_opens_nothing(cast, client_of):
    order = ordered(cast)
    code, visitor = order.code, client_of("resident")
    assert visitor.get(f"/menus/r/{code}/").status_code == 200
    services.erase_order(order, actor=bearer(order))
    assert visitor.get(f"/menus/r/{code}/").status_code == 404
    assert visitor.get(f"/menus/r/{order.code}/").status_code == 404


@pytest.mark.parametrize("who", ["liaison", "township", "deputy", "resident", "other_office"])
def test_few_may_erase(cast, who):
    with pytest.raises(NotAllowed):
        services.erase_order(ordered(cast), actor=getattr(cast, who))


def test_what_ended_long_ago_is_erased_by_rule(cast):
    old = ordered(cast, phone=PHONE)
    services.cancel_order(old, actor=bearer(old))
    running = ordered(cast)
    assert services.erase_outdated(cast.county.pk) == 0
    with at(now() + timedelta(days=30 * 24 + 2)):
        assert services.erase_outdated(cast.county.pk) == 1
    assert Order.objects.get(pk=old.pk).state == S.ERASED
    assert Order.objects.get(pk=running.pk).state == S.ORDERED
