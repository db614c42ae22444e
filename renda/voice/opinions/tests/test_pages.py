import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renda.ground.kernel.keys import uuid7
from renda.ground.papers.excel import read_rows
from renda.voice.opinions import services
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.states import S
from renda.voice.opinions.tests.factories import PHONE, TEXT, collected, handled, in_town, screened, told

pytestmark = pytest.mark.django_db
MOST_FOR_A_LIST, MOST_FOR_A_MATTER = 6, 12


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return [q["sql"] for q in seen.captured_queries]


@pytest.mark.parametrize("who", ["liaison", "office", "deputy", "township"])
def test_the_list_costs_six_queries_however_long(cast, client_of, who):
    for n in range(12):
        collected(cast, text=f"{TEXT}{n}")
    found = queries_of(client_of(who), "/opinions/")
    assert len(found) <= MOST_FOR_A_LIST, "\n".join(found)


@pytest.mark.parametrize("make", [collected, screened, in_town, told])
@pytest.mark.parametrize("who", ["liaison", "office", "deputy"])
def test_a_matter_page_costs_twelve(cast, client_of, who, make):
    found = queries_of(client_of(who), make(cast, phone=PHONE).get_absolute_url())
    assert len(found) <= MOST_FOR_A_MATTER, "\n".join(found)


def test_the_list_is_paged_by_key(cast, client_of):
    for n in range(31):
        collected(cast, text=f"{TEXT}{n}")
    page = client_of("liaison").get("/opinions/")
    rest = client_of("liaison").get(f"/opinions/{page.context['next_url']}")
    assert (len(page.context["rows"]), len(rest.context["rows"])) == (30, 1)


@pytest.mark.parametrize(("query", "found"), [
    ("state=town", 1), ("state=collected", 1), ("state=nonsense", 2), ("light=green", 2), ("light=red", 0), ("mine=1", 1),
    ("category=education", 0), ("entry=qr", 2), ("after=nonsense", 2), ("station=-1", 2), ("code=~~~", 2),
])  # fmt: skip
def test_filters_stand_in_the_address(cast, client_of, query, found):
    collected(cast)
    in_town(cast)
    assert len(client_of("liaison").get(f"/opinions/?{query}").context["rows"]) == found


def test_visitors_are_asked_to_sign_in(cast, client_of):
    assert client_of("resident").get("/opinions/").status_code == 302
    assert client_of("resident").get(collected(cast).get_absolute_url()).status_code == 302


def test_an_account_of_another_county_is_a_visitor_here(cast, client_of):
    assert client_of("other_office").get(collected(cast).get_absolute_url()).status_code == 302


@pytest.mark.parametrize("who", ["clerk", "gov"])
def test_what_one_may_not_see_is_not_found(cast, client_of, who):
    assert client_of(who).get(collected(cast).get_absolute_url()).status_code == 404


def test_the_matter_page_offers_the_next_steps(cast, client_of):
    page = client_of("liaison").get(collected(cast).get_absolute_url()).content.decode()
    for label in ("请代表接", "指路", "转镇里办", "报请县里办"):
        assert label in page


@pytest.mark.parametrize(
    "name",
    ["screen", "guide_away", "answer_on_spot", "pass_elsewhere", "pass_to_village", "pass_to_town", "refer_to_county"],
)
def test_each_step_has_its_page(cast, client_of, name):
    address = f"{collected(cast).get_absolute_url()}{name}/"
    assert client_of("liaison").get(address).status_code == 200


def test_screening_by_the_page(cast, client_of):
    opinion = collected(cast)
    fields = {
        "category": "infrastructure",
        "deputy_id": cast.seats.deputy.pk,
        "note": "属镇村道路",
        "seen": 1,
        "once": str(uuid7()),
    }
    answer = client_of("liaison").post(f"{opinion.get_absolute_url()}screen/", fields)
    opinion.refresh_from_db()
    assert (answer.status_code, opinion.state, opinion.category) == (302, S.SCREENED, "infrastructure")


def test_one_press_twice_is_one_step(cast, client_of):
    opinion, once = screened(cast), str(uuid7())
    for _ in range(2):
        assert client_of("deputy").post(f"{opinion.get_absolute_url()}take_up/", {"once": once}).status_code == 302
    opinion.refresh_from_db()
    assert (opinion.state, opinion.version) == (S.TAKEN, 3)


def test_a_stale_page_is_told_who_was_first(cast, client_of):
    opinion = collected(cast)
    services.guide_away_opinion(Opinion.objects.get(), actor=cast.station_master, guidance="lawsuit")
    answer = client_of("liaison").post(f"{opinion.get_absolute_url()}pass_to_town/", {"seen": 1, "note": "请镇里看看"})
    assert answer.status_code == 409
    assert "柳长河" in answer.content.decode()


def test_a_step_on_a_selection(cast, client_of):
    rows = [collected(cast), collected(cast, text=f"{TEXT}二"), told(cast)]
    fields = {
        "row": [str(row.pk) for row in rows],
        "pk": [str(row.pk) for row in rows],
        "filled": "1",
        "category": "farming",
    }
    answer = client_of("liaison").post("/workflow/opinion/many/screen/", fields)
    assert answer.status_code == 200
    assert Opinion.objects.filter(state=S.SCREENED).count() == 2


def test_entry_on_behalf_gives_a_slip_to_its_enterer_only(cast, client_of):
    fields = {
        "station_id": cast.places.station.pk,
        "text": TEXT,
        "entry": "paper",
        "is_read_back": "on",
        "name": "王桂芬",
    }
    answer = client_of("liaison").post("/opinions/enter/", fields, follow=True)
    opinion = Opinion.objects.get()
    assert opinion.code[:4] in answer.content.decode()
    assert client_of("station_master").get(f"{opinion.get_absolute_url()}slip/").status_code == 404
    assert opinion.code not in client_of("liaison").get(opinion.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "fields", [{}, {"text": TEXT}, {"station_id": "999999"}, {"received_on": "2999-01-01"}, {"entry": "pigeon"}]
)
def test_a_half_filled_entry_is_refused_in_words(cast, client_of, fields):
    assert client_of("liaison").post("/opinions/enter/", fields).status_code == 422
    assert not Opinion.objects.exists()


def test_the_export_is_the_list_without_contacts(cast, client_of):
    collected(cast, phone=PHONE)
    handled(cast)
    answer = client_of("office").get("/opinions/export.xlsx?state=handled")
    columns, rows = read_rows(answer.content)
    assert (columns[0], len(rows)) == ("编号", 1)
    assert PHONE not in str(rows)
