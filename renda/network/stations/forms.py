"""Input shapes of the stations' pages."""

from typing import Any

from django import forms

from renda.network.deputies.models import Deputy
from renda.network.stations.states import StationKind, StationState

MOST_VILLAGES = 60


class OwnFactsForm(forms.Form):
    """What those who serve at the station keep themselves."""

    address = forms.CharField(label="地址", max_length=160, required=False)
    phone_public = forms.CharField(
        label="站里的电话", max_length=20, required=False, help_text="会公开；不要写个人的手机号。"
    )
    hours = forms.CharField(label="开放时间", max_length=80, required=False)
    reception = forms.CharField(label="代表接待日", max_length=160, required=False)
    villages = forms.CharField(label="服务的村（社区）", max_length=1000, required=False, help_text="用顿号隔开。")

    def clean_villages(self) -> list[str]:
        names = [name.strip() for name in self.cleaned_data["villages"].split("、") if name.strip()]
        if len(names) > MOST_VILLAGES:
            raise forms.ValidationError(f"最多{MOST_VILLAGES}个村（社区）。")
        return names


class StationForm(OwnFactsForm):
    """All facts, for the office."""

    kinds = forms.MultipleChoiceField(label="类别", choices=StationKind.choices, widget=forms.CheckboxSelectMultiple)
    town = forms.CharField(label="乡镇", max_length=40, required=False)
    zone = forms.CharField(label="片区", max_length=40, required=False)
    state = forms.ChoiceField(label="状态", choices=StationState.choices, initial=StationState.OPENED)
    opened_on = forms.DateField(label="启用日", required=False)


class NewStationForm(StationForm):
    name = forms.CharField(label="名称", max_length=80)
    field_order = ("name", "kinds", "town")


class JoinForm(forms.Form):
    """A deputy joins the station."""

    deputy = forms.ModelChoiceField(label="代表", queryset=Deputy.objects.none())
    from_on = forms.DateField(label="从哪天起")
    is_main = forms.BooleanField(label="是主要家站", required=False, initial=True)

    def __init__(self, *args: Any, county_id: int, **more: Any) -> None:
        super().__init__(*args, **more)
        serving = Deputy.objects.serving().filter(county_id=county_id).order_by("-level", "name", "pk")
        self.fields["deputy"].queryset = serving  # type: ignore[attr-defined]
