"""What a reader may ask for; nothing is typed twice."""

from typing import Any

from django import forms

from renda.ground.kernel import clock
from renda.readings.dashboards.rules import FIRST_YEAR
from renda.readings.dashboards.states import Phase, ReportKind


class SpanForm(forms.Form):
    """The year and the cut-off of every page here. Both may be left out."""

    year = forms.IntegerField(label="年份", min_value=FIRST_YEAR, required=False)
    cut = forms.DateField(label="数据截至", required=False, widget=forms.DateInput(attrs={"type": "date"}))


class AssessForm(forms.Form):
    phase = forms.ChoiceField(label="哪次评估", choices=Phase.choices)
    year = forms.IntegerField(label="年份", min_value=FIRST_YEAR)

    def clean_year(self) -> int:
        return _not_later(self.cleaned_data["year"])


class ReportForm(forms.Form):
    """once: the page's own key, so that a second press asks for no second draft."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label="起草哪种", choices=ReportKind.choices)
    year = forms.IntegerField(label="年份", min_value=FIRST_YEAR)
    quarter = forms.TypedChoiceField(
        label="季度（季度通报才选）", choices=[("", "不选"), *((str(n), f"第{n}季度") for n in range(1, 5))], coerce=int, required=False,
        empty_value=None,
    )  # fmt: skip

    def clean_year(self) -> int:
        return _not_later(self.cleaned_data["year"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        values["quarter"] = values.get("quarter") or 0
        if values.get("kind") == ReportKind.QUARTER and not values.get("quarter"):
            self.add_error("quarter", "季度通报请选是第几季度。")
        return values


def _not_later(year: int) -> int:
    if year > clock.today().year:
        raise forms.ValidationError("这一年还没有数，请换一年。")
    return year
