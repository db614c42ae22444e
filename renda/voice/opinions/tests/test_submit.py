from datetime import timedelta

import pytest

from renda.ground.kernel.clock import now
from renda.ground.kernel.errors import Conflict, Invalid
from renda.ground.kernel.keys import uuid7
from renda.ground.workflow.models import StepTaken
from renda.ground.workflow.queries import waiting_for
from renda.voice.opinions.models import Contact, Opinion
from renda.voice.opinions.states import Entry, S
from renda.voice.opinions.tests.factories import PHONE, TEXT, collected

pytestmark = pytest.mark.django_db


def test_a_word_waits_for_the_stations_liaison(cast):
    opinion = collected(cast, place="小学后门")
    waiting = waiting_for(opinion).get()
    assert (opinion.state, waiting.holder) == (S.COLLECTED, f"liaison:{cast.places.station.org_id}")
    assert waiting.due_on is not None


def test_no_phone_leaves_no_contact(cast):
    assert not Contact.objects.filter(opinion=collected(cast)).exists()


def test_a_phone_is_sealed_and_found_by_its_digest(cast):
    opinion = collected(cast, phone=PHONE)
    stored = Contact.objects.extra(select={"raw": "phone"}).get()
    assert PHONE not in stored.raw
    assert Opinion.objects.with_phone(cast.county.pk, PHONE).get() == opinion
    assert not Opinion.objects.with_phone(cast.county.pk, "13900000000").exists()


def test_an_empty_phone_finds_nothing(cast):
    collected(cast)
    assert not Opinion.objects.with_phone(cast.county.pk, "").exists()


def test_the_same_key_again_is_the_same_opinion(cast):
    key = uuid7()
    assert collected(cast, key=key, phone=PHONE) == collected(cast, key=key, phone=PHONE)
    assert (Opinion.objects.count(), StepTaken.objects.count()) == (1, 1)


def test_the_same_key_with_other_words_is_refused(cast):
    key = uuid7()
    collected(cast, key=key)
    with pytest.raises(Conflict):
        collected(cast, key=key, text="另外一件事，路灯不亮。")
    assert Opinion.objects.get().text == TEXT


def test_a_key_older_than_thirty_days_is_refused(cast):
    old = uuid7(int((now() - timedelta(days=31)).timestamp() * 1000))
    with pytest.raises(Invalid):
        collected(cast, key=old)


def test_a_queued_one_says_so(cast):
    assert collected(cast, is_late=True).entry == Entry.OFFLINE


def test_the_chain_holds_no_words_and_no_code(cast):
    opinion = collected(cast, place="小学后门")
    step = StepTaken.objects.get()
    assert not {"text", "place", "code"} & set(step.changed)
    assert opinion.code not in str(step.changed)


def test_codes_have_sixty_bits_and_differ(cast):
    codes = {collected(cast, text=f"{TEXT}{n}").code for n in range(20)}
    assert len(codes) == 20
    assert min(len(code.replace("-", "")) for code in codes) >= 13


def test_a_title_masks_numbers(cast):
    assert PHONE not in collected(cast, text=f"我的电话{PHONE}，请回电").title_line()
