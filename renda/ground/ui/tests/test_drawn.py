"""A part is drawn once for the same facts, and never shows other facts than it was given."""

from datetime import date, datetime

import pytest
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from renda.ground.kernel import clock
from renda.ground.ui import drawn as module
from renda.ground.ui.drawn import drawn
from renda.ground.ui.show import Stage
from renda.ground.ui.templatetags.rd import query

STAGES = "ui/components/stages.html"
CLASS = "ui/components/class.html"


def test_the_same_facts_are_drawn_once(monkeypatch):
    asked = []
    real = module.get_template
    monkeypatch.setattr(module, "get_template", lambda name: asked.append(name) or real(name))
    parts = [drawn(CLASS, letter="A", words=words) for words in ("已解决了", "已解决了", "没有解决")]
    assert parts[0] == parts[1] != parts[2]
    assert len(asked) == 2


def test_what_was_typed_is_escaped_even_after_safe_text_of_the_same_letters():
    typed = "<b>好</b>"
    assert "<b>" not in drawn(CLASS, letter="A", words=mark_safe(typed))
    assert "<b>" not in drawn(CLASS, letter="A", words=typed)
    assert "&lt;b&gt;" in drawn(CLASS, letter="A", words=typed)


def test_facts_with_html_inside_are_refused():
    with pytest.raises(TypeError, match="escapes"):
        drawn(STAGES, stages=(Stage("提出", note=mark_safe("<i>一</i>")),))


def test_facts_that_can_change_are_refused():
    with pytest.raises(TypeError, match="unhashable"):
        drawn(STAGES, stages=[Stage("提出")])


def test_a_day_is_written_for_the_year_one_is_in():
    stages = (Stage("提出", "done", date(2025, 12, 30)),)
    with clock.at(datetime(2025, 12, 31, 9)):
        assert '<time datetime="2025-12-30">12月30日</time>' in drawn(STAGES, stages=stages)
    with clock.at(datetime(2026, 1, 1, 9)):
        assert "2025年12月30日" in drawn(STAGES, stages=stages)


def test_an_address_keeps_its_other_parameters():
    request = RequestFactory().get("/desk/?light=red&kind=a&kind=b&after=3&q=水 压")
    assert query({"request": request}, light="amber") == "?kind=a&kind=b&q=%E6%B0%B4+%E5%8E%8B&light=amber"
    assert query({"request": request}, after=4, q=None) == "?light=red&kind=a&kind=b&after=4"
