from datetime import timedelta

import pytest

from renda.chamber.appointments import services
from renda.chamber.appointments.models import Exam, ExamItem, Question
from renda.chamber.appointments.tasks import collect_papers
from renda.chamber.appointments.tests import factories as made
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed, WrongState
from renda.ground.notices.models import Message
from renda.ground.workflow.models import StepTaken


@pytest.fixture
def candidate(cast):
    return cast.co_clerk


@pytest.fixture
def line(cast, candidate):
    return made.checked(cast, name="陆远程", login=made.login_of(candidate))


def test_a_paper_is_drawn_by_the_countys_numbers_and_the_person_is_told(cast, candidate, line):
    exam = made.exam_set(cast, line)
    kinds = list(exam.items.values_list("kind", flat=True))
    assert (kinds.count("single"), kinds.count("multiple"), kinds.count("judge")) == (20, 10, 10)
    assert sum(exam.items.values_list("points", flat=True)) == 100
    assert Message.objects.filter(user_id=candidate.user_id).exists()


def test_who_passes_goes_on_to_the_council(cast, candidate, line):
    exam = made.answered(made.exam_set(cast, line), candidate)
    services.hand_in_exam(exam, actor=candidate)
    assert (made.fresh(exam).state, made.fresh(exam).score, made.fresh(line).state) == ("passed", 100, "ready")


def test_59_fails_and_60_passes(cast, candidate, line):
    exam = made.exam_set(cast, line)
    services.begin_exam(exam, actor=candidate)
    ExamItem.objects.filter(exam=exam, position__gt=2).update(points=0)
    for position, points in ((1, 59), (2, 41)):
        ExamItem.objects.filter(exam=exam, position=position).update(points=points)
    services.save_answer(exam, actor=candidate, position=1, given=",".join(exam.items.get(position=1).key))
    services.hand_in_exam(exam, actor=candidate)
    assert (made.fresh(exam).score, made.fresh(exam).state, made.fresh(line).state) == (59, "failed", "exam")
    again = made.exam_set(cast, made.fresh(line))
    services.begin_exam(again, actor=candidate)
    ExamItem.objects.filter(exam=again, position__gt=2).update(points=0)
    for position, points in ((1, 60), (2, 40)):
        ExamItem.objects.filter(exam=again, position=position).update(points=points)
    services.save_answer(again, actor=candidate, position=1, given=",".join(again.items.get(position=1).key))
    services.hand_in_exam(again, actor=candidate)
    assert (made.fresh(again).score, made.fresh(line).state) == (60, "ready")


def test_one_resit_and_no_more(cast, candidate, line):
    for expected in ("exam", "unfit"):
        exam = made.answered(made.exam_set(cast, made.fresh(line)), candidate, right=0)
        services.hand_in_exam(exam, actor=candidate)
        assert made.fresh(line).state == expected


def test_time_ends_by_the_clock_even_if_the_browser_is_gone(cast, candidate, line):
    exam = made.answered(made.exam_set(cast, line), candidate, right=12)
    later = exam.ends_at + timedelta(seconds=1)
    with clock.at(later):
        with pytest.raises(WrongState, match="时间到了"):
            services.save_answer(exam, actor=candidate, position=13, given="A")
        collect_papers.func()
    held = made.fresh(exam)
    assert (held.state, held.handed_in_at) == ("failed", exam.ends_at)
    assert held.items.exclude(saved_at=None).count() == 12 and held.score == 24


def test_an_exam_that_runs_is_not_collected_early(cast, candidate, line):
    exam = made.answered(made.exam_set(cast, line), candidate, right=1)
    collect_papers.func()
    assert made.fresh(exam).state == "running"


def test_an_answer_replaces_the_one_before_and_nothing_foreign_is_kept(cast, candidate, line):
    exam = made.answered(made.exam_set(cast, line), candidate, right=0)
    for given in ("A", "B"):
        services.save_answer(exam, actor=candidate, position=1, given=given)
    assert exam.items.get(position=1).given == "B"
    for given in ("A,B", "Z", "<b>"):
        with pytest.raises(Invalid, match="选项里选"):
            services.save_answer(exam, actor=candidate, position=1, given=given)


