"""Days that run, stop, run on, are extended, moved by a calendar, and end: each explains itself."""

from datetime import date, timedelta

import pytest

from renda.ground.county.models import County, HolidayYear
from renda.ground.county.services import rule_book
from renda.ground.county.services.books import renew
from renda.ground.kernel import clock
from renda.ground.kernel.errors import WrongState
from renda.ground.notices.models import Message
from renda.ground.notices.services import remind_due
from renda.ground.workflow.declare import Shift
from renda.ground.workflow.models import DeadlineChange, StepTaken, Waiting
from renda.ground.workflow.queries import inbox, waiting_for
from renda.ground.workflow.sealing import verify_history
from renda.ground.workflow.services import erase_private, lapse_due, replay, why
from renda.voice.opinions import services
from renda.voice.opinions.states import S
from renda.voice.opinions.tests.factories import collected, told
from renda.voice.opinions.workflow import OPINION

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)  # a Monday; seven working days end on the tenth


@pytest.fixture
def in_town(cast):
    with clock.at(DAY):
        return services.pass_to_town_opinion(collected(cast), actor=cast.liaison)


def wait_of(row):
    return waiting_for(row).get()


def on(day, verb, row, **words):
    with clock.at(day):
        return verb(row, **words)


def test_a_pause_of_five_days_moves_the_day_by_five(in_town, cast):
    before = wait_of(in_town).due_on
    on(date(2026, 6, 2), services.pause_opinion, in_town, actor=cast.township, note="等专家现场看")
    assert wait_of(in_town).paused_on == date(2026, 6, 2)
    assert wait_of(in_town).due_on == before
    on(date(2026, 6, 7), services.resume_opinion, in_town, actor=cast.township)
    after = wait_of(in_town)
    assert (after.due_on, after.paused_on, after.since) == (before + timedelta(days=5), None, DAY)
    assert any("暂停：等专家现场看，顺延5日" in line for line in why(after).lines)


def test_two_pauses_add_up(in_town, cast):
    before = wait_of(in_town).due_on
    for begin, days in ((2, 2), (6, 3)):
        on(date(2026, 6, begin), services.pause_opinion, in_town, actor=cast.township, note="等批复")
        on(date(2026, 6, begin + days), services.resume_opinion, in_town, actor=cast.township)
    assert wait_of(in_town).due_on == before + timedelta(days=5)


def test_what_is_paused_is_neither_overdue_nor_amber(in_town, cast):
    on(date(2026, 6, 2), services.pause_opinion, in_town, actor=cast.township, note="等批复")
    late = date(2026, 7, 30)
    assert not Waiting.objects.overdue(late).filter(matter_id=in_town.pk).exists()
    assert not Waiting.objects.amber(date(2026, 6, 10)).filter(matter_id=in_town.pk).exists()
    assert lapse_due(late) == 0


def test_only_what_runs_is_paused_and_only_what_is_paused_runs_on(in_town, cast):
    with pytest.raises(WrongState):
        services.resume_opinion(in_town, actor=cast.township)
    services.pause_opinion(in_town, actor=cast.township, note="等批复")
    with pytest.raises(WrongState):
        services.pause_opinion(in_town, actor=cast.township, note="再等")


def test_an_extension_explains_itself_with_its_source(in_town, cast):
    shift = Shift(reason="要请县里批材料", source="县家站办法第九条", days=3, is_workdays=True)
    with clock.at(DAY):
        OPINION.apply(in_town, "extend", actor=cast.township, note="要请县里批材料", shift=shift)
    waiting = wait_of(in_town)
    assert waiting.due_on == date(2026, 6, 15)
    told_why = " ".join(why(waiting).lines)
    assert "要请县里批材料，顺延3个工作日，至2026年6月15日" in told_why
    assert "县家站办法第九条" in told_why


def test_an_extension_and_a_pause_go_together(in_town, cast):
    on(date(2026, 6, 2), services.pause_opinion, in_town, actor=cast.township, note="等批复")
    on(date(2026, 6, 4), services.resume_opinion, in_town, actor=cast.township)
    on(date(2026, 6, 5), services.extend_opinion, in_town, actor=cast.township, days=1, note="下雨停工")
    assert wait_of(in_town).due_on == date(2026, 6, 15)  # the tenth, two days on, a Friday; then one working day


def test_a_long_reason_is_kept_whole_in_the_history(in_town, cast):
    services.extend_opinion(in_town, actor=cast.township, days=1, note="雨" * 400)
    assert len(DeadlineChange.objects.get().reason) == 200
    assert verify_history(in_town.county_id) is None


def test_reasons_are_erased_with_what_is_personal(in_town, cast):
    due = services.extend_opinion(in_town, actor=cast.township, days=2, note="等汪秀莲回来") and wait_of(in_town).due_on
    erase_private(in_town)
    assert DeadlineChange.objects.get().reason == ""
    assert why(wait_of(in_town)).day == due


def test_moving_on_leaves_pauses_behind(in_town, cast):
    services.pause_opinion(in_town, actor=cast.township, note="等批复")
    moved = services.refer_to_county_opinion(in_town, actor=cast.town_gov, note="镇里办不了")
    assert wait_of(moved).paused_on is None
    assert wait_of(moved).state == S.REFERRED


