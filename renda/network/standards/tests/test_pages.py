"""Pages and routes of checks, gaps, lists and texts: few queries, filters, bad input, nothing typed is lost."""

from io import BytesIO

import pytest
from django.urls import reverse

from renda.ground.files.tests.factories import photo
from renda.ground.kernel.clock import today
from renda.ground.papers.excel import read_rows
from renda.network.activities.tests.factories import recorded
from renda.network.standards import services
from renda.network.standards.models import Check, Checklist, WallText
from renda.network.standards.tests.factories import SIX, accepted, begun, fresh, reported, said, verified

HOW = {"content_type": "application/json"}
LIST, MATTER = 12, 16


def step(row, name):
    return reverse("standards:step", args=[row.pk, name])


def posted(lacking=None, names=SIX, good="yes"):
    """What the page of a step sends."""
    rows = said(lacking, names, good)
    return {
        f"answers-{n}-{part}": value
        for n, row in enumerate(rows)
        for part, value in {**row, "remark": "", "m2": ""}.items()
    }


def test_the_pages_ask_few_queries(cast, client_of, django_assert_max_num_queries):
    row, office = accepted(cast, {"有设施": "no"}), client_of("office")
    begun(cast, station=cast.places.home), begun(cast, key="rooms")
    pages = [(reverse("standards:list"), LIST), (reverse("standards:gaps"), LIST), (row.get_absolute_url(), MATTER),
             (reverse("standards:of-station", args=[cast.places.station.code]), LIST), (reverse("standards:wall"), LIST)]  # fmt: skip
    for address, most in pages:
        office.get(address)
        with django_assert_max_num_queries(most):
            assert office.get(address).status_code == 200


def test_the_liaison_reports_on_a_phone_without_typing(cast, client_of):
    recorded(cast)
    row, client = begun(cast), client_of("liaison")
    page = client.get(step(row, "report")).text
    assert "1次活动" in page and "不对，改" in page
    answer = client.post(step(row, "report"), {**posted({"有设施": "no"}), "photos": photo()})
    assert answer.status_code == 302
    page = client.get(row.get_absolute_url()).text
    assert fresh(row).gaps == ["有设施"] and "缺1项：有设施" in page and "<h2>照片</h2>" in page


def test_an_item_left_open_is_named_and_what_was_typed_stays(cast, client_of):
    row, client = begun(cast), client_of("liaison")
    sent = {**posted({"有设施": "partly"}), "answers-2-remark": "差一台打印机", "answers-4-answer": "", "note": "请看"}
    page = client.post(step(row, "report"), sent)
    assert page.status_code == 422 and "“有活动”：请选" in page.text
    assert "差一台打印机" in page.text and "请看" in page.text
    assert page.text.count("checked") == 5
    assert fresh(row).state == "self"


@pytest.mark.parametrize("answers", ["{", "[1]", '{"a": 1}', '[{"item": "有水", "answer": "yes"}]', "null"])
def test_strange_answers_are_refused_in_a_sentence(cast, client_of, answers):
    row = begun(cast)
    page = client_of("liaison").post(step(row, "report"), {"answers": answers})
    assert page.status_code == 422 and fresh(row).state == "self"


def test_the_town_sees_what_the_station_said_and_changes_one(cast, client_of):
    row, client = reported(cast), client_of("township")
    page = client.get(step(row, "verify")).text
    assert page.count("自查：有") == 6 and page.count("checked") == 6
    assert client.post(step(row, "verify"), posted({"有制度": "no"})).status_code == 302
    assert fresh(row).gaps == ["有制度"]


def test_many_checks_are_agreed_to_at_once(cast, client_of):
    rows = [reported(cast), begun(cast, station=cast.places.home)]
    services.report_station_check(rows[1], actor=cast.office, answers=said())
    client = client_of("township")
    assert f"station_check.{rows[0].pk}" in client.get(reverse("standards:list")).text
    address = reverse("workflow:many", args=["station_check", "verify"])
    sent = {"pk": [f"station_check.{row.pk}" for row in rows], "filled": "1"}
    assert client.post(address, sent).status_code == 200
    assert {fresh(row).state for row in rows} == {"county"}
    assert fresh(rows[0]).town_answers == fresh(rows[0]).self_answers


