"""From the application to the grade and beyond: what each step does and refuses."""

import json
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from renda.ground.kernel import clock
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Blocked, Conflict, Invalid, NotAllowed, WrongState
from renda.ground.kernel.keys import uuid7
from renda.readings.assessments import recompute, services
from renda.readings.assessments.export import export_cycle
from renda.readings.assessments.models import Candidacy, Cycle, Line, Reviewer, Scheme, StationAppeal, VisitSheet
from renda.readings.assessments.tests import factories as make


def test_a_scheme_in_use_can_not_be_changed_but_the_next_version_can(cast):
    scheme = make.opened(cast).scheme
    item = {"aspect": "a", "key": "a1", "name": "制度", "points": Decimal(4)}
    for act in (lambda: services.put_item(scheme, actor=cast.office, **item),
                lambda: services.drop_item(scheme, actor=cast.office, key="a1"),
                lambda: services.set_lines(scheme, actor=cast.office, cuts={}, aspects={})):  # fmt: skip
        with pytest.raises(Blocked, match="不能再改"):
            act()
    copy = services.new_scheme(actor=cast.office, base=scheme)
    assert (copy.number, copy.data) == (scheme.number + 1, scheme.data)
    services.put_item(copy, actor=cast.office, **item)
    assert Scheme.objects.get(pk=copy.pk).item("a1")["points"] == "4"
    assert Scheme.objects.get(pk=scheme.pk).item("a1")["points"] == "5"


def test_a_scheme_that_does_not_add_up_opens_no_cycle(cast):
    scheme = services.new_scheme(actor=cast.office)
    services.drop_item(scheme, actor=cast.office, key="a1")
    days = {"first_on": today(), "last_on": today() + timedelta(days=700), "apply_by": today()}
    with pytest.raises(Invalid, match="定为15分"):
        services.open_cycle(actor=cast.office, scheme=scheme, name="试", **days)
    with pytest.raises(NotAllowed):
        services.open_cycle(actor=cast.township, scheme=scheme, name="试", **days)


def test_a_town_is_of_one_group_and_its_own_people_do_not_review_it(cast):
    cycle = make.opened(cast)
    row = make.self_scored(cast, cycle=cycle)
    town = row.station.town
    assert Reviewer.objects.get(user_id=cast.township.user_id).own_towns == [town]
    with pytest.raises(NotAllowed):
        make.seen_by(row, cast.township)
    services.put_group(cycle, actor=cast.office, number=2, towns=[town], members=[cast.chair.user_id])
    assert make.fresh(row).group.number == 2
    assert [group.towns for group in cycle.groups.filter(number=1)] == [[]]
    with pytest.raises(NotAllowed):
        make.seen_by(row, cast.committee)
    assert make.seen_by(make.fresh(row), cast.chair).state == "visited"


def test_a_station_joins_once_and_not_after_the_last_day(cast):
    row = make.begun(cast)
    with pytest.raises(Blocked, match="已经有一份"):
        make.begun(cast, cycle=row.cycle)
    with clock.at(row.cycle.apply_by + timedelta(days=1)), pytest.raises(Blocked, match="已经截止"):
        services.apply_candidacy(row, actor=cast.liaison)


def test_a_station_scores_what_a_person_scores_and_nothing_else(cast):
    row = make.applied(cast)
    whole = make.points(row)
    for wrong, said in (({**whole, "d1": "10"}, "不是由人评分的项"), ({**whole, "a1": "5.5"}, "最多5分"),
                        ({k: v for k, v in whole.items() if k != "a1"}, "还没有评分")):  # fmt: skip
        with pytest.raises(Invalid, match=said):
            services.score_self_candidacy(make.fresh(row), actor=cast.liaison, points=wrong, words={})
    services.score_self_candidacy(row, actor=cast.liaison, points=whole, words={"d1": "三月的活动没有记上", "zz": "?"})
    assert Candidacy.objects.get().own_words == {"d1": "三月的活动没有记上"}


def test_the_same_sheet_sent_again_is_one_sheet(cast):
    once = uuid7()
    row = make.visited(cast, once=once)
    for _ in range(2):
        make.seen_by(row, cast.committee, once=once)
    assert VisitSheet.objects.get().pk == once
    with pytest.raises(Conflict):
        make.seen_by(row, cast.chair, once=once)


