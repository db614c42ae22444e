import pytest

from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.workflow.models import StepTaken
from renda.ground.workflow.queries import history
from renda.voice.opinions import services
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.tests.factories import PHONE, bearer, collected

pytestmark = pytest.mark.django_db


def test_unmasking_is_a_step_with_its_reason(cast):
    opinion = services.unmask_opinion(collected(cast, phone=PHONE), actor=cast.liaison, note="回电核实地点")
    assert opinion.unmasked.phone == PHONE
    assert history(opinion, cast.liaison)[0].note == "回电核实地点"
    assert "unmask" not in [s.step for s in history(opinion, bearer(opinion), is_party=True)]


@pytest.mark.parametrize("who", ["deputy", "town_gov", "clerk", "other_office", "resident"])
def test_few_may_unmask(cast, who):
    with pytest.raises(NotAllowed):
        services.unmask_opinion(collected(cast, phone=PHONE), actor=getattr(cast, who), note="看看")


def test_there_is_nothing_to_unmask_without_contact(cast):
    with pytest.raises(Blocked):
        services.unmask_opinion(collected(cast), actor=cast.liaison, note="看看")


def test_the_page_is_masked_and_shows_the_number_in_one_answer(cast, client_of):
    opinion = collected(cast, phone=PHONE)
    client, address = client_of("liaison"), opinion.get_absolute_url()
    assert PHONE not in client.get(address).content.decode()
    page = client.post(f"{address}unmask/", {"note": "回电核实地点"})
    assert PHONE in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert PHONE not in client.get(address).content.decode()
    assert client.post(f"{address}unmask/", {"note": ""}).status_code == 422
    assert StepTaken.objects.filter(step="unmask").count() == 1


def test_a_phone_is_found_by_posting_it(cast, client_of):
    opinion = collected(cast, phone=PHONE)
    page = client_of("liaison").post("/opinions/by-phone/", {"phone": f"+86 {PHONE}"}).content.decode()
    assert opinion.number_line() in page
    assert PHONE not in page


def test_a_phone_is_confirmed_by_the_code_sent_to_it(cast, monkeypatch):
    sent = {}
    monkeypatch.setattr("renda.ground.notices.services.tell_phone", lambda *a, **k: sent.update(a[3]))
    opinion = collected(cast, phone=PHONE)
    services.ask_phone_code(opinion, actor=bearer(opinion))
    with pytest.raises(Invalid):
        services.confirm_phone(opinion, actor=bearer(opinion), code="000000" if sent["code"] != "000000" else "111111")
    services.confirm_phone(opinion, actor=bearer(opinion), code=sent["code"])
    assert Opinion.objects.get().contact.confirmed_at is not None


def test_a_code_cannot_be_guessed(cast, monkeypatch):
    sent = {}
    monkeypatch.setattr("renda.ground.notices.services.tell_phone", lambda *a, **k: sent.update(a[3]))
    opinion = collected(cast, phone=PHONE)
    services.ask_phone_code(opinion, actor=bearer(opinion))
    for n in range(5):
        with pytest.raises(Invalid):
            services.confirm_phone(opinion, actor=bearer(opinion), code=f"x{n}")
    with pytest.raises(Invalid):
        services.confirm_phone(opinion, actor=bearer(opinion), code=sent["code"])


def test_only_the_bearer_confirms(cast):
    with pytest.raises(NotAllowed):
        services.ask_phone_code(collected(cast, phone=PHONE), actor=cast.liaison)
