"""The verbs of a check: who, in which order, what follows from the answers, versions, what is put right."""

from datetime import date, timedelta

import pytest

from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.workflow.queries import waiting_for
from renda.network.activities.tests.factories import recorded
from renda.network.standards import services
from renda.network.standards.forms import ReportForm
from renda.network.standards.models import Check, Checklist
from renda.network.standards.queries import checklist_on, wall_of, wall_on
from renda.network.standards.tests.factories import ROOMS, accepted, begun, fresh, reported, said, verified

ACCOUNTS = ("liaison", "station_master", "township", "office", "committee", "deputy", "clerk", "resident")


def test_a_check_goes_from_station_to_town_to_county(cast):
    row = begun(cast)
    keys = [cast.liaison.posts[0].key, cast.township.posts[0].key, cast.office.posts[0].key]
    assert keys[0] in {one.holder for one in waiting_for(row)} and waiting_for(row)[0].due_on > today()
    services.report_station_check(row, actor=cast.liaison, answers=said({"有设施": "no"}))
    assert [one.holder for one in waiting_for(row)] == [keys[1]]
    services.verify_station_check(row, actor=cast.township, answers=said({"有设施": "no", "有制度": "partly"}))
    assert keys[2] in {one.holder for one in waiting_for(row)}
    services.accept_station_check(row, actor=cast.office)
    row = fresh(row)
    assert (row.state, row.done_on, row.gaps, row.gap_count) == ("done", today(), ["有设施", "有制度"], 2)
    assert row.self_answers["有制度"]["answer"] == "yes" and row.county_answers["有制度"]["answer"] == "partly"
    assert not waiting_for(row)


def test_a_report_answers_every_item(cast):
    row = begun(cast)
    with pytest.raises(Invalid, match="有档案"):
        services.report_station_check(row, actor=cast.liaison, answers=said()[:-1])
    assert fresh(row).state == "self"


def test_rooms_are_own_shared_or_missing_with_square_metres(cast):
    row = begun(cast, key="rooms")
    answers = said({"展示区": "missing"}, names=ROOMS, good="shared", m2=30)
    services.report_station_check(row, actor=cast.liaison, answers=answers)
    assert fresh(row).gaps == ["展示区"]
    assert fresh(row).current["办公区"] == {"answer": "shared", "remark": "", "m2": 30}


def test_a_year_has_one_check_of_a_list(cast):
    begun(cast)
    with pytest.raises(Blocked, match="已经开始"):
        begun(cast)
    begun(cast, key="rooms")
    begun(cast, year=today().year - 1)
    with pytest.raises(Invalid, match="只能开始"):
        begun(cast, year=today().year + 1)
    with pytest.raises(Invalid, match="没有这种清单"):
        begun(cast, key="none")


def test_it_comes_back_with_a_reason_and_what_was_answered(cast):
    row = reported(cast, {"有设施": "no"})
    services.send_back_station_check(row, actor=cast.township, note="请再看设施")
    assert row.state == "self" and row.self_answers["有设施"]["answer"] == "no"
    services.report_station_check(row, actor=cast.liaison, answers=said())
    services.verify_station_check(row, actor=cast.township)
    services.hand_back_station_check(row, actor=cast.office, note="请到现场看")
    assert fresh(row).state == "town" and fresh(row).gaps == []


def test_a_gap_is_put_right_with_a_day_and_what_was_done(cast):
    row = accepted(cast, {"有设施": "no", "有制度": "partly"})
    with pytest.raises(Invalid, match="不能晚于今天"):
        services.rectify_station_check(row, actor=cast.liaison, item="有设施", on=today() + timedelta(days=1), text="x")
    with pytest.raises(Invalid, match="还缺的项目"):
        services.rectify_station_check(row, actor=cast.liaison, item="有场所", on=today(), text="x")
    services.rectify_station_check(row, actor=cast.liaison, item="有设施", on=date(2026, 1, 5), text="配了桌椅")
    row = fresh(row)
    assert row.gaps == ["有制度"] and row.fixes == {"有设施": {"on": "2026-01-05", "text": "配了桌椅"}}
    services.dispute_station_check(row, actor=cast.township, item="有设施", note="没有看到")
    assert fresh(row).gaps == ["有设施", "有制度"] and fresh(row).fixes == {}
    with pytest.raises(Blocked, match="还没有记过整改"):
        services.dispute_station_check(row, actor=cast.township, item="有设施", note="没有看到")


def test_looked_at_again_a_mended_item_is_ticked_and_a_bad_one_is_a_gap_again(cast):
    row = accepted(cast, {"有设施": "no", "有制度": "partly"})
    for item in ("有设施", "有制度"):
        services.rectify_station_check(row, actor=cast.liaison, item=item, on=today(), text="好了")
    services.reopen_station_check(row, actor=cast.office, note="抽查")
    services.accept_station_check(row, actor=cast.office, answers=said({"有制度": "no"}))
    assert fresh(row).gaps == ["有制度"] and list(fresh(row).fixes) == ["有设施"]


