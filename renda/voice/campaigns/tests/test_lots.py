"""Many rows at once: tables with bad rows, corrected and loaded once; a step on all rows of a filter."""

import pytest

from renda.ground.kernel import jobs
from renda.ground.kernel.actor import Actor, Held
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.kernel.keys import uuid7
from renda.ground.notices.models import Message
from renda.ground.people.models import Post
from renda.ground.workflow.models import StepTaken, Waiting
from renda.ground.workflow.sealing import verify_history
from renda.voice.campaigns import services
from renda.voice.campaigns.models import BatchRun, CampaignItem, ItemSheet, SheetRow
from renda.voice.campaigns.services.sheets import sheet_figures
from renda.voice.campaigns.tests.factories import campaign_of, collected, running, sheet, sorted_item

GOOD = {
    "代表姓名": "罗秋禾",
    "建议内容": "三组路灯坏了四盏，请修好。",
    "地点": "晒坝旁",
    "类别": "基础设施",
    "办理层级": "镇办",
}
TABLE = [
    GOOD,
    {**GOOD, "建议内容": "二组的水渠垮了，请修。", "村（社区）": "石门村"},
    {**GOOD, "代表姓名": "查无此人", "建议内容": "桥断了。"},
    {**GOOD, "建议内容": ""},
    {**GOOD, "类别": "天上"},
    GOOD,
]


def test_bad_rows_are_marked_and_none_is_lost(cast):
    uploaded = sheet(cast, TABLE)
    assert sheet_figures(uploaded) == {"total": 6, "ready": 2, "bad": 4, "skipped": 0, "loaded": 0}
    faults = {row.number: "".join(row.faults) for row in uploaded.rows.filter(is_bad=True)}
    assert "没有在任代表“查无此人”" in faults[4]
    assert "“建议内容”没有填" in faults[5]
    assert "类别“天上”看不懂" in faults[6]
    assert "表里第2行" in faults[7]
    assert not CampaignItem.objects.exists()


def test_rows_are_corrected_in_place_or_skipped(cast):
    uploaded = sheet(cast, TABLE)
    wrong = uploaded.rows.get(number=4)
    still = services.correct_row(wrong, actor=cast.office, values={**wrong.values, "deputy": "严守"})
    assert still.is_bad and still.values["deputy"] == "严守"
    assert not services.correct_row(wrong, actor=cast.office, values={**wrong.values, "deputy": "严守田"}).is_bad
    services.skip_row(uploaded.rows.get(number=5), actor=cast.office)
    assert sheet_figures(uploaded) == {"total": 6, "ready": 3, "bad": 2, "skipped": 1, "loaded": 0}


def test_a_confirmed_table_is_loaded_by_the_worker_once(cast):
    uploaded = sheet(cast, TABLE)
    services.confirm_sheet(uploaded, actor=cast.office)
    jobs.run_pending()
    services.load_sheet(uploaded.pk, cast.county.pk)
    assert CampaignItem.objects.count() == 2
    row = CampaignItem.objects.get(text__startswith="三组")
    assert (row.entry, row.category, row.handling_level, row.town) == ("sheet", "infrastructure", "town", "庆符镇")
    assert CampaignItem.objects.get(text__startswith="二组").village_org_id == cast.orgs.village
    assert StepTaken.objects.of(row).get().user_id == cast.office.user_id
    assert Waiting.objects.of(row).exists()
    assert verify_history(cast.county.pk) is None
    assert sheet_figures(uploaded)["loaded"] == 2
    assert SheetRow.objects.filter(fate="loaded").exclude(values={}).count() == 0


def test_the_same_table_again_makes_nothing_twice(cast):
    for _ in range(2):
        again = sheet(cast, TABLE[:2])
        if sheet_figures(again)["ready"]:
            services.confirm_sheet(again, actor=cast.office)
            jobs.run_pending()
    assert CampaignItem.objects.count() == 2
    assert {"".join(row.faults)[:14] for row in again.rows.all()} == {"同一位代表同样的话已经有了："}


def test_what_came_in_meanwhile_is_not_loaded_again(cast):
    uploaded = sheet(cast, TABLE[:2])
    services.collect_campaign_item(campaign_of(cast), actor=cast.deputy, text=GOOD["建议内容"])
    services.confirm_sheet(uploaded, actor=cast.office)
    jobs.run_pending()
    assert CampaignItem.objects.count() == 2
    assert uploaded.rows.get(number=2).is_bad


def test_of_two_of_one_name_the_table_has_to_say_which(cast):
    twin = cast.seats.deputy2
    twin.name = "罗秋禾"
    twin.save()
    rows = [{**GOOD, "代表团": ""}, {**GOOD, "代表级别": "省代表"}, {**GOOD, "代表团": "第十三选区"}]
    found = list(sheet(cast, rows).rows.order_by("number"))
    assert "有2位代表叫“罗秋禾”" in found[0].faults[0]
    assert "不是这个级别" in found[1].faults[0]
    assert not found[2].is_bad


def test_a_town_loads_its_own_only(cast):
    uploaded = sheet(cast, [GOOD, {**GOOD, "乡镇": "月江镇", "建议内容": "桥断了。"}], actor=cast.township)
    assert uploaded.rows.get(number=2).is_bad is False
    assert "没有“月江镇”这个乡镇" in uploaded.rows.get(number=3).faults[0]
    with pytest.raises(NotAllowed):
        sheet(cast, [GOOD], actor=cast.liaison)


