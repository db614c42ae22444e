"""Pages and routes of the books: few queries, bad input said, the county's own names."""

from django.urls import reverse

from renda.ground.kernel.clock import today
from renda.readings.duty.models import BookSet
from renda.readings.duty.states import DEFAULT_BOOKS
from renda.readings.duty.tests.factories import lived

THIS_YEAR = today().year
HOW = {"content_type": "application/json"}


def test_a_book_opens_with_its_pages_and_few_queries(cast, client_of, django_assert_max_num_queries):
    lived(cast)
    liaison, address = (
        client_of("liaison"),
        reverse("duty:book", args=[cast.places.station.code, THIS_YEAR, "opinions"]),
    )
    liaison.get(address)
    with django_assert_max_num_queries(12):
        page = liaison.get(address).text
    assert "第3页 共3页" in page and "自来水三天没来" in page and "王＊＊" in page


def test_shelves_ask_few_queries(cast, client_of, django_assert_max_num_queries):
    office = client_of("office")
    for address in (reverse("duty:shelves"), reverse("duty:shelf", args=[cast.places.station.code, THIS_YEAR]),
                    reverse("duty:archives"), reverse("duty:runs")):  # fmt: skip
        office.get(address)
        with django_assert_max_num_queries(9):
            assert office.get(address).status_code == 200


def test_who_keeps_one_station_goes_straight_to_its_shelf(cast, client_of):
    answer = client_of("liaison").get(reverse("duty:shelves"))
    assert answer.url == reverse("duty:shelf", args=[cast.places.station.code, THIS_YEAR])


def test_a_year_or_book_that_is_none_is_not_found(cast, client_of):
    office, code = client_of("office"), cast.places.station.code
    for year, key in ((THIS_YEAR + 1, "visit"), (1999, "visit"), (THIS_YEAR, "nothing")):
        assert office.get(reverse("duty:book", args=[code, year, key])).status_code == 404
    assert office.post(reverse("duty:make", args=[code]), {"year": "明年"}).status_code == 422
    assert office.get(reverse("duty:pdf", args=[code, THIS_YEAR, "visit"])).status_code == 404


def shelf_fields(**changes):
    fields = {"year": THIS_YEAR}
    for n, plan in enumerate(DEFAULT_BOOKS):
        fields |= {f"b{n}-key": plan.key, f"b{n}-title": plan.title, f"b{n}-order": n + 1, f"b{n}-sources": list(plan.sources),
                   f"b{n}-columns": list(plan.columns)}  # fmt: skip
        if plan.is_volume:
            fields[f"b{n}-is_volume"] = "on"
    return {**fields, **changes}


def test_the_office_names_orders_and_adds_books(cast, client_of):
    office, address = client_of("office"), reverse("duty:titles")
    assert "可修改" in office.get(address).text
    added = {"b8-title": "志愿服务记录本", "b8-sources": ["service"], "b8-columns": ["day", "what"], "b8-order": 1}
    wrong = office.post(address, shelf_fields(**{"b0-title": "接访簿", "b1-columns": []}))
    assert wrong.status_code == 422 and "至少要选一种来源" in wrong.text and "接访簿" in wrong.text
    assert not BookSet.objects.exists()
    assert (
        office.post(address, shelf_fields(**{"b0-title": "接访簿", "b0-order": 2, "b7-title": ""}, **added)).status_code
        == 302
    )
    titles = [one["title"] for one in BookSet.objects.get().books]
    assert titles[:2] == ["接访簿", "走访联系群众记录本"] or titles[:2] == ["志愿服务记录本", "接访簿"]
    assert "代表履职档案册" not in titles and "志愿服务记录本" in titles
    shelf = office.get(reverse("duty:shelf", args=[cast.places.station.code, THIS_YEAR])).text
    assert "接访簿" in shelf and "接待群众登记本" not in shelf
    for name in ("liaison", "township", "chair"):
        assert client_of(name).post(address, shelf_fields()).status_code == 403


def test_a_program_reads_rows_begins_runs_and_names_books(cast, client_of):
    lived(cast)
    office, code = client_of("office"), cast.places.station.code
    rows = office.get(f"/api/v1/books/{THIS_YEAR}/{code}/opinions").json()
    assert rows["columns"][3] == "what" and any("自来水" in row[3] for row in rows["rows"])
    assert [one["key"] for one in office.get(f"/api/v1/books/{THIS_YEAR}/{code}").json()["books"]] == [
        plan.key for plan in DEFAULT_BOOKS
    ]
    begun = office.post("/api/v1/book-runs", {"year": THIS_YEAR, "station": code}, **HOW)
    assert begun.status_code == 201 and begun.json()["total"] == len(DEFAULT_BOOKS)
    run = begun.json()["id"]
    assert office.post(f"/api/v1/book-runs/{run}/stop").json()["stage"] == "stopped"
    assert office.post(f"/api/v1/book-runs/{run}/resume").json()["stage"] == "running"
    assert client_of("liaison").post("/api/v1/book-runs", {"year": THIS_YEAR}, **HOW).status_code == 403
    bad = {"key": "a", "title": "甲", "is_volume": False, "sources": ["passwords"], "columns": ["day"]}
    assert office.put("/api/v1/books", {"year": THIS_YEAR, "books": [bad]}, **HOW).status_code == 422
    good = {**bad, "sources": ["visit"]}
    assert office.put("/api/v1/books", {"year": THIS_YEAR, "books": [good]}, **HOW).json()[0]["title"] == "甲"


def test_a_program_reads_an_archive_and_objects(cast, client_of):
    lived(cast)
    code = cast.seats.deputy.code
    deputy = client_of("deputy")
    found = deputy.get(f"/api/v1/archives/{THIS_YEAR}/{code}").json()
    assert found["state"] == "" and any(line["what"] == "活动study" for line in found["lines"])
    assert "count" not in str(found)
    made = client_of("office").post(f"/api/v1/archives/{THIS_YEAR}/{code}", **HOW)
    assert made.status_code == 201
    seen = deputy.post(f"/api/v1/duty_archive/{made.json()['id']}/steps/confirm", {}, **HOW)
    assert seen.json()["state"] == "confirmed"
    said = deputy.post(f"/api/v1/archives/{THIS_YEAR}/{code}/objections", {"objection": "少了一条"}, **HOW)
    assert said.status_code == 201
    assert client_of("deputy2").get(f"/api/v1/archives/{THIS_YEAR}/{code}").status_code == 404
    assert deputy.get(f"/api/v1/archives/9999/{code}").status_code == 422
