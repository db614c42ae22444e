"""Labels above, hints below, errors in words."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms

from renda.ground.ui.gallery import SampleForm


def test_only_what_is_optional_is_marked():
    html = str(SampleForm())
    assert "手机号 <small>（不填也收）</small>" in html
    assert "标题 <small>" not in html


def test_a_hint_belongs_to_its_field():
    html = str(SampleForm())
    assert 'id="id_phone_helptext"' in html
    assert 'aria-describedby="id_phone_helptext"' in html


def test_errors_stand_at_the_top_as_links_and_at_the_field():
    html = str(SampleForm({}))
    assert 'role="alert"' in html
    assert '<a href="#id_title">标题：请写一句话，说清什么事。</a>' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<a href="#id_result_0">' in html


def test_what_was_typed_is_kept():
    html = str(SampleForm({"title": "护栏", "partners": ["2"], "result": "B"}))
    assert 'value="护栏"' in html
    assert html.count("checked") == 2


def test_the_default_words_are_those_of_a_clerk():
    class Plain(forms.Form):
        name = forms.CharField(label="姓名")

    assert Plain({}).errors["name"] == ["这一项还没有填。"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": "一二三四五六"}, "最多写5个字，现在是6个字，请删短一些。"),
        ({"text": "一\x00"}, "这里面有看不见的字符，请删掉重写。"),
        ({"count": "0"}, "不能小于1。"),
        ({"yuan": "9999.00"}, "不能大于999.99。"),
        ({"yuan": "1.001"}, "小数点后最多2位。"),
    ],
)
def test_a_limit_is_told_in_the_words_of_a_clerk(typed, said):
    class Limited(forms.Form):
        text = forms.CharField(max_length=5)
        count = forms.IntegerField(min_value=1)
        yuan = forms.DecimalField(max_value=Decimal("999.99"), decimal_places=2)

    errors = Limited({"text": "路", "count": "1", "yuan": "1", **typed}).errors
    assert dict(errors) == {next(iter(typed)): [said]}


def test_fields_need_no_classes():
    html = str(SampleForm(initial={"promised_on": date(2026, 8, 25)}))
    assert '<select name="unit" id="id_unit" class="form-select"' in html
    assert 'type="date"' in html
    assert 'value="2026-08-25"' in html
    assert "<fieldset" in html
    assert html.count('class="form-check-input"') == 5


def test_hidden_fields_are_there_without_a_label():
    class Carried(forms.Form):
        seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    html = str(Carried(initial={"seen": 3}))
    assert '<input type="hidden" name="seen" value="3"' in html
    assert "<label" not in html


def test_errors_of_the_whole_form_are_said():
    class Paired(forms.Form):
        first = forms.CharField(required=False)

        def clean(self):
            raise forms.ValidationError("两样写一样就行。")

    assert "两样写一样就行。" in str(Paired({"first": "1"}))