def test_a_members_later_sheet_takes_the_place_of_the_earlier_which_stays(cast):
    row = make.visited(cast)
    make.seen_by(row, cast.committee, less="1")
    assert list(VisitSheet.objects.order_by("received_at").values_list("is_adopted", "is_replaced")) == [
        (False, True), (True, False),
    ]  # fmt: skip


def test_two_sheets_that_differ_wait_for_the_group_to_choose(cast):
    row = make.visited(cast)
    make.seen_by(row, cast.chair, less="1")
    with pytest.raises(Blocked, match="1项不一致"):
        services.compose_candidacy(make.fresh(row), actor=cast.office)
    chosen = VisitSheet.objects.get(user_id=cast.chair.user_id)
    with pytest.raises(Invalid):
        services.settle_candidacy(make.fresh(row), actor=cast.chair, sheet=uuid4())
    services.settle_candidacy(make.fresh(row), actor=cast.chair, sheet=chosen.pk)
    services.compose_candidacy(make.fresh(row), actor=cast.office)
    assert VisitSheet.objects.count() == 2
    assert Line.objects.get(item="a1").points == Decimal("4.0")


def test_two_sheets_that_agree_need_no_choice(cast):
    row = make.visited(cast)
    make.seen_by(row, cast.chair)
    assert services.compose_candidacy(make.fresh(row), actor=cast.office).state == "composed"


def test_a_sheet_that_comes_after_the_composite_is_kept_and_changes_nothing(cast):
    row = make.composed(cast)
    score = row.score
    make.seen_by(row, cast.chair, less="5")
    late = VisitSheet.objects.get(user_id=cast.chair.user_id)
    assert (late.is_late, late.is_adopted) == (True, False)
    assert (make.fresh(row).score, make.fresh(row).state) == (score, "composed")


def test_a_colleagues_sheet_in_between_does_not_turn_this_one_away(cast):
    row = make.self_scored(cast)
    stale = make.fresh(row)
    make.seen_by(row, cast.chair)
    sheet = {"points": make.points(row), "words": {}, "visited_on": today()}
    services.take_sheet(stale, actor=cast.committee, **sheet, once=uuid7())
    assert VisitSheet.objects.count() == 2


def test_the_composite_made_twice_is_the_same_bit_for_bit(cast):
    row = make.composed(cast)
    first = (row.score, row.digest, list(Line.objects.order_by("item").values_list("item", "points", "rows")))
    services.reopen_candidacy(make.fresh(row), actor=cast.office, note="再看一次")
    assert (make.fresh(row).score, Line.objects.count()) == (None, 0)
    row = services.compose_candidacy(make.fresh(row), actor=cast.office)
    assert first == (row.score, row.digest, list(Line.objects.order_by("item").values_list("item", "points", "rows")))
    assert len(row.digest) == 64


def test_an_approval_needs_its_day_and_only_the_office_notes_it(cast):
    row = make.composed(cast)
    with pytest.raises(Invalid, match="还没有到"):
        services.approve_candidacy(
            make.fresh(row), actor=cast.office, decided_on=today() + timedelta(days=1), paper_number="1"
        )
    with pytest.raises(NotAllowed):
        services.approve_candidacy(make.fresh(row), actor=cast.chair, decided_on=today(), paper_number="1")
    with pytest.raises(WrongState):
        services.announce_candidacy(make.fresh(row), actor=cast.office, announced_on=today())


def lower(row, cast, grade, **more):
    said = {"decided_on": today(), "paper_number": "高人常主〔2026〕11号", "note": "三个月没有活动"}
    return services.lower_candidacy(make.fresh(row), actor=cast.office, grade=grade, **{**said, **more})


def test_a_grade_goes_down_only_downwards_and_up_only_upwards(cast):
    row = make.announced(cast)
    Candidacy.objects.filter(pk=row.pk).update(grade="fine")
    for grade in ("model", "fine", "none"):
        with pytest.raises(Invalid, match="低的等次"):
            lower(row, cast, grade)
    lower(row, cast, "passed")
    row = make.fresh(row)
    assert (row.state, row.grade, row.changes.get().before) == ("lowered", "passed", "fine")
    said = {"decided_on": today(), "paper_number": "12号", "note": "已经改正"}
    services.raise_candidacy(row, actor=cast.office, grade="fine", **said)
    services.revoke_candidacy(make.fresh(row), actor=cast.office, **said)
    row = make.fresh(row)
    assert (row.state, row.grade, row.has_plaque, row.changes.count()) == ("revoked", "none", False, 3)


