"""Pages and routes: office, group, station and public; the sheet that a phone sends late and twice."""

import pytest
from django.urls import reverse

from renda.ground.kernel.clock import today
from renda.ground.kernel.keys import uuid7
from renda.ground.papers.queries import papers_of
from renda.readings.assessments import services
from renda.readings.assessments.models import Candidacy, Cycle, Group, Scheme, StationAppeal, VisitSheet
from renda.readings.assessments.tests import factories as make

HOW = {"content_type": "application/json"}
QUEUE = {"headers": {"accept": "application/json, text/html"}}


def step(client, row, name, **fields):
    return client.post(reverse("assessments:step", args=[row.pk, name]), fields)


def sheet_of(row, once=None, **changed):
    """What the form of a visit posts."""
    points = {f"points_{key}": value for key, value in make.points(row).items()}
    return {**points, "words_a1": "制度上墙", "visited_on": today(), "once": once or uuid7(), **changed}


def visit_page(row):
    return reverse("assessments:visit", args=[row.cycle_id, row.station.code])


def test_a_station_goes_its_way_on_pages(cast, client_of):
    cycle = make.opened(cast)
    liaison, office, member = client_of("liaison"), client_of("office"), client_of("committee")
    page = liaison.get(reverse("assessments:begin", args=[cycle.pk]))
    assert cast.places.station.name in page.text
    begun = liaison.post(page.request["PATH_INFO"], {"station": cast.places.station.code, "reason": "请来看"})
    assert begun.status_code == 302
    row = make.fresh(Candidacy.objects.get())
    assert step(liaison, row, "apply").status_code == 302
    own = {f"points_{key}": value for key, value in make.points(row).items()}
    wrong = step(liaison, row, "score_self", **{**own, "points_a1": "7"}, words_d1="少记了一次")
    assert wrong.status_code == 422
    assert "最多5分" in wrong.text and "少记了一次" in wrong.text and "有活动的月" in wrong.text
    assert step(liaison, row, "score_self", **own).status_code == 302
    assert member.post(visit_page(row), sheet_of(row)).status_code == 302
    assert step(office, row, "compose").status_code == 302
    assert step(office, row, "approve", decided_on=today(), paper_number="9号").status_code == 302
    assert step(office, row, "announce", announced_on=today()).status_code == 302
    shown = office.get(row.get_absolute_url()).text
    assert "9号" in shown and "制度上墙" in shown and "已公布" in shown


def test_a_payload_that_waited_on_the_phone_is_one_sheet_however_often_it_comes(cast, client_of):
    row, member, once = make.self_scored(cast), client_of("committee"), uuid7()
    body = sheet_of(row, once)
    for _ in range(3):
        answer = member.post(visit_page(row), body, **QUEUE)
        assert answer.status_code == 200 and answer.json()["link"] == row.get_absolute_url()
    assert VisitSheet.objects.get().pk == once
    assert make.fresh(row).version == 4


def test_a_sheet_sent_before_signing_in_is_asked_to_wait(cast, client_of):
    row = make.self_scored(cast)
    answer = client_of("resident").post(visit_page(row), sheet_of(row), **QUEUE)
    assert answer.status_code == 401
    assert "登录以后它自动发出" in answer.json()["detail"]
    assert not VisitSheet.objects.exists()


def test_the_blank_sheet_is_everybodys_and_tells_nothing_of_the_station(cast, client_of):
    row = make.composed(cast)
    page = client_of("resident").get(visit_page(row))
    assert page.status_code == 200
    assert "data-offline-intake" in page.text
    for word in ("制度上墙", str(row.score), row.get_absolute_url(), "已综合评定"):
        assert word not in page.text


def test_who_is_not_of_the_group_is_told_so_and_wrong_points_keep_what_was_typed(cast, client_of):
    row = make.self_scored(cast)
    assert client_of("clerk").post(visit_page(row), sheet_of(row)).status_code == 403
    assert client_of("township").post(visit_page(row), sheet_of(row)).status_code == 403
    page = client_of("committee").post(visit_page(row), sheet_of(row, points_a1="9", words_a2="记得问站长"))
    assert page.status_code == 422
    assert "最多5分" in page.text and "记得问站长" in page.text
    assert client_of("committee").post(visit_page(row), sheet_of(row, points_a1=""), **QUEUE).status_code == 422


