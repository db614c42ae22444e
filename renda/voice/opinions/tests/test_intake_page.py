import pytest

from renda.ground.intake import services as proof
from renda.ground.kernel.clock import at, now
from renda.ground.kernel.keys import uuid7
from renda.voice.opinions import services
from renda.voice.opinions.models import Contact, Opinion
from renda.voice.opinions.states import S
from renda.voice.opinions.tests.factories import PHONE, TEXT, patient_token, solved, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(client_of):
    return client_of("resident")


def sent(cast, **fields):
    return {"s": cast.places.station.code, "text": TEXT, "key": str(uuid7()), **fields}


def test_three_fields_and_a_photo(cast, visitor):
    page = visitor.get(f"/o/new?s={cast.places.station.code}")
    shown = [name for name, field in page.context["form"].fields.items() if not field.widget.is_hidden]
    assert sorted(shown) == ["phone", "photos", "place", "text"]


def test_a_proof_of_work_brings_the_receipt(cast, visitor):
    answer = visitor.post("/o/new", sent(cast, altcha=solved(), phone=PHONE), follow=True)
    opinion = Opinion.objects.get()
    assert answer.redirect_chain == [(f"/r/{opinion.code}", 302)]
    page = answer.content.decode()
    assert "138****6021" in page and PHONE not in page
    assert "data:image/svg+xml" in page


def test_without_script_a_patient_page_is_taken(cast, visitor):
    assert visitor.post("/o/new", sent(cast, token=patient_token())).status_code == 302


@pytest.mark.parametrize(("fields", "said"), [
    ({"text": ""}, "请写一写是什么事"),
    ({"text": "。。。 ！"}, "请再写具体一点"),
    ({"text": "长" * 2001}, "请写在2000字以内"),
    ({"phone": "12345"}, "这不像手机号"),
    ({"place": "远" * 121}, "120"),
    ({"key": "no-uuid"}, "放得太久了"),
    ({"altcha": "bm9uc2Vuc2U="}, "自动核对没有通过"),
    ({"altcha": "x" * 4001}, "4000"),
    ({"altcha": "", "token": "forged:token"}, "放得太久了"),
    ({"altcha": "", "token": ""}, "放得太久了"),
])  # fmt: skip
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(cast, visitor, fields, said):
    answer = visitor.post("/o/new", sent(cast, **{"token": patient_token(), "place": "小学后门", **fields}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert fields.get("place", "小学后门") in page
    assert Opinion.objects.count() == 0


def test_a_form_sent_at_once_is_too_fast(cast, visitor):
    assert visitor.post("/o/new", sent(cast, token=services.make_token())).status_code == 422


def test_an_old_page_is_asked_to_send_again(cast, visitor):
    token = patient_token()
    with at(now() + proof.TOKEN_LIFE):
        assert visitor.post("/o/new", sent(cast, token=token)).status_code == 422


@pytest.mark.parametrize("make", [solved, patient_token])
def test_a_proof_is_good_once(cast, visitor, make):
    spent = {"altcha" if make is solved else "token": make()}
    assert visitor.post("/o/new", sent(cast, **spent)).status_code == 302
    again = visitor.post("/o/new", sent(cast, **spent))
    assert (again.status_code, Opinion.objects.count()) == (422, 1)


def test_a_retry_under_the_same_key_finds_the_first(cast, visitor):
    fields = sent(cast, altcha=solved())
    first, again = (visitor.post("/o/new", fields) for _ in range(2))
    assert first["Location"] == again["Location"]
    assert Opinion.objects.count() == 1


def test_other_words_under_the_same_key_are_a_conflict(cast, visitor):
    fields = sent(cast, altcha=solved())
    visitor.post("/o/new", fields)
    assert visitor.post("/o/new", {**fields, "text": "另一件事情，路灯不亮", "altcha": solved()}).status_code == 409


def test_an_expired_proof_is_asked_for_again(cast, visitor):
    with at(now() - 2 * proof.PROOF_LIFE):
        old = solved()
    assert visitor.post("/o/new", sent(cast, altcha=old)).status_code == 422


def test_one_address_is_slowed_down_without_script(cast, visitor):
    codes = [visitor.post("/o/new", sent(cast, token=patient_token())).status_code for _ in range(11)]
    assert codes == [302] * 10 + [429]


def test_a_wrong_station_code_offers_a_choice(cast, visitor):
    page = visitor.get("/o/new?s=NOPE")
    assert page.status_code == 404
    assert cast.places.station.name in page.content.decode()
    assert visitor.post("/o/new", {**sent(cast), "s": "NOPE"}).status_code == 404


def test_a_large_body_is_no_error_of_ours(cast, visitor):
    answer = visitor.post("/o/new", sent(cast, token=patient_token(), text="大" * 900_000))
    assert 400 <= answer.status_code < 500


def test_the_receipt_shows_the_way_and_takes_a_rating(cast, visitor):
    opinion = told(cast, phone=PHONE)
    page = visitor.get(f"/r/{opinion.code}").content.decode()
    assert "暗沟已清通" in page and "交镇里办" in page and PHONE not in page
    visitor.post(f"/r/{opinion.code}/rate/", {"rating": "satisfied", "once": str(uuid7())})
    opinion.refresh_from_db()
    assert (opinion.state, opinion.rating) == (S.RATED, "satisfied")


def test_the_result_is_not_shown_before_it_is_told(cast, visitor):
    from renda.voice.opinions.tests.factories import handled

    assert "暗沟已清通" not in visitor.get(f"/r/{handled(cast).code}").content.decode()


@pytest.mark.parametrize("name", ["rate", "reopen", "add_word", "complain", "withdraw", "erase"])
def test_each_of_the_residents_steps_has_its_page(cast, visitor, name):
    opinion = told(cast)
    assert visitor.get(f"/r/{opinion.code}/{name}/").status_code == 200
    assert visitor.post(f"/r/{opinion.code}/{name}/", {}).status_code in {422, 409, 403}


def test_no_other_step_is_taken_from_a_receipt(cast, visitor):
    opinion = told(cast)
    assert visitor.post(f"/r/{opinion.code}/close/", {}).status_code == 404


def test_an_unknown_receipt_is_not_found_in_words(cast, visitor):
    answer = visitor.get("/r/AAAA-BBBB-CCCC-DDDD")
    assert answer.status_code == 404
    assert "没有这张回执" in answer.content.decode()


def test_a_code_is_forgiven_its_case_and_blanks(cast, visitor):
    opinion = told(cast)
    typed = opinion.code.lower().replace("-", " ")
    assert visitor.post("/r/", {"code": typed})["Location"] == f"/r/{opinion.code}"


def test_erasing_from_the_receipt(cast, visitor):
    opinion = told(cast, phone=PHONE)
    assert "已经删除" in visitor.post(f"/r/{opinion.code}/erase/", {"is_sure": "on"}).content.decode()
    assert not Contact.objects.exists()


def test_the_privacy_notice_says_how_long(cast, visitor):
    assert "24个月" in visitor.get("/o/privacy").content.decode()


def test_the_qr_can_be_kept(cast, visitor):
    answer = visitor.get(f"/r/{told(cast).code}/qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content
