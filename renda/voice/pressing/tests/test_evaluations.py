"""四办四评: each rating when its time has come, by its own rater; words and raters are the county's."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from renda.ground.kernel import clock
from renda.ground.kernel.clock import now, today
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.workflow.models import Waiting
from renda.ground.workflow.services import lapse_due
from renda.voice.pressing import services
from renda.voice.pressing.models import Assessment, Evaluation, FourLine
from renda.voice.pressing.tests.factories import asked, fresh, key_item
from renda.voice.suggestions.tests.factories import assigned


def measures():
    return list(Evaluation.objects.order_by("pk").values_list("measure", "rater"))


def test_ratings_are_asked_for_when_their_time_comes_and_once(cast):
    key_item(cast)
    assert services.open_ratings(cast.county.pk) == 1
    assert measures() == [("assignment", "unit")]
    assert services.open_ratings(cast.county.pk, on=today() + timedelta(days=60)) == 1
    assert measures()[1] == ("timeliness", "committee")
    assert services.open_ratings(cast.county.pk, on=today() + timedelta(days=60)) == 0


def test_only_key_items_are_rated_in_four(cast):
    assigned(cast)
    assert services.open_ratings(cast.county.pk) == 0


@pytest.mark.parametrize(("measure", "rater", "who", "other"), [
    ("assignment", "unit", "clerk", "committee"), ("timeliness", "committee", "committee", "clerk"),
    ("feasibility", "leader", "chair", "office"), ("result", "proposer", "deputy", "chair"),
    ("assignment", "government", "gov", "clerk"),
])  # fmt: skip
def test_each_rating_waits_for_its_rater_and_only_he_gives_it(cast, measure, rater, who, other):
    row = asked(cast, measure, rater)
    actor = getattr(cast, who)
    assert Waiting.objects.of(row).get().holder in actor.keys
    with pytest.raises(NotAllowed):
        services.rate_evaluation(row, actor=getattr(cast, other), mark="good")
    services.rate_evaluation(row, actor=actor, mark="fair", text="晚了一周。")
    assert (row.state, row.mark, row.rated_on) == ("rated", "fair", today())


def test_silence_is_no_mark(cast):
    row = asked(cast)
    lapse_due(today() + timedelta(days=30))
    assert (fresh(row).state, fresh(row).mark) == ("lapsed", "")
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.filter(pk=row.pk).update(mark="good")


def test_the_county_has_its_own_words_and_raters(cast):
    line = {"label": "交办准不准", "rater": "government", "moment": "assigned"}
    services.set_four(cast.county.pk, actor=cast.office, lines={"assignment": line})
    assert FourLine.objects.get().label == "交办准不准"
    key_item(cast)
    services.open_ratings(cast.county.pk)
    assert measures() == [("assignment", "government")]


def test_only_the_office_sets_them_and_only_to_what_there_is(cast):
    line = {"label": "交办", "rater": "nobody", "moment": "assigned"}
    with pytest.raises(NotAllowed):
        services.set_four(cast.county.pk, actor=cast.clerk, lines={"assignment": line})
    with pytest.raises(Invalid):
        services.set_four(cast.county.pk, actor=cast.office, lines={"assignment": line})


def test_the_day_of_an_assessment_is_noted_once_and_may_be_mended(cast):
    with clock.at(now()):
        services.note_assessment(actor=cast.office, year=today().year, half="mid", on=today() - timedelta(days=2))
        services.note_assessment(actor=cast.committee, year=today().year, half="mid", on=today())
    assert Assessment.objects.get().on == today()
    with pytest.raises(Invalid):
        services.note_assessment(actor=cast.office, year=today().year, half="mid", on=today() + timedelta(days=1))
    with pytest.raises(NotAllowed):
        services.note_assessment(actor=cast.clerk, year=today().year, half="mid", on=today())
