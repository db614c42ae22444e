"""Unmasking with a reason; ending, keeping for a time, erasing without a trace."""

from datetime import timedelta

import pytest

from renda.demo.cast import build_cast
from renda.ground.county.models import County
from renda.ground.kernel.clock import at, now
from renda.ground.kernel.errors import Blocked, NotAllowed, WrongState
from renda.ground.workflow.models import StepPrivate
from renda.ground.workflow.queries import history
from renda.ground.workflow.sealing import verify_history
from renda.network.contacts import services
from renda.network.contacts.models import ContactLog, Pair, Resident
from renda.network.contacts.tests.factories import NAME, PHONE, VILLAGE, ended, logged, with_resident, with_town
from renda.voice.opinions.tests.test_erase import raw

WORD = "瓦窑坝第七号门口"


def test_unmasking_is_a_step_with_its_reason(cast):
    pair = services.unmask_pair(with_resident(cast), actor=cast.liaison, note="上门前核对地址")
    assert (pair.unmasked.name, pair.unmasked.village, pair.unmasked.phone) == (NAME, VILLAGE, PHONE)
    assert history(pair, cast.deputy)[0].note == "上门前核对地址"


def test_only_the_deputy_and_the_liaison_officer_of_his_station_unmask(cast, client_of):
    pair = with_resident(cast)
    for who in ("office", "committee", "chair", "township", "station_master", "deputy2", "clerk"):
        with pytest.raises(NotAllowed):
            services.unmask_pair(pair, actor=getattr(cast, who), note="看看")
        page = client_of(who).post(f"{pair.get_absolute_url()}unmask/", {"note": "看看"})
        assert page.status_code in (403, 404) and NAME not in page.content.decode(), who


def test_a_pair_without_a_resident_has_nothing_to_unmask_or_erase(cast):
    pair = with_town(cast)
    with pytest.raises(NotAllowed):
        services.unmask_pair(pair, actor=cast.office, note="看看")
    services.end_pair(pair, actor=cast.office, note="换届")
    with pytest.raises(Blocked):
        services.erase_pair(pair, actor=cast.office)


@pytest.mark.parametrize("who", ["deputy", "liaison"])
def test_the_page_shows_it_in_one_answer(cast, client_of, who):
    pair, client = with_resident(cast), client_of(who)
    address = pair.get_absolute_url()
    assert client.post(f"{address}unmask/", {"note": ""}).status_code == 422
    page = client.post(f"{address}unmask/", {"note": "上门前核对"})
    assert PHONE in page.content.decode() and page["Cache-Control"] == "no-store"
    assert PHONE not in client.get(address).content.decode()


def test_an_active_pair_is_not_erased(cast):
    with pytest.raises(WrongState):
        services.erase_pair(with_resident(cast), actor=cast.deputy)


def test_erasing_leaves_days_and_steps_and_nothing_personal(cast):
    pair = services.erase_pair(ended(cast), actor=cast.office)
    assert not Resident.objects.exists() and pair.resident_index == ""
    assert not StepPrivate.objects.filter(matter_id=pair.pk).exists()
    log = ContactLog.objects.get()
    assert (log.outcome, log.words) == ("visit", [])
    assert verify_history(cast.county.pk) is None


def test_what_ended_long_enough_ago_is_erased_by_the_clock(cast):
    ended(cast)
    with_resident(cast, name="雷显贵")
    with at(now() + timedelta(days=360)):
        assert services.erase_outdated(cast.county.pk) == 0
    with at(now() + timedelta(days=368)):
        assert services.erase_outdated(cast.county.pk) == 1
    assert sorted(Pair.objects.values_list("state", flat=True)) == ["active", "erased"]
    assert Resident.objects.count() == 1


def test_the_raw_database_holds_nothing_of_it(copied_db, django_db_blocker):
    with django_db_blocker.unblock():
        cast = build_cast(County.objects.get_or_create(code="511525", defaults={"name": "高县", "is_default": True})[0])
        pair = logged(cast, place=WORD, topic="汪秀莲的低保", problem="瓦窑坝积水")
        services.unmask_pair(pair, actor=cast.liaison, note="回电汪秀莲核实")
        index = Pair.objects.get().resident_index
        services.end_pair(pair, actor=cast.deputy, note="汪秀莲搬走了")
        words = [NAME, "瓦窑坝", PHONE, WORD, index]
        assert [word for word in words if word in raw()] == [index]  # the rest is sealed from the start
        services.erase_pair(pair, actor=cast.office)
        assert [word for word in words if word in raw()] == []
        assert verify_history(cast.county.pk) is None
        assert Pair.objects.get().state == "erased"
