"""Input shapes of the stations' pages."""

from datetime import timedelta
from typing import Any

from django import forms

from renda.ground.kernel import clock
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Station, Tag
from renda.network.stations.rules import EAST, NORTH, SOUTH, WEST
from renda.network.stations.states import Excuse, StationKind, StationState, TagSort

MOST_VILLAGES = 60
# When an exception is looked at again, as proposed on the form [inferred].
REVIEW_DAYS = 180


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

    town = forms.CharField(label="乡镇", max_length=40, required=False)
    zone = forms.CharField(label="片区", max_length=40, required=False)
    town_org = forms.ModelChoiceField(label="镇人大主席团", queryset=Organisation.objects.none(), required=False)
    parent = forms.ModelChoiceField(label="上级家站", queryset=Station.objects.none(), required=False)
    opened_on = forms.DateField(label="启用日", required=False)
    lon = forms.FloatField(label="经度", required=False, min_value=WEST, max_value=EAST, help_text="度数，例如104.52。")
    lat = forms.FloatField(label="纬度", required=False, min_value=SOUTH, max_value=NORTH)

    def __init__(self, *args: Any, county_id: int, **more: Any) -> None:
        super().__init__(*args, **more)
        bodies = Organisation.objects.filter(county_id=county_id, kind=OrgKind.PRESIDIUM, is_open=True)
        self.fields["town_org"].queryset = bodies.order_by("name")  # type: ignore[attr-defined]
        places = Station.objects.filter(county_id=county_id).exclude(state=StationState.CLOSED)
        self.fields["parent"].queryset = places.listed()  # type: ignore[attr-defined]


class NewStationForm(StationForm):
    name = forms.CharField(label="名称", max_length=80)
    kinds = forms.MultipleChoiceField(label="类别", choices=StationKind.choices, widget=forms.CheckboxSelectMultiple)
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


# --- the life of a place ----------------------------------------------------------------------------------------------


class DaysForm(StepForm):
    """The two days of a plan."""

    begin_on = forms.DateField(label="计划哪天开工")
    target_on = forms.DateField(label="计划哪天启用", help_text="一年规划、两年建成；可以按县里的安排改。")


class PlanOpeningForm(DaysForm):
    name = forms.CharField(label="名称", max_length=80)
    kinds = forms.MultipleChoiceField(label="类别", choices=StationKind.choices, widget=forms.CheckboxSelectMultiple)
    town_org = forms.TypedChoiceField(label="哪个镇人大主席团来建", required=False, coerce=int, empty_value=None)
    town = forms.CharField(label="乡镇", max_length=40, required=False)
    villages = forms.CharField(label="服务的村（社区）", max_length=1000, required=False, help_text="用顿号隔开。")
    address = forms.CharField(label="地址", max_length=160, required=False)
    field_order = ("name", "kinds", "town", "town_org", "villages", "address", "begin_on", "target_on")

    clean_villages = OwnFactsForm.clean_villages

    def setup(self) -> None:
        rows = Organisation.objects.filter(county_id=self.actor.county_id, kind=OrgKind.PRESIDIUM, is_open=True)
        choices = [("", "县里建"), *rows.order_by("name").values_list("pk", "name")]
        self.fields["town_org"].choices = choices  # type: ignore[attr-defined]


class RecordOpeningForm(NoteForm):
    pass


class BeginOpeningForm(NoteForm):
    began_on = forms.DateField(label="哪天开工")

    def setup(self) -> None:
        self.initial.setdefault("began_on", clock.today())


class OpenOpeningForm(NoteForm):
    opened_on = forms.DateField(label="哪天启用", help_text="启用以后，这个站会出现在公开的名单和地图上。")

    def setup(self) -> None:
        self.initial.setdefault("opened_on", clock.today())


class RescheduleOpeningForm(DaysForm, ReasonForm):
    field_order = ("begin_on", "target_on", "note")

    def setup(self) -> None:
        if self.row is not None:
            self.initial["begin_on"], self.initial["target_on"] = self.row.begin_on, self.row.target_on


class UpgradeOpeningForm(NoteForm):
    kinds = forms.MultipleChoiceField(
        label="从现在起的类别", choices=StationKind.choices, widget=forms.CheckboxSelectMultiple,
        help_text="一个地方可以有几块牌子；原来是什么，经过里都留着。",
    )  # fmt: skip

    def setup(self) -> None:
        if self.row is not None:
            self.initial.setdefault("kinds", self.row.kinds)


class PauseOpeningForm(ReasonForm):
    pass


class ReopenOpeningForm(NoteForm):
    pass


class CloseOpeningForm(ReasonForm):
    pass


# --- a deputy's main station ------------------------------------------------------------------------------------------


class AcceptPlacingForm(StepForm):
    """What was shown: the place proposed."""

    station_id = forms.IntegerField(widget=forms.HiddenInput)


class PlaceForm(NoteForm):
    station = forms.TypedChoiceField(label="家站", coerce=int, error_messages={"required": "请选一个家站。"})
    from_on = forms.DateField(label="从哪天起")

    def setup(self) -> None:
        self.initial.setdefault("from_on", clock.today())
        rows = Station.objects.visible_to(self.actor).filter(state=StationState.OPENED).listed()
        choices = [
            (pk, f"{town}　{name}" if town else name) for pk, town, name in rows.values_list("pk", "town", "name")
        ]
        self.fields["station"].choices = [("", "请选"), *choices]  # type: ignore[attr-defined]


class ChoosePlacingForm(PlaceForm):
    pass


class MovePlacingForm(PlaceForm):
    pass


class ExcusePlacingForm(StepForm):
    excuse = forms.ChoiceField(label="为什么没有主要家站", choices=Excuse)
    reason = forms.CharField(
        label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text="只有人大机关看得到。",
        error_messages={"required": "请写明理由，复核的人要看。"},
    )  # fmt: skip
    review_on = forms.DateField(label="哪天复核", help_text="到那天再看这个例外还在不在。")

    def setup(self) -> None:
        self.initial.setdefault("review_on", clock.today() + timedelta(days=REVIEW_DAYS))


class ReleasePlacingForm(ExcusePlacingForm):
    pass


class EndPlacingForm(NoteForm):
    pass


# --- what the county sets ---------------------------------------------------------------------------------------------


class TagForm(forms.Form):
    sort = forms.ChoiceField(label="类别", choices=TagSort)
    name = forms.CharField(label="名称", max_length=40, help_text="重点产业链写链的名称，例如茶产业链。")


class StationTagsForm(forms.Form):
    tags = forms.TypedMultipleChoiceField(
        label="这个站在哪条链、哪个产业上", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, county_id: int, **more: Any) -> None:
        super().__init__(*args, **more)
        rows = Tag.objects.filter(county_id=county_id, is_current=True).order_by("sort", "name", "pk")
        choices = [(tag.pk, f"{tag.get_sort_display()}：{tag.name}") for tag in rows]
        self.fields["tags"].choices = choices  # type: ignore[attr-defined]


class CoveringForm(forms.Form):
    kinds = forms.MultipleChoiceField(
        label="有了哪几类，就算村（社区）有家站", choices=StationKind.choices, widget=forms.CheckboxSelectMultiple
    )


class OutlineForm(forms.Form):
    file = forms.FileField(
        label="县域边界（GeoJSON）", required=False, help_text="最大1MB，经度在前、纬度在后。不传文件就只改下面两项。",
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json"}),
    )  # fmt: skip
    approval = forms.CharField(
        label="审图号", max_length=40, required=False, help_text="没有的话，地图下面写明位置为示意。"
    )
    source = forms.CharField(label="边界的来源", max_length=120)
