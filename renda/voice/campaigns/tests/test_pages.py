"""Pages and JSON as the cast meets them; counts of queries pinned."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renda.ground.files.tests.factories import photo
from renda.ground.kernel import jobs
from renda.ground.kernel.keys import uuid7
from renda.ground.papers.excel import read_rows, write_rows
from renda.ground.papers.models import Paper
from renda.voice.campaigns import services
from renda.voice.campaigns.models import Campaign, CampaignAction, CampaignItem, ItemSheet
from renda.voice.campaigns.tests.factories import (
    TEXT,
    assigned,
    campaign_of,
    closed,
    collected,
    planned,
    prepared,
    replied,
    reported,
    running,
    sheet,
    sorted_item,
)
from renda.voice.campaigns.tests.test_lots import GOOD, TABLE

MOST_FOR_A_LIST = 6
MOST_FOR_A_MATTER = 12


def counted(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    assert page.status_code == 200
    return page, [query["sql"] for query in queries]


@pytest.mark.parametrize("who", ["office", "township", "clerk", "deputy", "liaison"])
def test_the_list_of_items_stays_within_its_queries(client_of, cast, who):
    for make in (collected, sorted_item, assigned, replied):
        make(cast)
    services.count_campaign(campaign_of(cast).pk, cast.county.pk)
    for query in ("", "?state=collected", "?light=green", "?words=路灯", "?category=none&level=none&town=庆符镇"):
        _, queries = counted(client_of(who), f"{campaign_of(cast).get_absolute_url()}items/{query}")
        assert len(queries) <= MOST_FOR_A_LIST, queries
    assert (
        "石门村三组的路灯坏了四盏"
        in client_of(who).get(f"{campaign_of(cast).get_absolute_url()}items/").content.decode()
    )


@pytest.mark.parametrize("who", ["office", "clerk", "deputy"])
def test_the_page_of_an_item_stays_within_its_queries(client_of, cast, who):
    row = replied(cast)
    page, queries = counted(client_of(who), row.get_absolute_url())
    assert len(queries) <= MOST_FOR_A_MATTER, queries
    assert "四盏路灯已换新" in page.content.decode()


def test_the_list_pages_by_key_and_filters_in_the_address(client_of, cast):
    for _ in range(32):
        collected(cast)
    done = closed(cast)
    items = f"{campaign_of(cast).get_absolute_url()}items/"
    first = client_of("office").get(items)
    assert len(first.context["lines"]) == 30
    rest = client_of("office").get(f"{items}?after={first.context['after']}")
    assert len(rest.context["lines"]) == 3 and rest.context["after"] == ""
    only = client_of("office").get(f"{items}?state=closed")
    assert [line["row"].pk for line in only.context["lines"]] == [done.pk]


def test_a_deputy_writes_two_fields_on_the_phone(client_of, cast):
    campaign = running(cast)
    client = client_of("deputy")
    page = client.get(f"{campaign.get_absolute_url()}enter/")
    assert [field.name for field in page.context["form"].asked()] == ["text", "place"]
    answer = client.post(
        f"{campaign.get_absolute_url()}enter/", {"text": TEXT, "place": "三组", "once": uuid7()}, follow=True
    )
    assert "庆符镇人大主席团在梳理" in answer.content.decode()
    empty = client.post(f"{campaign.get_absolute_url()}enter/", {"text": "", "place": "三组"})
    assert empty.status_code == 422 and "请写建议的内容。" in empty.content.decode()


def test_the_public_sees_totals_and_no_person(client_of, cast):
    row = closed(cast)
    services.count_campaign(campaign_of(cast).pk, cast.county.pk)
    visitor = client_of("resident")
    for address in (
        "/campaigns/",
        campaign_of(cast).get_absolute_url(),
        f"{campaign_of(cast).get_absolute_url()}totals/",
    ):
        page = visitor.get(address).content.decode()
        assert "截至" in page and "罗秋禾" not in page and "路灯" not in page
    assert visitor.get(row.get_absolute_url()).status_code == 404
    totals = visitor.get(f"/api/v1/campaigns/{campaign_of(cast).pk}/totals").json()
    assert (totals["total"], totals["closed"]) == (1, 1)


def test_one_in_preparation_is_for_its_office(client_of, cast):
    row = prepared(cast)
    assert client_of("office").get(row.get_absolute_url()).status_code == 200
    assert client_of("deputy").get(row.get_absolute_url()).status_code == 404


def test_closing_says_how_many_are_open_and_leads_to_them(client_of, cast):
    collected(cast)
    page = client_of("office").get(campaign_of(cast).get_absolute_url()).content.decode()
    assert "还有1件建议没有办结" in page and "items/?state=open" in page


def test_a_table_is_uploaded_corrected_and_loaded(client_of, cast):
    campaign, client = running(cast), client_of("office")
    titles = list(dict.fromkeys(key for row in TABLE for key in row))
    data = write_rows(titles, [[row.get(t, "") for t in titles] for row in TABLE])
    page = client.post(
        f"{campaign.get_absolute_url()}import/", {"file": SimpleUploadedFile("八月.xlsx", data)}, follow=True
    )
    words = page.content.decode()
    assert "可以导入<b>2</b>行，有问题<b>4</b>行" in words and "没有在任代表“查无此人”" in words
    uploaded = ItemSheet.objects.get()
    wrong = client.post(
        f"/campaigns/import/{uploaded.pk}/rows/4/", {**uploaded.rows.get(number=4).values, "deputy": "还是不对"}
    )
    assert wrong.status_code == 422 and "还是不对" in wrong.content.decode()
    client.post(f"/campaigns/import/{uploaded.pk}/rows/4/", {**uploaded.rows.get(number=4).values, "deputy": "严守田"})
    client.post(f"/campaigns/import/{uploaded.pk}/rows/5/skip/")
    rest = read_rows(client.get(f"/campaigns/import/{uploaded.pk}/rest.xlsx").content)
    assert rest[0][-1] == "问题" and len(rest[1]) == 3
    assert "正在导入" in client.post(f"/campaigns/import/{uploaded.pk}/load/", follow=True).content.decode()
    jobs.run_pending()
    assert "已导入<b>3</b>行" in client.get(f"/campaigns/import/{uploaded.pk}/").content.decode()
    assert CampaignItem.objects.count() == 3


def test_what_is_no_table_is_said_to_be_none(client_of, cast):
    campaign = running(cast)
    for data in (b"", b"nothing", write_rows(["甲", "乙"], [["1", "2"]])):
        answer = client_of("office").post(
            f"{campaign.get_absolute_url()}import/", {"file": SimpleUploadedFile("a.xlsx", data)}
        )
        assert answer.status_code == 422
    assert "缺这几列" in answer.content.decode()


def test_the_sample_can_be_loaded_but_for_its_words(client_of, cast):
    data = client_of("office").get("/campaigns/import/template.xlsx").content
    uploaded = services.read_sheet(running(cast), data, actor=cast.office, file_name="样表.xlsx")
    assert [row.is_bad for row in uploaded.rows.order_by("number")] == [False, True]


def test_all_rows_of_a_filter_from_the_page(client_of, cast):
    for _ in range(3):
        collected(cast)
    campaign, client = campaign_of(cast), client_of("office")
    asked = client.get(f"{campaign.get_absolute_url()}all/sort/?state=collected")
    assert "梳理3件" in asked.content.decode()
    fields = {"category": "farming", "level": "town", "once": uuid7()}
    page = client.post(f"{campaign.get_absolute_url()}all/sort/?state=collected", fields, follow=True)
    assert "正在办" in page.content.decode()
    jobs.run_pending()
    assert "办了<b>3</b>件" in client.get(page.redirect_chain[-1][0]).content.decode()
    assert client_of("deputy").get(f"{campaign.get_absolute_url()}all/sort/").status_code == 403


def test_a_selection_goes_through_the_engines_page(client_of, cast):
    rows = [collected(cast) for _ in range(2)]
    fields = {"pk": [str(row.pk) for row in rows], "filled": "1", "category": "farming", "level": "town"}
    page = client_of("office").post("/workflow/campaign_item/many/sort/", fields)
    assert page.content.decode().count("办了") == 2


def test_similar_items_stand_on_the_page_with_the_way_to_merge(client_of, cast):
    one = collected(cast, "新桥头的路灯坏了四盏，晚上看不见路。")
    other = collected(cast, "新桥头路灯坏了，晚上看不见路。", actor=cast.deputy2)
    jobs.run_pending()
    page = client_of("office").get(one.get_absolute_url()).content.decode()
    assert "说得差不多的" in page and "都说到：" in page
    once = client_of("office").get(one.get_absolute_url()).context["once"]
    client_of("office").post(
        f"{one.get_absolute_url()}merge/", {"main_number": other.number_text, "once": once, "seen": one.version}
    )
    assert CampaignItem.objects.get(pk=one.pk).merged_into_id == other.pk


def test_three_slips_come_from_the_row_and_keep_its_number(client_of, cast):
    row = replied(cast)
    client = client_of("office")
    assert "督办以后才有督办单" in client.get(row.get_absolute_url()).content.decode()
    for slip in ("assign", "close", "assign"):
        client.post(f"{row.get_absolute_url()}slip/{slip}/")
    jobs.run_pending()
    papers = Paper.objects.filter(matter_id=row.pk).order_by("purpose")
    assert [(p.purpose, p.number, p.state) for p in papers] == [
        ("slip_assign", row.number_text, "made"), ("slip_close", row.number_text, "made"),
    ]  # fmt: skip
    assert "四盏路灯已换新" in papers[1].source and "罗秋禾" in papers[0].source
    assert client.get(f"{row.get_absolute_url()}papers/{papers[0].pk}/pdf/").status_code == 200
    assert client.get(f"{row.get_absolute_url()}papers/{papers[0].pk}/docx/").status_code == 200
    assert client_of("deputy").get(f"{row.get_absolute_url()}papers/{papers[0].pk}/pdf/").status_code == 404


def test_the_county_sets_titles_and_items_of_its_slips(client_of, cast):
    client = client_of("office")
    assert "建议的样子，可修改" in client.get("/campaigns/forms/").content.decode()
    fields = {
        "title": "交办通知单",
        "label_number": "序号",
        "label_text": "意见",
        "label_unit": "责任单位",
        "source": "县人大常委会办法",
    }
    client.post("/campaigns/forms/assign/", fields)
    row = assigned(cast)
    services.order_slip(row, "assign", actor=cast.office)
    source = Paper.objects.get(matter_id=row.pk).source
    assert "交办通知单" in source and "责任单位" in source and "代表级别" not in source
    refused = client.post("/campaigns/forms/assign/", {**fields, "label_number": ""})
    assert refused.status_code == 422 and "编号和建议内容要留着" in refused.content.decode()


def test_the_table_prints_and_goes_to_excel_with_the_same_items(client_of, cast):
    row = replied(cast)
    address = campaign_of(cast).get_absolute_url()
    page = client_of("office").get(f"{address}table/").content.decode()
    assert "代表建议汇总表" in page and row.number_text in page
    titles, rows = read_rows(client_of("office").get(f"{address}items.xlsx?state=replied").content)
    assert titles[0] == "编号" and rows[0][0] == row.number_text
    assert read_rows(client_of("clerk").get(f"{address}items.xlsx").content)[1][0][0] == row.number_text


def test_a_deed_is_planned_reported_and_verified_by_another(client_of, cast):
    row = planned(cast)
    deputy = client_of("deputy")
    answer = deputy.post(
        f"{row.get_absolute_url()}report/", {"result": "水渠通了。", "evidence": [photo()]}, follow=True
    )
    assert "水渠通了" in answer.content.decode()
    assert deputy.post(f"{row.get_absolute_url()}verify/", {}).status_code == 403
    client_of("township").post(f"{row.get_absolute_url()}verify/", {})
    assert CampaignAction.objects.get(pk=row.pk).state == "verified"
    picture = answer.context["files"][0]["href"]
    assert deputy.get(picture).status_code == 200 and client_of("clerk").get(picture).status_code == 404


def test_the_page_of_a_deed_stays_within_its_queries(client_of, cast):
    row = reported(cast)
    assert len(counted(client_of("township"), row.get_absolute_url())[1]) <= MOST_FOR_A_MATTER
    assert len(counted(client_of("township"), f"{campaign_of(cast).get_absolute_url()}actions/")[1]) <= MOST_FOR_A_LIST


def test_the_other_lists_stay_within_their_queries(client_of, cast):
    closed(cast)
    services.count_campaign(campaign_of(cast).pk, cast.county.pk)
    uploaded = sheet(cast, [GOOD])
    for address in (
        "/campaigns/",
        f"/campaigns/import/{uploaded.pk}/",
        f"{campaign_of(cast).get_absolute_url()}totals/",
    ):
        assert len(counted(client_of("office"), address)[1]) <= MOST_FOR_A_LIST


def test_programs_do_all_of_it(client_of, cast):
    client, today = client_of("office"), str(Campaign(from_on="2026-01-01").from_on)
    made = client.post(
        "/api/v1/campaigns", {"title": "五级代表在行动", "from_on": today, "until_on": "2026-12-31"}, "application/json"
    ).json()
    client.post(f"/api/v1/campaign/{made['id']}/steps/open", {}, "application/json")
    body = {"rows": [{"deputy": "罗秋禾", "text": "路灯坏了"}, {"deputy": "无此人", "text": "桥断了"}]}
    uploaded = client.post(f"/api/v1/campaigns/{made['id']}/sheets", body, "application/json").json()
    assert (uploaded["ready"], uploaded["bad"]) == (1, 1)
    client.post(f"/api/v1/campaigns/sheets/{uploaded['id']}/load", {}, "application/json")
    jobs.run_pending()
    run = {"step": "sort", "filters": {"state": "collected"}, "fields": {"category": "farming", "level": "town"}}
    started = client.post(f"/api/v1/campaigns/{made['id']}/runs", run, "application/json").json()
    jobs.run_pending()
    assert client.get(f"/api/v1/campaigns/runs/{started['id']}").json()["taken"] == 1
    [line] = client.get(f"/api/v1/campaigns/{made['id']}/items?state=sorted").json()["rows"]
    assert line["deputy"] == "罗秋禾"
    assert client.get(f"/api/v1/campaigns/{made['id']}/items?state=nonsense").status_code == 422
    assert client.get(f"/api/v1/campaign_item/{line['id']}").json()["body"]["text"] == "路灯坏了"