def test_a_granted_appeal_is_a_correction_beside_the_line(cast):
    row = make.announced(cast, actor=cast.committee)
    Line.objects.filter(item="a1").update(points=Decimal("3.0"))
    Candidacy.objects.filter(pk=row.pk).update(score=make.fresh(row).score - 2)
    before = make.fresh(row).score
    appeal = make.appealed(cast, row)
    said = {"actor": cast.office, "answer": "再看过，属实"}
    with pytest.raises(Invalid, match="最多5分"):
        services.grant_station_appeal(StationAppeal.objects.get(), points=Decimal(6), **said)
    services.grant_station_appeal(appeal, points=Decimal("4.5"), **said)
    row = make.fresh(row)
    assert row.score == before + Decimal("1.5")
    assert Line.objects.get(item="a1").points == Decimal("3.0")
    assert (row.corrections.get().before, row.corrections.get().after) == (Decimal("3.0"), Decimal("4.5"))


def test_a_refused_appeal_changes_nothing(cast):
    row = make.announced(cast)
    services.refuse_station_appeal(make.appealed(cast, row), actor=cast.office, answer="与现场不符")
    assert make.fresh(row).score == row.score
    assert not row.corrections.exists()


def test_an_appeal_comes_within_the_countys_days_and_once_at_a_time(cast):
    row = make.announced(cast)
    with clock.at(today() + timedelta(days=40)), pytest.raises(Blocked, match="已经过了"):
        make.appealed(cast, row)
    make.appealed(cast, row)
    with pytest.raises(Blocked, match="正在等答复"):
        make.appealed(cast, row)
    with pytest.raises(NotAllowed):
        services.file_station_appeal(make.fresh(row), actor=cast.clerk, item="a2", text="？")
    with pytest.raises(Invalid):
        make.appealed(cast, row, item="z9")


@pytest.fixture
def exported(cast):
    """A cycle with one station, its grade lowered, one appeal granted before."""
    row = make.announced(cast)
    appeal = make.appealed(cast, row, item="d1")
    services.grant_station_appeal(appeal, actor=cast.office, points=Decimal("9.5"), answer="纸质记录已经补齐")
    Candidacy.objects.filter(pk=row.pk, grade="none").update(grade="passed")
    return json.loads(json.dumps(export_cycle(Cycle.objects.get())))


def faults_of(export):
    return [fault for place in export["places"] for fault in recompute.check_place(export["scheme"], place)]


def test_the_script_agrees_with_the_platform(exported):
    exported["places"][0]["grade"] = recompute.grade_of(
        Decimal(exported["places"][0]["score"]), exported["scheme"]["cuts"]
    )
    assert faults_of(exported) == []


@pytest.mark.parametrize(
    "tamper",
    [
        lambda place: place.update(score="99.9"),
        lambda place: place.update(grade="model"),
        lambda place: place["lines"][0].update(points="4.9"),
        lambda place: place["lines"][9]["rows"][0].__setitem__(1, not place["lines"][9]["rows"][0][1]),
        lambda place: place["lines"][9]["rows"].pop(),
        lambda place: place["lines"][9]["rows"][0].__setitem__(0, "别的月"),
        lambda place: place["sheets"][0]["points"].update(a1="1.0"),
        lambda place: place["sheets"][0].update(is_adopted=False),
        lambda place: place["corrections"][0].update(after="10.0"),
        lambda place: place["corrections"].clear(),
        lambda place: place["lines"].pop(),
        lambda place: place.update(cut_on="2020-01-01"),
    ],
)
def test_a_tampered_export_is_found(exported, tamper):
    tamper(exported["places"][0])
    assert faults_of(exported)


def test_the_export_names_nobody(cast, exported):
    text = json.dumps(exported, ensure_ascii=False)
    for name in (cast.committee.name, cast.liaison.name, cast.office.name):
        assert name not in text
