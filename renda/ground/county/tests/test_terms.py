"""Terms and sessions are corrected and closed by the office, on pages and by programs alike."""

from datetime import date

import pytest

from renda.ground.county import services
from renda.ground.county.models import Session, Term
from renda.ground.kernel.errors import Invalid, NotAllowed

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def term(cast):
    return services.open_term(
        cast.county.pk, actor=cast.office, congress_key="town-x", congress_name="可久镇人民代表大会", number=7,
        starts_on=date(2021, 12, 1),
    )  # fmt: skip


@pytest.fixture
def session(term, cast):
    days = {"starts_on": date(2026, 1, 12), "ends_on": date(2026, 1, 14)}
    return services.open_session(term, actor=cast.office, number=5, **days)


def test_the_office_writes_the_day_a_term_ends(term, client_of):
    posted = {"congress_name": term.congress_name, "number": 7, "starts_on": "2021-12-01", "ends_on": "2026-11-30"}
    assert client_of("office").post(f"/county/terms/{term.pk}/", posted).status_code == 302
    term.refresh_from_db()
    assert term.ends_on == date(2026, 11, 30)
    assert client_of("clerk").post(f"/county/terms/{term.pk}/", posted).status_code == 403


def test_a_term_does_not_end_before_its_last_session(term, session, cast):
    with pytest.raises(Invalid, match="第5次会议"):
        services.close_term(term, actor=cast.office, on=date(2026, 1, 13))
    services.close_term(term, actor=cast.office, on=date(2026, 1, 14))
    assert Term.objects.get(pk=term.pk).ends_on == date(2026, 1, 14)


def test_a_session_is_corrected_within_its_term(term, session, cast):
    services.close_term(term, actor=cast.office, on=date(2026, 12, 31))
    services.change_session(
        session, actor=cast.office, number=5, starts_on=date(2026, 1, 13), ends_on=date(2026, 1, 15)
    )
    assert Session.objects.get(pk=session.pk).starts_on == date(2026, 1, 13)
    with pytest.raises(Invalid, match="这一届之内"):
        services.change_session(
            session, actor=cast.office, number=5, starts_on=date(2027, 1, 1), ends_on=date(2027, 1, 2)
        )
    with pytest.raises(NotAllowed):
        services.change_session(
            session, actor=cast.clerk, number=5, starts_on=date(2026, 1, 13), ends_on=date(2026, 1, 15)
        )


def test_the_page_of_a_session_says_what_is_wrong(session, client_of):
    wrong = {"number": 5, "starts_on": "2026-01-14", "ends_on": "2026-01-12"}
    answer = client_of("office").post(f"/county/terms/sessions/{session.pk}/", wrong)
    assert answer.status_code == 422 and "闭幕不能早于开幕" in answer.text


def test_programs_open_change_and_close_terms_and_sessions(cast, client_of):
    client = client_of("office")
    new = {"congress_key": "town-y", "congress_name": "嘉乐镇人民代表大会", "number": 8, "starts_on": "2026-11-01"}
    opened = client.post("/api/v1/county/terms", new, content_type=JSON)
    assert opened.status_code == 201
    address = f"/api/v1/county/terms/{opened.json()['id']}"
    days = {"number": 1, "starts_on": "2026-11-05", "ends_on": "2026-11-06"}
    made = client.post(f"{address}/sessions", days, content_type=JSON)
    assert made.status_code == 201
    moved = client.put(
        f"/api/v1/county/sessions/{made.json()['id']}", {**days, "ends_on": "2026-11-07"}, content_type=JSON
    )
    assert moved.json()["ends_on"] == "2026-11-07"
    closed = client.post(f"{address}/close", {"on": "2026-12-31"}, content_type=JSON)
    assert closed.json()["ends_on"] == "2026-12-31"
    changed = client.put(
        address, {"congress_name": "嘉乐镇人大", "number": 9, "starts_on": "2026-11-01"}, content_type=JSON
    )
    assert (changed.json()["number"], changed.json()["ends_on"]) == (9, None)


@pytest.mark.parametrize("body", [{}, {"on": "soon"}, {"on": "2020-01-01"}])
def test_a_program_is_told_what_is_wrong_and_who_may(term, client_of, body):
    address = f"/api/v1/county/terms/{term.pk}/close"
    assert client_of("office").post(address, body, content_type=JSON).status_code == 422
    if body.get("on", "").startswith("2"):
        assert client_of("clerk").post(address, body, content_type=JSON).status_code == 403


def test_who_may_not_load_a_year_is_told_so_before_the_form(client_of):
    assert client_of("clerk").post("/county/holidays/draft/", {}).status_code == 403
    assert client_of("office").post("/county/holidays/draft/", {}).status_code == 422
