import pytest
from django.db import connection
from django.test import Client

from renda.ground.kernel.errors import NotAllowed
from renda.ground.notices.models import Message
from renda.ground.workflow.models import Waiting
from renda.readings.portal import services
from renda.readings.portal.models import Complaint

TYPED = {"about": "handling", "text": "3月说的事到现在没人理。", "phone": "138 0013 6021"}


@pytest.fixture
def filed(cast):
    return services.file_complaint(actor=cast.resident, about="handling", text=TYPED["text"], phone="13800136021")


def test_anyone_complains_and_gets_a_code(cast):
    response = Client().post("/complain/", TYPED)
    row = Complaint.objects.get()
    assert response.url == f"/complain/{row.code}/"
    assert (row.text, row.phone) == (TYPED["text"], "13800136021")
    page = Client().get(response.url).content.decode()
    assert row.code in page
    assert "13800136021" not in page


def test_the_office_is_told_and_waited_for(cast, filed):
    waiting = Waiting.objects.get(kind="complaint")
    assert waiting.holder == f"office:{cast.orgs.office}"
    assert waiting.title == "投诉：办得慢，或者没有答复"
    assert Message.objects.filter(user_id=cast.office.user_id, title="收到一件投诉").exists()


def test_the_office_answers_and_the_code_shows_it(cast, client_of, filed):
    office = client_of("office")
    page = office.get(filed.get_absolute_url()).content.decode()
    assert "答复" in page
    assert "138****6021" in page
    office.post(f"{filed.get_absolute_url()}answer/", {"answer": "已责成家站两天内回话。"})
    assert "已责成家站两天内回话" in Client().get(f"/complain/{filed.code}/").content.decode()
    assert not Waiting.objects.filter(kind="complaint").exists()


def test_only_the_office_answers(cast, filed):
    with pytest.raises(NotAllowed):
        services.answer_complaint(filed, actor=cast.deputy, answer="好")


@pytest.mark.parametrize("name", ["deputy", "clerk", "liaison"])
def test_others_do_not_find_it(cast, client_of, filed, name):
    assert client_of(name).get(filed.get_absolute_url()).status_code == 404
    assert client_of(name).get("/complaints/").status_code == 200


def test_another_county_does_not_find_it(cast, filed):
    assert not Complaint.objects.visible_to(cast.other_office).exists()


def test_the_list_of_complaints_is_for_who_is_signed_in(filed):
    assert Client().get("/complaints/").status_code == 302


@pytest.mark.parametrize("typed", [
    {}, {**TYPED, "text": "   "}, {**TYPED, "about": "nothing"}, {**TYPED, "phone": "12345"}, {**TYPED, "text": "长" * 2001},
])  # fmt: skip
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(cast, typed):
    response = Client().post("/complain/", typed)
    assert response.status_code == 422
    assert not Complaint.objects.exists()
    if typed.get("phone"):
        assert typed["phone"] in response.content.decode()


def test_sending_twice_makes_one(cast):
    once = "0192d5a0-0000-7000-8000-000000000001"
    codes = {Client().post("/complain/", {**TYPED, "once": once}).url for _ in range(2)}
    assert len(codes) == 1
    assert Complaint.objects.count() == 1


def test_too_many_from_one_address_are_slowed_down(cast):
    answers = [Client().post("/complain/", TYPED).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]


def test_an_unknown_code_says_so(cast):
    assert Client().get("/complain/ABCD-2345/").status_code == 404
    assert Client().get("/complain/find/?code=").status_code == 302


def test_text_and_phone_are_sealed(filed):
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, phone FROM portal_complaint")
        assert "没人理" not in "".join(cursor.fetchone())