def test_the_list_is_narrowed_by_the_address_and_goes_on(cast, client_of, monkeypatch):
    from renda.network.standards.views import listing

    monkeypatch.setattr(listing, "PAGE", 1)
    reported(cast), begun(cast, station=cast.places.home), begun(cast, key="rooms")
    client, found, address = client_of("office"), [], "/standards/?list=six"
    while address:
        page = client.get(address)
        found += [line["row"].pk for line in page.context["lines"]]
        after = page.context["after"]
        address = f"/standards/?list=six&after={after}" if after else ""
    assert len(found) == len(set(found)) == 2
    assert [line["row"].state for line in client.get("/standards/?state=town").context["lines"]] == ["town"]
    assert client.get(f"/standards/?town={cast.places.station.town}").context["lines"]
    assert not client.get("/standards/?town=没有").context["lines"]
    assert client.get("/standards/?after=x").status_code == 422
    assert client.get("/standards/?year=今年").status_code == 422


def test_gaps_are_told_with_numerator_and_denominator(cast, client_of):
    row = accepted(cast, {"有设施": "no", "有制度": "partly"})
    services.rectify_station_check(row, actor=cast.liaison, item="有设施", on=today(), text="配了桌椅")
    client = client_of("office")
    page = client.get(reverse("standards:gaps"))
    tallies = {one.name: (one.has, one.partly, one.lacks, one.of) for one in page.context["table"].tallies}
    assert tallies["有设施"] == (1, 0, 0, 1) and tallies["有制度"] == (0, 1, 0, 1)
    assert "自查过的1 / 2家" in page.text and "%，" not in page.text
    assert [gap.item for gap in client.get("/standards/gaps/?state=open").context["gaps"]] == ["有制度"]
    assert [gap.item for gap in client.get("/standards/gaps/?item=有设施").context["gaps"]] == ["有设施"]
    assert not client.get("/standards/gaps/?town=没有").context["gaps"]
    assert client.get("/standards/gaps/?list=none").status_code == 422


def test_the_gaps_go_on_behind_the_last(cast, client_of, monkeypatch):
    from renda.network.standards.views import listing

    monkeypatch.setattr(listing, "GAPS_PAGE", 2)
    accepted(cast, {"有设施": "no", "有制度": "partly", "有档案": "no"})
    client = client_of("office")
    first = client.get("/standards/gaps/")
    after = first.context["after"]
    rest = client.get("/standards/gaps/", {"after": after})
    assert [gap.item for gap in [*first.context["gaps"], *rest.context["gaps"]]] == ["有设施", "有制度", "有档案"]
    assert not rest.context["after"]


def test_the_sheet_has_the_gaps_of_the_page(cast, client_of):
    accepted(cast, {"有设施": "no", "有制度": "partly"})
    titles, rows = read_rows(BytesIO(client_of("office").get("/standards/gaps/export.xlsx?item=有制度").content))
    assert titles[2] == "项目" and [row[2] for row in rows] == ["有制度"]


def test_checks_are_begun_for_all_or_for_one(cast, client_of):
    office, address = client_of("office"), reverse("standards:begin")
    year = today().year
    one = {"key": "rooms", "year": year, "station": cast.places.home.code}
    assert office.post(address, one).status_code == 302
    again = office.post(address, one)
    assert again.status_code == 422 and "已经开始" in again.text
    assert office.post(address, {"key": "six", "year": year, "station": ""}).status_code == 302
    assert Check.objects.filter(key="six").count() == 2
    assert office.post(address, {"key": "six", "year": year, "station": ""}).status_code == 422
    assert office.post(address, {"key": "six", "year": 2020}).status_code == 422
    liaison = client_of("liaison")
    assert liaison.post(address, {"key": "rooms", "year": year}).status_code == 302
    assert Check.objects.filter(key="rooms", station=cast.places.station).exists()
    assert liaison.post(address, {"key": "rooms", "year": year, "station": cast.places.home.code}).status_code == 422
    assert client_of("clerk").get(address).status_code == 403


def test_the_office_types_a_list_as_lines(cast, client_of):
    office, address = client_of("office"), reverse("standards:checklist", args=["six"])
    assert "有活动 |  | 活动" in office.get(address).text
    sent = {"title": "六有", "sort": "plain", "valid_from": today(), "source": "实施意见", "lines": "有场所\n有场所"}
    bad = office.post(address, sent)
    assert bad.status_code == 422 and "写了两次" in bad.text and "实施意见" in bad.text
    assert office.post(address, {**sent, "lines": "有场所 | 第三条"}).status_code == 302
    assert Checklist.objects.get(key="six").items == [{"name": "有场所", "basis": "第三条", "fact": ""}]
    assert "第三条" in office.get(reverse("standards:checklists")).text
    assert office.post(reverse("standards:checklist", args=["new"]), {**sent, "lines": "有水"}).status_code == 302
    assert office.get(reverse("standards:checklist", args=["none"])).status_code == 404
    assert client_of("township").get(address).status_code == 403