def test_a_conflict_is_shown_and_chosen_on_the_page(cast, client_of):
    row = make.visited(cast)
    make.seen_by(row, cast.chair, less="1")
    office = client_of("office")
    page = office.get(row.get_absolute_url()).text
    assert "成员的评分不一致" in page and "家站管理制度健全" in page
    chosen = VisitSheet.objects.get(user_id=cast.chair.user_id)
    assert step(office, row, "settle").status_code == 422
    assert step(office, row, "settle", sheet=chosen.pk).status_code == 302
    assert "成员的评分不一致" not in office.get(row.get_absolute_url()).text


def test_a_computed_point_opens_to_its_rows(cast, client_of):
    row, client = make.self_scored(cast), client_of("liaison")
    page = client.get(reverse("assessments:rows", args=[row.pk, "b2"])).text
    assert "开放时间" in page and "代表接待日" in page
    assert client.get(reverse("assessments:rows", args=[row.pk, "a1"])).status_code == 404


def test_the_list_and_the_station_ask_few_queries(cast, client_of, django_assert_max_num_queries):
    row, office = make.announced(cast), client_of("office")
    address = row.cycle.get_absolute_url()
    office.get(address)
    with django_assert_max_num_queries(7):
        assert row.station.name in office.get(address).text
    with django_assert_max_num_queries(20):
        office.get(row.get_absolute_url())


def test_steps_on_a_selection_compose_approve_and_announce(cast, client_of):
    row, office = make.visited(cast), client_of("office")
    for name, fields in (("compose", {}), ("approve", {"decided_on": today(), "paper_number": "9号"}),
                         ("announce", {"announced_on": today()})):  # fmt: skip
        body = {"pk": f"candidacy.{row.pk}", "filled": "1", **fields}
        assert office.post(reverse("workflow:many", args=["candidacy", name]), body).status_code == 200
    assert make.fresh(row).state == "announced"


def test_the_public_reads_names_and_grades_only(cast, client_of):
    row = make.announced(cast)
    Candidacy.objects.filter(pk=row.pk).update(grade="fine")
    page = client_of("resident").get(reverse("assessments:public")).text
    assert "出色站" in page and row.station.name in page
    assert str(row.score) not in page
    lines = client_of("resident").get("/api/v1/assessments/grades").json()
    assert [(line["station"], line["grade"]) for line in lines] == [(row.station.name, "fine")]


def test_papers_are_ordered_once_there_is_something_to_say(cast, client_of):
    row, office = make.visited(cast), client_of("office")
    sheet = reverse("assessments:order-sheet", args=[row.pk])
    assert office.post(sheet).status_code == 409
    services.compose_candidacy(make.fresh(row), actor=cast.office)
    for _ in range(2):
        assert office.post(sheet).status_code == 302
    assert papers_of(row).get().title == "家站考核评分表"
    notice = reverse("assessments:order", args=[row.cycle_id, "notice"])
    assert office.post(notice).status_code == 409
    Candidacy.objects.update(state="announced", announced_on=today(), grade="fine")
    assert client_of("liaison").post(notice).status_code == 403
    assert office.post(notice).status_code == 302
    source = papers_of(Cycle.objects.get()).get().source
    assert row.station.name in source and "出色站（1个）" in source
    assert office.post(reverse("assessments:order", args=[row.cycle_id, "plaques"])).status_code == 302


def test_an_appeal_on_pages(cast, client_of):
    row, liaison, office = make.announced(cast), client_of("liaison"), client_of("office")
    address = reverse("assessments:appeal-against", args=[row.pk])
    assert liaison.post(address, {"item": "a1", "text": ""}).status_code == 422
    assert liaison.post(address, {"item": "d1", "text": "三月有活动"}).status_code == 302
    assert client_of("committee").get(address).status_code == 403
    appeal = StationAppeal.objects.get()
    assert "三月有活动" in office.get(appeal.get_absolute_url()).text
    grant = reverse("assessments:appeal-step", args=[appeal.pk, "grant"])
    assert office.post(grant, {"points": "11", "answer": "属实"}).status_code == 422
    assert office.post(grant, {"points": "9", "answer": "属实"}).status_code == 302
    assert "<s>" in liaison.get(row.get_absolute_url()).text


