import pytest

from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.notices.models import Outgoing
from renda.ground.workflow.queries import waiting_for
from renda.voice.opinions import services
from renda.voice.opinions.states import S
from renda.voice.opinions.tests.factories import PHONE, handled, in_town, taken

pytestmark = pytest.mark.django_db


def test_a_result_waits_to_be_told(cast):
    opinion = handled(cast)
    assert (opinion.state, opinion.outcome) == (S.HANDLED, "town")
    assert waiting_for(opinion).get().holder == f"liaison:{cast.places.station.org_id}"


def test_only_who_holds_it_handles_it(cast):
    for who in (cast.liaison, cast.village, cast.clerk, cast.office):
        with pytest.raises(NotAllowed):
            services.handle_opinion(in_town(cast), actor=who, result="办好了。")


def test_the_deputy_who_took_it_up_tells(cast):
    opinion = services.handle_opinion(taken(cast), actor=cast.deputy, result="与村里说好了，下周清沟。")
    assert waiting_for(opinion).get().holder == f"person:{cast.deputy.user_id}"
    assert services.tell_opinion(opinion, actor=cast.deputy, told_way="face").state == S.TOLD


def test_an_sms_needs_a_phone(cast):
    with pytest.raises(Invalid):
        services.tell_opinion(handled(cast), actor=cast.liaison, told_way="sms")


def test_telling_by_sms_goes_through_the_outbox_without_the_words(cast, settings):
    opinion = services.tell_opinion(handled(cast, phone=PHONE), actor=cast.liaison, told_way="sms")
    assert opinion.state == S.TOLD
    assert all(opinion.text[:8] not in sms.body for sms in Outgoing.objects.filter(kind="opinion"))
