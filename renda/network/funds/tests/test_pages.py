"""Pages and routes of the money."""

from io import BytesIO

from django.urls import reverse

from renda.ground.kernel.clock import today
from renda.ground.papers.excel import read_rows
from renda.network.funds.models import Fund
from renda.network.funds.tests.factories import paid

HOW = {"content_type": "application/json"}


def post(client, fund, name, **fields):
    return client.post(reverse("funds:step", args=[fund.pk, name]), {"paid_on": today(), "purpose": "survey", **fields})


def test_the_office_plans_appropriates_and_pays_on_pages(client_of):
    office = client_of("office")
    assert office.post(reverse("funds:plan"), {"year": 2026, "counted_on": today()}).status_code == 302
    fund = Fund.objects.get()
    assert post(office, fund, "appropriate", amount_yuan="500").status_code == 302
    page = post(office, fund, "spend", amount_yuan="600", voucher="7", text="视察用车")
    assert page.status_code == 422
    assert "只剩500.00元" in page.text and "视察用车" in page.text
    assert post(office, fund, "spend", amount_yuan="499.90", voucher="7", text="视察用车").status_code == 302
    assert "499.90" in office.get(fund.get_absolute_url()).text
    again = office.post(reverse("funds:plan"), {"year": 2026, "counted_on": today()})
    assert again.status_code == 422 and "已经有了" in again.text


def test_the_table_and_the_plan_ask_few_queries(cast, client_of, django_assert_max_num_queries):
    fund, office = paid(cast), client_of("office")
    address = reverse("funds:list")
    office.get(address)
    with django_assert_max_num_queries(6):
        assert "合计" in office.get(address).text
    with django_assert_max_num_queries(12):
        office.get(fund.get_absolute_url())


def test_the_sheet_has_the_table(cast, client_of):
    fund = paid(cast)
    titles, rows = read_rows(BytesIO(client_of("chair").get(reverse("funds:export")).content))
    assert titles[3] == "计划"
    assert rows[0][3] == float(fund.amount_yuan)
    assert rows[-1][0] == "总计"


def test_a_year_that_is_none_is_said(client_of):
    page = client_of("office").get(reverse("funds:list"), {"year": "今年"})
    assert page.status_code == 422


def test_the_rates_are_the_countys(client_of):
    office = client_of("office")
    assert "1,500.00" in office.get(reverse("funds:rates")).text
    office.post(reverse("funds:rates"), {"level": 1, "year": today().year, "yuan": "900"})
    assert "900.00" in office.get(reverse("funds:rates")).text
    assert client_of("liaison").get(reverse("funds:rates")).status_code == 403


def test_a_program_pays_and_reads_the_table(cast, client_of):
    office = client_of("office")
    made = office.post("/api/v1/funds/plans", {"year": 2026, "counted_on": str(today())}, **HOW)
    assert made.status_code == 201
    key = made.json()["id"]
    given = office.post(f"/api/v1/fund/{key}/steps/appropriate", {"amount_yuan": "300.10"}, **HOW)
    assert given.json()["body"]["appropriated_yuan"] == "300.10"
    body = {"amount_yuan": "300.20", "paid_on": str(today()), "purpose": "survey", "voucher": "7", "text": "视察"}
    assert office.post(f"/api/v1/fund/{key}/steps/spend", body, **HOW).status_code == 422
    paid = office.post(f"/api/v1/fund/{key}/steps/spend", {**body, "amount_yuan": "300.10"}, **HOW).json()
    assert paid["state"] == "spent" and paid["body"]["payments"][0]["amount_yuan"] == "300.10"
    found = office.get("/api/v1/funds/table/2026").json()
    assert found["sums"][-1]["spent_yuan"] == "300.10"
    assert client_of("clerk").get("/api/v1/funds/table/2026").status_code == 403
