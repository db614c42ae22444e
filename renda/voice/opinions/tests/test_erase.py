import gc
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from renda.demo.cast import build_cast
from renda.ground.county.models import County
from renda.ground.kernel.clock import at, now
from renda.ground.kernel.errors import NotAllowed
from renda.ground.workflow.models import StepPrivate
from renda.ground.workflow.sealing import verify_history
from renda.voice.opinions import services
from renda.voice.opinions.models import Contact, Opinion
from renda.voice.opinions.states import S
from renda.voice.opinions.tests.factories import PHONE, bearer, collected, told

PLACE, WORD, RESULT = "瓦窑坝第七号门口", "请先打我侄女的电话", "瓦窑坝暗沟已清通"


def lived(cast):
    """An opinion with all that is personal in it."""
    opinion = collected(cast, text="瓦窑坝那段路积水没过脚踝，娃娃上学绕路。", place=PLACE, phone=PHONE, name="汪秀莲")
    services.add_word_opinion(opinion, actor=bearer(opinion), note=WORD)
    services.unmask_opinion(opinion, actor=cast.liaison, note="回电汪秀莲核实")
    services.pass_to_town_opinion(opinion, actor=cast.liaison, note="请看瓦窑坝")
    services.handle_opinion(opinion, actor=cast.town_gov, result=RESULT)
    services.complain_opinion(opinion, actor=bearer(opinion), note="瓦窑坝没人来过")
    return services.tell_opinion(opinion, actor=cast.liaison, told_way="sms")


@pytest.mark.django_db
def test_erasing_leaves_the_steps_and_nothing_personal(cast):
    opinion = lived(cast)
    code = opinion.code
    services.erase_opinion(opinion, actor=bearer(opinion))
    opinion.refresh_from_db()
    assert (opinion.state, opinion.text, opinion.place, opinion.result) == (S.ERASED, "", "", "")
    assert opinion.code != code
    assert not Contact.objects.exists()
    assert not StepPrivate.objects.filter(matter_id=opinion.pk).exists()
    assert verify_history(cast.county.pk) is None


@pytest.mark.django_db
def test_the_old_receipt_opens_nothing(cast, client_of):
    opinion = lived(cast)
    code = opinion.code
    assert client_of("resident").get(f"/r/{code}").status_code == 200
    services.erase_opinion(opinion, actor=bearer(opinion))
    assert client_of("resident").get(f"/r/{code}").status_code == 404
    assert client_of("resident").get(f"/r/{opinion.code}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["liaison", "deputy", "town_gov", "resident", "other_office"])
def test_few_may_erase(cast, who):
    with pytest.raises(NotAllowed):
        services.erase_opinion(collected(cast), actor=getattr(cast, who))


@pytest.mark.django_db
def test_what_was_closed_long_enough_ago_is_erased_by_the_clock(cast):
    old, running = told(cast), collected(cast)
    services.rate_opinion(old, actor=bearer(old), rating="satisfied")
    services.close_opinion(old, actor=cast.liaison)
    with at(now() + timedelta(days=700)):
        assert services.erase_outdated(cast.county.pk) == 0
    with at(now() + timedelta(days=750)):
        assert services.erase_outdated(cast.county.pk) == 1
    old.refresh_from_db()
    running.refresh_from_db()
    assert (old.state, running.state) == (S.ERASED, S.COLLECTED)


def test_the_raw_database_holds_nothing_of_it(copied_db, django_db_blocker):
    with django_db_blocker.unblock():
        cast = build_cast(County.objects.get_or_create(code="511525", defaults={"name": "高县", "is_default": True})[0])
        opinion = lived(cast)
        words = ["瓦窑坝", WORD, "汪秀莲", PHONE, opinion.code]
        assert [w for w in words if w in raw()] == ["瓦窑坝", opinion.code]  # the rest is sealed from the start
        services.erase_opinion(opinion, actor=cast.office)
        assert [w for w in words if w in raw()] == []
        assert verify_history(cast.county.pk) is None
        assert Opinion.objects.get().state == S.ERASED


def raw() -> str:
    """Everything the database keeps, as it lies on the disk."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        name = connection.settings_dict["NAME"]
        return "".join(
            Path(f"{name}{tail}").read_bytes().decode("utf-8", "ignore")
            for tail in ("", "-wal")
            if Path(f"{name}{tail}").exists()
        )
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found += [row[0] for row in cursor.fetchall()]
    gc.collect()
    return "\n".join(found)