def test_the_office_sets_up_scheme_cycle_and_groups_on_pages(cast, client_of):
    office = client_of("office")
    assert office.post(reverse("assessments:schemes")).status_code == 302
    scheme = Scheme.objects.get()
    item = {"aspect": "a", "key": "a4", "name": "新的一项", "points": "2", "full_at": "80", "measure": "months_active"}
    edit = reverse("assessments:item", args=[scheme.pk])
    assert office.post(edit, {**item, "key": "A"}).status_code == 422
    assert office.post(edit, item).status_code == 302
    assert "合起来是17分" in office.get(scheme.get_absolute_url()).text
    days = {
        "name": "试",
        "first_on": "2025-01-01",
        "last_on": "2026-12-31",
        "apply_by": "2026-12-31",
        "scheme": scheme.pk,
    }
    assert office.post(reverse("assessments:new-cycle"), days).status_code == 422
    assert office.post(f"{edit}?key=a4", {"drop": "1"}).status_code == 302
    lines = {
        "model": "92",
        "fine": "80",
        "passed": "60",
        **{f"aspect_{k}": p for k, p in zip("abcdef", (15, 15, 15, 25, 15, 15), strict=True)},
    }
    assert office.post(reverse("assessments:lines", args=[scheme.pk]), lines).status_code == 302
    assert office.post(reverse("assessments:new-cycle"), days).status_code == 302
    cycle = Cycle.objects.get()
    assert Group.objects.filter(cycle=cycle).count() == 5
    group = reverse("assessments:group", args=[cycle.pk, 1])
    town = cast.places.station.town
    body = {"number": 1, "towns": [town], "members": [cast.committee.user_id, cast.township.user_id]}
    assert office.post(group, {**body, "towns": ["没有的镇"]}).status_code == 422
    assert office.post(group, body).status_code == 302
    assert f"回避{town}" in office.get(reverse("assessments:groups", args=[cycle.pk])).text
    assert client_of("liaison").post(group, body).status_code == 403


@pytest.mark.parametrize(
    ("who", "sees"),
    [("office", True), ("chair", True), ("committee", True), ("liaison", True), ("station_master", True), ("township", True),
     ("deputy", False), ("town_deputy", False), ("clerk", False), ("village", False), ("town_gov", False), ("gov", False),
     ("publisher", False), ("admin", False), ("resident", False), ("other_office", False)],
)  # fmt: skip
def test_who_sees_a_stations_assessment(cast, who, sees):
    row = make.announced(cast)
    make.appealed(cast, row)
    actor = getattr(cast, who)
    assert Candidacy.objects.visible_to(actor).exists() is sees
    assert StationAppeal.objects.visible_to(actor).exists() is sees
    assert VisitSheet.objects.visible_to(actor).exists() is sees


def test_another_stations_people_see_nothing_of_this_one(cast):
    row = make.composed(cast)
    Candidacy.objects.filter(pk=row.pk).update(org_id=cast.orgs.home, town_org_id=None)
    assert not Candidacy.objects.visible_to(cast.liaison).exists()
    Candidacy.objects.filter(pk=row.pk).update(group=None)
    assert not Candidacy.objects.visible_to(cast.township).exists()


def test_a_program_begins_sends_a_sheet_and_reads_the_export(cast, client_of):
    cycle, liaison, office, member = (
        make.opened(cast),
        client_of("liaison"),
        client_of("office"),
        client_of("committee"),
    )
    body = {"station": cast.places.station.code, "cycle": str(cycle.pk)}
    key = liaison.post("/api/v1/assessments/places", body, **HOW).json()["id"]
    steps = f"/api/v1/candidacy/{key}/steps"
    row = make.fresh(Candidacy.objects.get())
    assert liaison.post(f"{steps}/apply", {}, **HOW).status_code == 200
    own = {"points": make.points(row), "words": {}}
    assert liaison.post(f"{steps}/score_self", {**own, "points": [{}]}, **HOW).status_code == 422
    assert liaison.post(f"{steps}/score_self", own, **HOW).status_code == 200
    sheet = {"points": make.points(row), "visited_on": str(today())}
    once = {"headers": {"Idempotency-Key": str(uuid7())}}
    for _ in range(2):
        assert member.post(f"/api/v1/assessments/places/{key}/sheets", sheet, **HOW, **once).status_code == 201
    assert VisitSheet.objects.count() == 1
    done = office.post("/api/v1/candidacy/many/compose", {"ids": [key]}, **HOW).json()
    assert done["results"][0]["error"] == ""
    export = office.get(f"/api/v1/assessments/cycles/{cycle.pk}/export").json()
    assert export["places"][0]["score"] == str(make.fresh(row).score)
    assert liaison.get(f"/api/v1/assessments/cycles/{cycle.pk}/export").status_code == 403
    found = office.get(f"/api/v1/assessments/cycles/{cycle.pk}/places?state=composed").json()
    assert [one["id"] for one in found["rows"]] == [key]
    assert office.get(f"/api/v1/assessments/cycles/{cycle.pk}/places?state=x").status_code == 422