def test_a_new_version_leaves_a_check_as_it_was(cast):
    row = begun(cast)
    items = [{"name": "有牌子", "basis": "第五条", "fact": ""}]
    new = services.save_checklist(
        actor=cast.office, key="six", title="七有", sort="plain", items=items, valid_from=today()
    )
    assert (new.version, row.checklist.version) == (2, 1)
    assert fresh(row).checklist.names[0] == "有场所" and len(fresh(row).checklist.names) == 6
    assert begun(cast, station=cast.places.home).checklist == new


def test_a_version_of_a_later_day_is_not_used_yet(cast):
    tomorrow = today() + timedelta(days=1)
    services.save_checklist(
        actor=cast.office, key="six", title="八有", sort="plain", items=[{"name": "有水"}], valid_from=tomorrow
    )
    assert begun(cast).checklist.is_packaged
    assert checklist_on(cast.county.pk, "six", tomorrow).title == "八有"
    assert Checklist.objects.filter(key="six").count() == 2


def test_a_list_of_the_countys_own_gets_a_key(cast):
    made = services.save_checklist(
        actor=cast.office, title="硬件", sort="plain", items=[{"name": "有水"}], valid_from=today()
    )
    assert made.key == "own-1" and begun(cast, key="own-1").checklist == made


@pytest.mark.parametrize("who", [name for name in ACCOUNTS if name != "office"])
def test_only_the_office_sets_lists_and_texts(cast, who):
    with pytest.raises(NotAllowed):
        services.save_checklist(
            actor=getattr(cast, who), title="x", sort="plain", items=[{"name": "有水"}], valid_from=today()
        )
    with pytest.raises(NotAllowed):
        services.save_wall_text(actor=getattr(cast, who), title="x", text="x", valid_from=today())


def test_texts_for_the_wall_go_by_kind_and_version(cast):
    titles = [one.title for one in wall_of(cast.places.station, today())]
    assert "家站工作职责" in titles and len(titles) == 5
    services.save_wall_text(
        actor=cast.office, key="study", title="学习", text="一", valid_from=today(), kinds=["town_home"]
    )
    services.save_wall_text(
        actor=cast.office, key="duties", title="职责", text="一", valid_from=today(), is_shown=False
    )
    assert "学习" not in [one.title for one in wall_of(cast.places.station, today())]
    assert "学习" in [one.title for one in wall_of(cast.places.home, today())]
    assert "duties" not in [one.key for one in wall_on(cast.county.pk, today())]


def test_what_the_record_knows_is_ticked_already(cast):
    recorded(cast)
    form = ReportForm(row=begun(cast), actor=cast.liaison)
    ticked = {row["item"]: row["answer"] for row in form.initial["answers"]}
    assert ticked == {"有场所": "yes", "有活动": "yes"}
    assert "1次活动" in str(form["answers"]) and "滨江路48号" in str(form["answers"])


def test_without_a_record_nothing_is_ticked_for_the_station(cast):
    form = ReportForm(row=begun(cast), actor=cast.liaison)
    assert {row["item"] for row in form.initial["answers"]} == {"有场所"}


def test_last_years_answers_are_filled_in(cast):
    reported(cast, {"有设施": "partly"}, year=today().year - 1)
    form = ReportForm(row=begun(cast), actor=cast.liaison)
    ticked = {row["item"]: row["answer"] for row in form.initial["answers"]}
    assert ticked["有设施"] == "partly" and ticked["有制度"] == "yes" and len(ticked) == 6


def test_all_stations_are_begun_at_once_and_only_once(cast):
    begun(cast)
    assert services.begin_many(actor=cast.office, key="six", year=today().year) == 1
    assert services.begin_many(actor=cast.office, key="six", year=today().year) == 0
    assert Check.objects.filter(key="six").count() == 2
    assert all(waiting_for(row) for row in Check.objects.all())


@pytest.mark.parametrize("who", ["committee", "chair"])
def test_who_only_reads_begins_nothing(cast, who):
    with pytest.raises(NotAllowed):
        services.begin_many(actor=getattr(cast, who), key="six", year=today().year)


@pytest.mark.parametrize(
    ("make", "step", "may"),
    [
        (begun, "report", {"liaison", "station_master", "township", "office"}),
        (reported, "verify", {"township"}),
        (reported, "send_back", {"township"}),
        (verified, "accept", {"office"}),
        (verified, "hand_back", {"office"}),
        (accepted, "rectify", {"liaison", "station_master", "township", "office"}),
        (accepted, "reopen", {"office"}),
    ],
)
def test_who_takes_which_step(cast, make, step, may):
    from renda.network.standards.workflow import CHECK

    row = make(cast) if make is begun else make(cast, {"有设施": "no"})
    found = {who for who in ACCOUNTS if step in [one.name for one in CHECK.open_to(getattr(cast, who), row)]}
    assert found == may