def test_coming_back_on_the_same_day_begins_anew(in_town, cast, county):
    with clock.at(DAY):
        due = wait_of(in_town).due_on
        services.extend_opinion(in_town, actor=cast.township, days=5, note="工程量大")
        services.pause_opinion(in_town, actor=cast.township, note="等批复")
        back = services.decline_opinion(in_town, actor=cast.town_gov, note="不归镇里")
        again = services.pass_to_town_opinion(back, actor=cast.liaison)
    assert (wait_of(again).due_on, wait_of(again).paused_on) == (due, None)
    assert replay(county.pk) == 0


def test_a_light_is_amber_in_the_last_fifth_and_red_after_the_day(in_town):
    waiting, row = wait_of(in_town), {"matter_id": in_town.pk}
    assert (waiting.amber_on, waiting.due_on) == (date(2026, 6, 10), date(2026, 6, 10))
    assert not Waiting.objects.amber(date(2026, 6, 9)).filter(**row).exists()
    assert Waiting.objects.amber(date(2026, 6, 10)).filter(**row).exists()
    assert not Waiting.objects.overdue(date(2026, 6, 10)).filter(**row).exists()
    assert not Waiting.objects.amber(date(2026, 6, 11)).filter(**row).exists()
    assert Waiting.objects.overdue(date(2026, 6, 11)).filter(**row).exists()


def test_more_days_move_the_amber_day_too(in_town, cast):
    on(DAY, services.extend_opinion, in_town, actor=cast.township, days=13, note="工程量大")
    waiting = wait_of(in_town)  # twenty working days in all, the Dragon Boat day off: the last four are amber
    book = rule_book(in_town.county_id)
    assert book.calendar.workdays_between(DAY, waiting.due_on) == 20
    assert book.calendar.workdays_between(waiting.amber_on - timedelta(days=1), waiting.due_on) == 4


def test_the_holder_is_told_once_when_amber_and_once_when_overdue(in_town, cast):
    Message.objects.all().delete()
    for day, count in ((9, 0), (10, 1), (10, 1), (11, 2), (12, 2), (18, 3)):
        with clock.at(date(2026, 6, day)):
            remind_due()
        assert Message.objects.filter(user_id=cast.town_gov.user_id).count() == count, day


def test_an_extension_after_the_reminder_lets_it_come_again(in_town, cast):
    with clock.at(date(2026, 6, 11)):
        remind_due()
        assert wait_of(in_town).told == "overdue"
        services.extend_opinion(in_town, actor=cast.township, days=5, note="下雨停工")
    assert wait_of(in_town).told == ""


def test_overdue_comes_first_in_the_inbox(cast):
    with clock.at(DAY):
        late = collected(cast)
    with clock.at(date(2026, 6, 8)):
        early = collected(cast)
    assert [w.matter_id for w in inbox(cast.liaison)] == [late.pk, early.pk]


def test_the_clock_takes_its_step_the_day_after_the_last(cast):
    with clock.at(DAY):
        row = told(cast)
    last = wait_of(row).due_on
    assert last == DAY + timedelta(days=15)
    assert lapse_due(last) == 0
    with clock.at(last + timedelta(days=1)):
        assert lapse_due() == 1
        assert lapse_due() == 0
    row.refresh_from_db()
    assert (row.state, row.rating) == (S.RATED, "")
    taken = StepTaken.objects.of(row).last()
    assert (taken.step, taken.user_id, taken.acted_as) == ("lapse", 0, "到期自动")
    assert verify_history(row.county_id) is None


def test_a_chain_of_lapses_ends_the_matter(cast):
    with clock.at(DAY):
        row = told(cast)
    day = DAY
    while row.state != S.CLOSED and day < DAY + timedelta(days=60):
        day += timedelta(days=1)
        with clock.at(day):
            lapse_due()
        row.refresh_from_db()
    assert row.state == S.CLOSED
    assert not waiting_for(row).exists()


def test_a_day_in_an_unknown_holiday_year_is_provisional_until_it_is_known(cast, county):
    with clock.at(date(2027, 3, 1)):
        row = services.pass_to_town_opinion(collected(cast), actor=cast.liaison)
    assert wait_of(row).is_provisional
    assert "暂" in " ".join(why(wait_of(row)).lines)
    HolidayYear.objects.create(county_id=county.pk, year=2027, source="通知", confirmed=True)
    renew(county.pk)
    assert replay(county.pk) >= 1
    assert not wait_of(row).is_provisional


def test_an_announced_holiday_moves_what_runs_and_its_amber_day(cast, county):
    from renda.ground.county.models import Holiday

    with clock.at(date(2027, 3, 1)):
        row = services.pass_to_town_opinion(collected(cast), actor=cast.liaison)
    before = wait_of(row)
    for day in (3, 4):
        Holiday.objects.create(county_id=county.pk, day=date(2027, 3, day), name="县庆", is_workday=False, source="县")
    renew(county.pk)
    replay(county.pk)
    after = wait_of(row)
    assert after.due_on == before.due_on + timedelta(days=2 if before.due_on.weekday() < 3 else 4)
    assert after.amber_on > before.amber_on
    assert any("县庆" in line for line in why(after).lines)
    assert replay(county.pk) == 0


def test_replay_keeps_pauses_and_extensions(in_town, cast, county):
    on(date(2026, 6, 2), services.pause_opinion, in_town, actor=cast.township, note="等批复")
    on(date(2026, 6, 4), services.resume_opinion, in_town, actor=cast.township)
    on(date(2026, 6, 4), services.extend_opinion, in_town, actor=cast.township, days=2, note="下雨停工")
    before = wait_of(in_town).due_on
    assert replay(county.pk) == 0
    assert wait_of(in_town).due_on == before
    assert County.objects.get(pk=county.pk).version
