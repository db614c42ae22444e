import pytest

from renda.chamber.meetings import services
from renda.chamber.meetings.models import Speech
from renda.chamber.meetings.tests import factories as made
from renda.ground.kernel.errors import Invalid, NotAllowed, WrongState


@pytest.fixture
def row(cast):
    return made.opened(cast, present=3)


@pytest.fixture
def item(row):
    return row.items.get()


def test_one_asks_once_is_called_and_speaks(cast, row, item):
    asked = services.ask_to_speak(row, actor=cast.deputy, item_id=item.pk)
    assert services.ask_to_speak(row, actor=cast.deputy, item_id=item.pk) == asked
    assert list(row.speeches.queued()) == [asked]
    services.call_speech(asked, actor=cast.office)
    assert asked.is_running and not row.speeches.queued().exists()
    services.end_speech(asked, actor=cast.office)
    assert services.note_speech(asked, actor=cast.deputy, words="同意报告。").words == "同意报告。"


def test_the_next_who_is_called_ends_the_one_before(cast, row, item):
    first = services.ask_to_speak(row, actor=cast.deputy, item_id=item.pk)
    second = services.ask_to_speak(row, actor=cast.deputy2, item_id=item.pk)
    services.call_speech(first, actor=cast.office)
    services.call_speech(second, actor=cast.office)
    assert Speech.objects.get(pk=first.pk).ended_at and not second.ended_at
    assert (first.order, second.order) == (1, 2)
    with pytest.raises(WrongState):
        services.call_speech(first, actor=cast.office)


def test_who_is_not_in_the_hall_does_not_ask(cast, row):
    services.depart(row, actor=cast.office, deputy_ids=[cast.seats.deputy.pk])
    with pytest.raises(WrongState, match="还没有签到"):
        services.ask_to_speak(row, actor=cast.deputy)
    with pytest.raises(NotAllowed):
        services.ask_to_speak(row, actor=cast.deputy3)


def test_who_changed_their_mind_is_off_the_list(cast, row):
    asked = services.ask_to_speak(row, actor=cast.deputy)
    with pytest.raises(NotAllowed):
        services.withdraw_speech(asked, actor=cast.deputy2)
    services.withdraw_speech(asked, actor=cast.deputy)
    assert not row.speeches.queued().exists()
    with pytest.raises(WrongState):
        services.call_speech(asked, actor=cast.office)


def test_only_the_office_gives_the_floor(cast, row):
    asked = services.ask_to_speak(row, actor=cast.deputy)
    with pytest.raises(NotAllowed):
        services.call_speech(asked, actor=cast.deputy)


def test_the_office_writes_down_anybody_and_a_member_only_oneself(cast, row, item):
    facts = {"item_id": item.pk, "words": "管网要改。"}
    guest = services.add_speech(row, actor=cast.office, guest="县水利局局长 何川", **facts)
    own = services.add_speech(row, actor=cast.deputy, deputy_id=cast.seats.deputy2.pk, **facts)
    assert (guest.speaker, own.deputy) == ("县水利局局长 何川", cast.seats.deputy)
    with pytest.raises(Invalid, match="是谁发言"):
        services.add_speech(row, actor=cast.office, **facts)
    with pytest.raises(NotAllowed):
        services.add_speech(row, actor=cast.clerk, **facts)


def test_words_are_read_by_those_inside_alone(cast, row, item):
    services.add_speech(row, actor=cast.deputy, item_id=item.pk, words="管网要改。")
    seen = {name: Speech.objects.visible_to(getattr(cast, name)).count() for name in ("office", "deputy2", "chair")}
    assert set(seen.values()) == {1}
    assert not Speech.objects.visible_to(cast.clerk).exists() and not Speech.objects.visible_to(cast.deputy3).exists()


def test_nothing_is_written_down_before_the_opening(cast):
    with pytest.raises(WrongState, match="开会以后"):
        services.add_speech(made.convened(cast), actor=cast.deputy, words="先说一句。")


def test_a_member_asks_and_the_office_calls_on_pages(cast, client_of, row, item):
    deputy, office, base = client_of("deputy"), client_of("office"), row.get_absolute_url()
    assert deputy.post(f"{base}speeches/ask/", {"item_id": item.pk}).status_code == 302
    speech = Speech.objects.get()
    assert ">请发言<" in office.get(f"{base}speeches/").content.decode()
    assert ">请发言<" not in deputy.get(f"{base}speeches/").content.decode()
    assert office.post(f"/meetings/speeches/{speech.pk}/call/").status_code == 302
    page = deputy.get(f"{base}speeches/").content.decode()
    assert "正在发言" in page and "每人10分钟" in page
    answer = deputy.post(f"/meetings/speeches/{speech.pk}/note/", {"words": ""})
    assert answer.status_code == 422 and "请写说了什么" in answer.content.decode()
    assert client_of("clerk").get(f"{base}speeches/").status_code == 404
    assert client_of("deputy2").get(f"/meetings/speeches/{speech.pk}/note/").status_code == 404


def test_the_office_writes_a_guest_down_on_a_page(cast, client_of, row):
    address = f"{row.get_absolute_url()}speeches/new/"
    answer = client_of("office").post(address, {"words": "说明两点。"})
    assert answer.status_code == 422 and "是谁发言" in answer.content.decode() and "说明两点" in answer.content.decode()
    assert client_of("office").post(address, {"words": "说明两点。", "guest": "县水利局 何川"}).status_code == 302
    assert Speech.objects.get().guest == "县水利局 何川"


def test_the_summary_says_what_was_said_and_not_by_whom(cast, row, item):
    services.add_speech(row, actor=cast.deputy, item_id=item.pk, words="管网要改。")
    services.close_meeting(row, actor=cast.office)
    assert f"审议“{item.title}”时" in row.summary and "管网要改。" in row.summary
    assert cast.seats.deputy.name not in row.summary


def test_speeches_by_json(cast, client_of, row):
    base, how = f"/api/v1/meetings/{row.pk}/speeches", {"content_type": "application/json"}
    asked = client_of("deputy").post(f"{base}/ask", {"item": 1}, **how).json()
    assert client_of("deputy").post(f"{base}/ask", {"item": 9}, **how).status_code == 422
    called = client_of("office").post(f"/api/v1/meetings/speeches/{asked['id']}/call", {}, **how).json()
    assert called["started_at"] and client_of("deputy").get(base).json()[0]["id"] == asked["id"]
    assert client_of("clerk").get(base).status_code == 404


def test_queries_of_the_page_of_speeches(cast, client_of, row, item, django_assert_max_num_queries):
    for n in range(8):
        services.add_speech(row, actor=cast.office, item_id=item.pk, guest=f"客人{n}", words="说了。")
    client = client_of("office")
    client.get(f"{row.get_absolute_url()}speeches/")
    with django_assert_max_num_queries(10):
        client.get(f"{row.get_absolute_url()}speeches/")
