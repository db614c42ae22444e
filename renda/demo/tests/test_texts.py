"""What is told in the demo county: who does a matter fits its words, and there is enough of each to learn from."""

import random

import pytest

from renda.demo.opinions import BY
from renda.demo.texts import guided_words, story, topics
from renda.voice.opinions.states import Category, Guidance, Need
from renda.voice.suggestions.states import Category as SuggestionCategory


@pytest.mark.parametrize("by", sorted(set(BY.values())))
def test_an_opinion_of_a_path_is_one_that_is_done_there(by):
    dice = random.Random(by)
    texts = {text for topic in topics() for text in topic["opinions"].get(by, [])}
    for _ in range(40):
        told = story(dice, town="庆符镇", village="石门村", by=by)
        assert any(told.opinion.startswith(text.partition("{")[0]) for text in texts)
        assert "{" not in told.opinion + told.title + told.problem


@pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic["key"])
def test_each_matter_is_told_in_many_ways(topic):
    assert topic["category"] in Category.values and topic["category"] in SuggestionCategory.values
    assert topic["need"] in Need.values
    assert len({text for texts in topic["opinions"].values() for text in texts}) >= 7
    assert len({paper["problem"] for paper in topic["papers"]}) == 3
    assert len(topic["asks"]) == len(topic["replies"])


def test_what_is_guided_away_is_told_by_its_reason():
    assert guided_words().keys() <= set(Guidance.values)
    assert all(len(texts) == 3 for texts in guided_words().values())