def test_nobody_else_answers(cast, candidate, line):
    exam = made.answered(made.exam_set(cast, line), candidate, right=0)
    for actor in (cast.office, cast.clerk, cast.chair, Actor(cast.county.pk)):
        with pytest.raises(NotAllowed):
            services.save_answer(exam, actor=actor, position=1, given="A")


def test_two_of_the_office_mark_a_short_answer_and_the_mean_counts(cast, candidate, line):
    exam = made.exam_set(cast, line, shorts=1)
    short = exam.items.get(kind="short")
    services.begin_exam(exam, actor=candidate)
    services.save_answer(exam, actor=candidate, position=short.position, given="忠于宪法，接受监督。")
    services.hand_in_exam(exam, actor=candidate)
    assert made.fresh(exam).state == "marking"
    services.give_marks(exam, actor=cast.office, points={short.position: 7})
    assert made.fresh(exam).state == "marking"
    other = Actor(cast.county.pk, cast.publisher.user_id, posts=cast.office.posts)
    with pytest.raises(Invalid, match="0到10分"):
        services.give_marks(exam, actor=other, points={short.position: 11})
    services.give_marks(exam, actor=other, points={short.position: 8})
    assert (exam.items.get(kind="short").got, made.fresh(exam).state) == (8, "failed")


def test_a_third_marker_is_one_too_many(cast, candidate, line):
    exam = made.exam_set(cast, line, shorts=2)
    services.begin_exam(exam, actor=candidate)
    places = list(exam.items.filter(kind="short").values_list("position", flat=True))
    services.save_answer(exam, actor=candidate, position=places[0], given="答")
    services.hand_in_exam(exam, actor=candidate)
    item = exam.items.get(position=places[0])
    for user in (cast.publisher.user_id, cast.chair.user_id):
        item.marks.create(county=cast.county, marker_id=user, points=5)
    with pytest.raises(Conflict, match="2个人评过"):
        services.give_marks(exam, actor=cast.office, points={places[0]: 5})


def test_who_did_not_come_keeps_the_sitting(cast, line):
    exam = made.exam_set(cast, line)
    services.miss_exam(exam, actor=made_clock(cast))
    assert made.fresh(line).state == "exam"
    assert made.exam_set(cast, made.fresh(line)).pk != exam.pk


def made_clock(cast):
    from renda.ground.kernel.actor import clock_actor

    return clock_actor(cast.county.pk)


def test_without_questions_the_office_is_told_what_to_do(cast, line):
    with pytest.raises(Invalid, match="题库里单选题只有0道"):
        services.summon_nominee(line, actor=cast.office, sits_on=clock.today())
    assert not Exam.objects.exists()


def test_a_score_never_enters_the_history_in_the_clear(cast, candidate, line):
    exam = made.answered(made.exam_set(cast, line), candidate)
    services.hand_in_exam(exam, actor=candidate)
    assert all("score" not in one.changed for one in StepTaken.objects.filter(matter_id=exam.pk))


def test_the_bank_takes_a_table_or_says_which_row_is_wrong(cast):
    titles = ["题型", "法律", "题目", "选项", "答案", "出处"]
    good = (2, ["单选题", "宪法", "国庆日是哪天？", "10月1日|12月4日", "A", "宪法"])
    with pytest.raises(Invalid, match="第3行"):
        services.load_questions(actor=cast.office, titles=titles, numbered=[good, (3, ["问答", "", "x", "", "", ""])])
    assert not Question.objects.exists()
    assert services.load_questions(actor=cast.office, titles=titles, numbered=[good]) == 1
    assert services.load_questions(actor=cast.office, titles=titles, numbered=[good]) == 0


def test_only_the_office_touches_the_bank(cast):
    for actor in (cast.chair, cast.committee, cast.clerk):
        with pytest.raises(NotAllowed):
            services.fill_bank(actor=actor)