def test_a_table_that_is_being_loaded_is_not_thrown_away(cast):
    uploaded = services.confirm_sheet(sheet(cast, [GOOD]), actor=cast.office)
    with pytest.raises(Blocked):
        services.drop_sheet(uploaded, actor=cast.office)
    jobs.run_pending()
    services.drop_sheet(ItemSheet.objects.get(), actor=cast.office)
    assert CampaignItem.objects.count() == 1


def started(cast, step, fields, filters=None, who="office", **more):
    return services.start_run(
        campaign_of(cast), step, actor=getattr(cast, who), filters=filters or {}, fields=fields, **more
    )


def test_a_step_on_all_rows_of_a_filter(cast):
    rows = [collected(cast) for _ in range(5)]
    services.sort_campaign_item(rows[0], actor=cast.office, category="farming", level="county")
    run = started(cast, "sort", {"category": "education", "level": "town"}, {"state": "collected"})
    jobs.run_pending()
    run.refresh_from_db()
    assert (run.total, run.taken, run.refused, run.stage) == (4, 4, 0, "done")
    assert CampaignItem.objects.filter(category="education", state="sorted").count() == 4


def test_a_run_is_taken_in_pieces_and_goes_on_where_it_stopped(cast, monkeypatch):
    for _ in range(5):
        collected(cast)
    monkeypatch.setattr("renda.voice.campaigns.services.runs.PIECE", 2)
    run = started(cast, "sort", {"category": "education", "level": "town"})
    from renda.voice.campaigns.services import runs

    runs._take_piece(run, runs._actor_of(run))
    assert (BatchRun.objects.get().taken, CampaignItem.objects.filter(state="sorted").count()) == (2, 2)
    jobs.run_pending()
    assert BatchRun.objects.get().taken == 5
    assert StepTaken.objects.filter(step="sort").count() == 5


def test_what_a_run_can_not_take_is_listed_with_its_reason(cast):
    sorted_item(cast)
    services.sort_campaign_item(collected(cast), actor=cast.office, category="farming", level="town")
    run = started(cast, "assign", {"org_id": None})
    jobs.run_pending()
    run.refresh_from_db()
    assert (run.taken, run.refused) == (1, 1)
    assert run.troubles.get().reason == "县级单位办的，请选承办单位。"


def test_a_run_tells_each_person_once(cast):
    for _ in range(3):
        sorted_item(cast)
    Message.objects.all().delete()
    started(cast, "assign", {"org_id": cast.orgs.water})
    jobs.run_pending()
    assert Message.objects.get(user_id=cast.clerk.user_id).title == "交来3件代表活动建议，请办理"


def test_a_run_counts_only_for_the_posts_still_held(cast):
    collected(cast)
    started(cast, "sort", {"category": "education", "level": "town"})
    Post.objects.filter(user_id=cast.office.user_id).update(to_on="2026-01-01")
    jobs.run_pending()
    assert CampaignItem.objects.get().state == "collected"


def test_the_same_run_twice_is_one_run_and_an_empty_one_is_none(cast):
    collected(cast)
    once, fields = uuid7(), {"category": "education", "level": "town"}
    assert started(cast, "sort", fields, once=once).pk == started(cast, "sort", fields, once=once).pk
    with pytest.raises(Invalid, match="没有能“办结”的"):
        started(cast, "close", {})
    with pytest.raises(Invalid, match="逐件办"):
        started(cast, "rate", {"rating": "satisfied"})


def test_a_presidium_moves_only_what_lies_in_its_town(cast):
    elsewhere = collected(cast)
    CampaignItem.objects.filter(pk=elsewhere.pk).update(presidium=None)
    collected(cast)
    run = started(cast, "sort", {"category": "education", "level": "town"}, who="township")
    assert run.total == 1


def test_similar_items_are_found_with_what_they_share(cast):
    one = collected(cast, "石门村三组新桥头的路灯坏了四盏，晚上看不见路。")
    other = collected(cast, "新桥头路灯坏了，学生晚上看不见路，怕摔。", actor=cast.deputy2)
    collected(cast, "村卫生室缺降压药，老人要跑到镇上买。")
    jobs.run_pending()
    from renda.voice.campaigns.queries.pages import similar_to

    [(found, why)] = similar_to(one, cast.office)
    assert found.pk == other.pk
    assert "新桥头" in why.shared and "晚上看不见路" in why.shared
    assert similar_to(one, cast.deputy) == []


def test_totals_are_counted_with_their_moment(cast):
    from renda.voice.campaigns.tests.factories import closed

    closed(cast)
    collected(cast)
    services.withdraw_campaign_item(collected(cast), actor=cast.deputy, note="不提了")
    totals = services.count_campaign(campaign_of(cast).pk, cast.county.pk)
    data = totals.data
    assert (data["total"], data["answered"], data["closed"]) == (2, 1, 1)
    assert ["庆符镇", "庆符镇", 2, 1, 1] in data["towns"]
    assert ["satisfied", "满意", 1] in data["ratings"]
    assert "罗秋禾" not in str(data)
    assert totals.counted_at is not None


def test_only_of_the_own_county(cast):
    with pytest.raises(NotAllowed):
        sheet(cast, [GOOD], campaign=running(cast), actor=stranger(cast))


def stranger(cast):
    held = Held(1, "office", cast.orgs.office)
    return Actor(cast.other_office.county_id, 999, "外县", (held,))
