from datetime import timedelta

import pytest

from renda.chamber.participations import rules, services
from renda.chamber.participations.models import Participation
from renda.chamber.participations.shown import thought_of
from renda.chamber.participations.tests import factories as made
from renda.ground.kernel import clock
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.notices.models import Message
from renda.ground.search.declare import keys_of, source_of
from renda.ground.workflow.queries import waiting_for

EVERYBODY = ("office", "committee", "chair", "clerk", "leader_of_unit", "deputy", "deputy2", "deputy3", "co_clerk", "gov",
             "liaison", "township", "publisher", "admin", "town_deputy", "resident", "other_office")  # fmt: skip
CONGRESS = {"office", "committee", "chair"}
ORGAN = {"clerk", "leader_of_unit"}


def sees(cast, row):
    return {who for who in EVERYBODY if Participation.objects.visible_to(getattr(cast, who)).filter(pk=row.pk).exists()}


def told(actor, row):
    return Message.objects.filter(user_id=actor.user_id, matter_id=row.pk).count()


def test_who_sees_it_and_who_finds_it_are_the_same(cast):
    for row, expected in (
        (made.requested(cast), CONGRESS | ORGAN),
        (made.allotted(cast), CONGRESS | ORGAN | {"deputy", "deputy2"}),
    ):
        (text,) = source_of("participation").read(row)
        found = {who for who in EVERYBODY if keys_of(getattr(cast, who)) & text.keys}
        assert sees(cast, row) == found - {"other_office"} == expected


def test_reasons_are_given_in_the_order_of_the_roster_and_nobody_is_chosen(cast):
    made.allotted(cast)
    lines = {one.name: why for one, why in thought_of(made.requested(cast))}
    assert lines[cast.deputy.name] == ["职业是小学教师"]
    assert lines[cast.deputy3.name] == ["本届还没有安排过"]
    assert "住在文江镇" in rules.reasons(towns=["文江镇"], trades=[], lives="文江镇", works="", knows="", times=2)


def test_from_the_request_to_what_became_of_the_opinions(cast):
    row = made.requested(cast)
    with pytest.raises(NotAllowed):
        services.allot_participation(row, actor=cast.clerk, deputy_ids=[cast.seats.deputy.pk])
    with pytest.raises(Invalid, match="在任"):
        services.allot_participation(row, actor=cast.office, deputy_ids=[cast.seats.town_deputy.pk])
    row = made.allotted(cast)
    assert told(cast.deputy, row) == 1
    services.accept_participation(row, actor=cast.deputy)
    with pytest.raises(Blocked, match="还没有开始"):
        services.attend_participation(row, actor=cast.clerk, deputy_ids=[])
    with clock.at(row.starts_at):
        row = services.attend_participation(row, actor=cast.clerk, deputy_ids=[cast.seats.deputy.pk])
    with pytest.raises(NotAllowed):
        services.observe_participation(row, actor=cast.deputy2, view="没有去")
    services.observe_participation(row, actor=cast.deputy, view="低收入户的水价要另算。")
    services.take_up_participation(row, actor=cast.leader_of_unit, taken_up="已写进方案。")
    assert row.state == "taken_up" and told(cast.deputy, row) == 3 and told(cast.deputy2, row) == 1


def test_who_cannot_come_is_replaced_and_stays_in_the_list(cast):
    row = made.allotted(cast)
    with pytest.raises(Blocked, match="安排满"):
        services.substitute_participation(row, actor=cast.office, deputy_ids=[cast.seats.deputy3.pk])
    services.ask_leave_participation(row, actor=cast.deputy2, note="外出培训")
    assert {one.holder for one in waiting_for(row)} & {f"person:{cast.deputy2.user_id}"} == set()
    services.substitute_participation(row, actor=cast.office, deputy_ids=[cast.seats.deputy3.pk])
    assert list(row.participants.listed().values_list("answer", flat=True)) == ["", "leave", ""]
    assert told(cast.deputy3, row) == 1 and told(cast.deputy, row) == 1


def test_the_day_for_naming_is_the_countys_rule_and_never_after_the_event(cast):
    near, far = made.requested(cast, days=2), made.requested(cast, days=60)
    assert waiting_for(near).get().due_on == clock.day_of(near.starts_at)
    assert waiting_for(far).get().due_on < clock.day_of(far.starts_at)


@pytest.mark.parametrize(("name", "who"), [("withdraw", "clerk"), ("cancel", "office")])
def test_called_off_everybody_named_is_told(cast, name, who):
    row = made.allotted(cast)
    getattr(services, f"{name}_participation")(row, actor=getattr(cast, who), note="改期再办")
    assert told(cast.deputy, row) == 2 and not waiting_for(row).exists()


def test_an_organ_asks_on_a_page_and_a_deputy_reads_the_own_words_only(cast, client_of, django_assert_max_num_queries):
    moment = (clock.now() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    facts = {
        "organ_id": cast.orgs.water,
        "sort": "talk",
        "title": "节水座谈会",
        "starts_at": moment,
        "place": "县水利局",
        "places": "3",
    }
    clerk = client_of("clerk")
    bad = clerk.post("/participations/request/", {**facts, "starts_at": "2020-01-01T09:00"})
    assert bad.status_code == 422 and "已经过了" in bad.content.decode() and "节水座谈会" in bad.content.decode()
    assert clerk.post("/participations/request/", {**facts, "organ_id": cast.orgs.roads}).status_code == 422
    assert clerk.post("/participations/request/", facts).status_code == 302
    row = made.attended(cast)
    services.observe_participation(row, actor=cast.deputy, view="低收入户的水价要另算。")
    pages = {who: client_of(who).get(row.get_absolute_url()).content.decode() for who in ("clerk", "deputy", "deputy2")}
    assert [who for who, page in pages.items() if "低收入户" in page] == ["clerk", "deputy"]
    office = client_of("office")
    office.get("/participations/")
    with django_assert_max_num_queries(6):
        assert "节水座谈会" in office.get("/participations/").content.decode()
    with django_assert_max_num_queries(14):
        office.get(row.get_absolute_url())


def test_why_somebody_stays_away_is_read_by_the_office_alone(cast, client_of):
    row = made.allotted(cast)
    services.ask_leave_participation(row, actor=cast.deputy2, note="住院检查")
    pages = {who: client_of(who).get(row.get_absolute_url()).content.decode() for who in ("office", "clerk", "deputy")}
    assert [who for who, page in pages.items() if "住院检查" in page] == ["office"]


def test_the_same_by_json(cast, client_of):
    how = {"content_type": "application/json"}
    facts = {"organ_id": cast.orgs.water, "sort": "observe", "title": "旁听庭审", "place": "第一法庭", "places": 1,
             "starts_at": (clock.now() + timedelta(days=9)).isoformat()}  # fmt: skip
    key = client_of("clerk").post("/api/v1/participations", facts, **how).json()["id"]
    steps = f"/api/v1/participation/{key}/steps"
    ids = {"deputy_ids": [cast.seats.deputy.pk]}
    assert client_of("office").post(f"{steps}/allot", ids, **how).status_code == 200
    assert client_of("deputy").post(f"{steps}/accept", {}, **how).status_code == 200
    (line,) = client_of("clerk").get("/api/v1/participations").json()["rows"]
    assert (line["named"], line["came"], line["state"]) == (1, 0, "allotted")
    assert client_of("co_clerk").get(f"/api/v1/participation/{key}").status_code == 404