def test_the_office_changes_a_text_and_takes_one_down(cast, client_of):
    office, address = client_of("office"), reverse("standards:edit-wall", args=["duties"])
    sent = {"title": "职责", "valid_from": today(), "text": "一、听。\n二、办。", "is_shown": "on"}
    assert office.post(address, {**sent, "text": ""}).status_code == 422
    assert office.post(address, sent).status_code == 302
    assert "一、听。" in client_of("resident").get(reverse("standards:chart", args=["duties"])).text
    assert office.post(address, {**sent, "is_shown": ""}).status_code == 302
    assert WallText.objects.filter(key="duties").count() == 2
    assert office.get(reverse("standards:chart", args=["duties"])).status_code == 404
    assert "不再上墙" in office.get(reverse("standards:wall")).text


def test_the_charts_of_a_station_have_its_name_days_and_code(cast, client_of):
    place = cast.places.station
    address = reverse("standards:charts-of-station", args=[place.code])
    page = client_of("resident").get(address).text
    assert place.name in page and "每月10日、25日" in page and f"{place.code}/qr.svg" in page
    assert "家站工作职责" in page and "is-a3" in page
    assert "is-a4" in client_of("resident").get(f"{address}?paper=a4").text
    assert client_of("resident").get(f"{address}?paper=a9").status_code == 422


def test_a_photo_is_seen_by_those_who_see_the_check(cast, client_of):
    row = begun(cast)
    services.report_station_check(row, actor=cast.liaison, answers=said(), photos=[photo()])
    from renda.ground.files.queries import files_of

    address = reverse("standards:file", args=[row.pk, files_of(row).get().pk])
    assert client_of("township").get(address).status_code == 200
    assert client_of("clerk").get(address).status_code == 404


def test_a_program_begins_reports_and_reads_the_gaps(cast, client_of):
    liaison, year = client_of("liaison"), today().year
    made = liaison.post(
        "/api/v1/standards/checks", {"key": "six", "year": year, "station": cast.places.station.code}, **HOW
    )
    assert made.status_code == 201
    address = f"/api/v1/station_check/{made.json()['id']}"
    short = liaison.post(f"{address}/steps/report", {"answers": said()[:3]}, **HOW)
    assert short.status_code == 422 and "有制度" in short.json()["detail"]
    done = liaison.post(f"{address}/steps/report", {"answers": said({"有设施": "no"})}, **HOW).json()
    assert done["state"] == "town" and done["body"]["gaps"] == ["有设施"]
    assert client_of("township").post(f"{address}/steps/verify", {}, **HOW).json()["state"] == "county"
    gaps = client_of("office").get(f"/api/v1/standards/gaps/{year}?state=open").json()
    assert gaps["checked"] == 1 and gaps["gaps"][0]["item"] == "有设施"
    assert gaps["tallies"][2] == {"name": "有设施", "has": 0, "partly": 0, "lacks": 1, "of": 1, "percent": None}
    rows = client_of("office").get(f"/api/v1/standards/checks?year={year}&state=county").json()["rows"]
    assert [row["gaps"] for row in rows] == [["有设施"]]
    assert client_of("clerk").get(address).status_code == 404
    for bad in (f"gaps/{year}?state=x", "gaps/12", f"checks?year={year}&state=x"):
        assert client_of("office").get(f"/api/v1/standards/{bad}").status_code == 422


def test_a_program_agrees_on_many_and_sets_lists_and_texts(cast, client_of):
    row, office = verified(cast), client_of("office")
    many = office.post("/api/v1/station_check/many/accept", {"ids": [str(row.pk)]}, **HOW)
    assert many.json()["results"][0]["error"] == "" and fresh(row).state == "done"
    body = {"key": "six", "title": "七有", "items": [{"name": "有水", "fact": "address"}], "valid_from": str(today())}
    assert office.post("/api/v1/standards/checklists", body, **HOW).status_code == 201
    assert client_of("township").post("/api/v1/standards/checklists", body, **HOW).status_code == 403
    assert "七有" in [one["title"] for one in office.get("/api/v1/standards/checklists").json()]
    text = {"title": "值班", "text": "一、到站。", "kinds": ["station"], "valid_from": str(today())}
    assert office.post("/api/v1/standards/wall", text, **HOW).json()["key"] == "own-1"
    assert "值班" in [one["title"] for one in client_of("resident").get("/api/v1/standards/wall").json()]
