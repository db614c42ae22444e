"""Input shapes of every step, by the step's name, and of what a county sets for itself."""

from datetime import timedelta
from typing import Any

from django import forms

from renda.ground.county.services import rule_book
from renda.ground.files.forms import UploadsField
from renda.ground.kernel import clock
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.network.activities.forms import ManyDeputies
from renda.network.activities.queries import members_of, stations_of
from renda.network.brands import rules
from renda.network.brands.models import Method, MethodCase
from renda.network.brands.queries import brands_for, themes_of
from renda.network.brands.states import DEFAULT_GROUPS, DEFAULT_METHOD
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Station

PRIVATE = "不写群众的姓名和号码。"
MOST_STATIONS = 400


class NumberField(forms.TypedChoiceField):
    """A choice by its number; nothing chosen is None."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label=label, coerce=int, empty_value=None, **options)


class BrandForm(StepForm):
    """A brand as its town or station describes it."""

    title = forms.CharField(label="品牌名称", max_length=40, error_messages={"required": "请写品牌的名称。"})
    theme = forms.ChoiceField(label="主题", error_messages={"required": "请选一个主题。"})
    text = forms.CharField(
        label="做法", max_length=1000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="两三句话：怎么做，群众得到什么。命名以后公开。", error_messages={"required": "请写几句做法。"},
    )  # fmt: skip
    method = NumberField("按哪个工作法", required=False)

    def setup(self) -> None:
        themes = themes_of(self.actor.county_id)
        if self.row is not None and self.row.theme not in themes:
            themes.append(self.row.theme)
        self.fields["theme"].choices = [(name, name) for name in themes]  # type: ignore[attr-defined]
        methods = Method.objects.visible_to(self.actor).filter(is_used=True).listed()
        chosen = [("", "不按固定的工作法"), *((pk, name) for pk, name in methods.values_list("pk", "name"))]
        self.fields["method"].choices = chosen  # type: ignore[attr-defined]


class DraftForm(BrandForm):
    """A town's presidium may leave the station out: then it is the town's own brand."""

    station = NumberField("哪个家站的特色站点", required=False)
    field_order = ("station", "title")

    def setup(self) -> None:
        super().setup()
        rows = stations_of(self.actor).listed().values_list("pk", "name")[:MOST_STATIONS]
        first = [("", "不是，是本镇的品牌")] if self.actor.holds("township") else []
        self.fields["station"].choices = [*first, *rows]  # type: ignore[attr-defined]


class EditBrandForm(BrandForm):
    def setup(self) -> None:
        super().setup()
        for name, field in (("title", "title"), ("theme", "theme"), ("text", "text"), ("method", "method_id")):
            self.initial.setdefault(name, getattr(self.row, field, None))


class HandInForm(NoteForm):
    pass


class ApplyForm(NoteForm):
    pass


class SendBackForm(ReasonForm):
    pass


class NameForm(NoteForm):
    pass


class KeepForm(NoteForm):
    pass


class RenameForm(ReasonForm):
    title = forms.CharField(label="新的名称", max_length=40, error_messages={"required": "请写新的名称。"})
    field_order = ("title", "note")

    def setup(self) -> None:
        self.initial.setdefault("title", getattr(self.row, "title", ""))


class WithdrawForm(ReasonForm):
    pass


class DropForm(ReasonForm):
    pass


class CaseForm(StepForm):
    """A piece of work: what, until when, with whom."""

    title = forms.CharField(
        label="名称", max_length=80, help_text=PRIVATE, error_messages={"required": "请写这件事的名称。"}
    )
    text = forms.CharField(
        label="什么事", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text=f"一两句就行。{PRIVATE}",
        error_messages={"required": "请写几句是什么事。"},
    )  # fmt: skip
    planned_on = forms.DateField(label="计划哪天办结", error_messages={"required": "请写计划哪天办结。"})
    deputy_ids = ManyDeputies("哪些代表参加")


class BeginForm(CaseForm):
    """At one station; the packaged method stands first where the county has not written it down."""

    method = NumberField("按哪个工作法", error_messages={"required": "请选一个工作法。"})
    field_order = ("title", "text", "method")

    def __init__(self, *args: Any, station: Station | None = None, **kwargs: Any) -> None:
        self.station = station
        super().__init__(*args, **kwargs)

    def setup(self) -> None:
        day = clock.today() + timedelta(days=rule_book(self.actor.county_id).value("case_work", clock.today()))
        self.initial.setdefault("planned_on", day)
        self.fields["method"].choices = self._methods()  # type: ignore[attr-defined]
        self.fields["deputy_ids"].choices = _deputies(self.station)  # type: ignore[attr-defined]

    def _methods(self) -> list[tuple[int, str]]:
        of = Method.objects.filter(county_id=self.actor.county_id)
        found = list(of.fit_for(self.station.town_org_id if self.station else None).listed().values_list("pk", "name"))
        is_known = (
            any(name == DEFAULT_METHOD for _, name in found) or of.filter(town_org=None, name=DEFAULT_METHOD).exists()
        )
        return found if is_known else [(0, f"{DEFAULT_METHOD}（平台建议，可修改）"), *found]


def _deputies(station: Station | None, row: MethodCase | None = None) -> list[tuple[str, str]]:
    """The station's deputies, and whoever takes part already."""
    if station is None:
        return []
    rows = list(members_of(station, clock.today()))
    if row is not None:
        more = Deputy.objects.filter(county_id=row.county_id, pk__in=row.parts.values("deputy_id")).order_by(
            "name", "pk"
        )
        rows += [deputy for deputy in more if deputy not in rows]
    return [(str(one.pk), f"{one.name}　{one.get_level_display()}") for one in rows]


class EditMethodCaseForm(CaseForm):
    def setup(self) -> None:
        row = self.row
        if row is None:
            return
        self.fields["deputy_ids"].choices = _deputies(row.station, row)  # type: ignore[attr-defined]
        for name in ("title", "text", "planned_on"):
            self.initial.setdefault(name, getattr(row, name))
        self.initial.setdefault("deputy_ids", list(row.parts.values_list("deputy_id", flat=True)))


class TickForm(StepForm):
    """Which step; the day is today, a line and photos are for who likes."""

    place = NumberField("哪一步", error_messages={"required": "请选办好的是哪一步。"})
    done_on = forms.DateField(label="哪天办的", required=False, help_text="不写就是今天。")
    line = forms.CharField(label="说一句", max_length=200, required=False, help_text=PRIVATE)
    photos = UploadsField(label="照片", required=False, images_only=True, most=4)

    def setup(self) -> None:
        done = _done(self.row)
        left = [(step.place, step.label) for step in self._steps() if step.place not in done]
        self.fields["place"].choices = left if not self.is_bound else self._all()  # type: ignore[attr-defined]
        if left:
            self.initial.setdefault("place", left[0][0])

    def _steps(self) -> list[rules.Step]:
        return self.row.method_version.steps if self.row is not None else []

    def _all(self) -> list[tuple[int, str]]:
        """What was sent is told by the service what is wrong with it, in words."""
        return [(step.place, step.label) for step in self._steps()]


class UntickForm(ReasonForm):
    place = NumberField("撤回哪一步", error_messages={"required": "请选撤回哪一步。"})
    field_order = ("place", "note")

    def setup(self) -> None:
        steps, done = self.row.method_version.steps if self.row is not None else [], _done(self.row)
        self.fields["place"].choices = [(one.place, one.label) for one in steps if one.place in done]  # type: ignore[attr-defined]


def _done(row: MethodCase | None) -> set[int]:
    return set(row.ticks.values_list("place", flat=True)) if row is not None else set()


class FinishForm(StepForm):
    result = forms.CharField(
        label="结果", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text=PRIVATE,
        error_messages={"required": "请写办成了什么，没有办成也写明。"},
    )  # fmt: skip


class ReopenForm(ReasonForm):
    planned_on = forms.DateField(label="计划哪天办结", error_messages={"required": "请写计划哪天办结。"})
    field_order = ("planned_on", "note")

    def setup(self) -> None:
        days = rule_book(self.actor.county_id).value("case_work", clock.today())
        self.initial.setdefault("planned_on", clock.today() + timedelta(days=days))


class StopForm(ReasonForm):
    pass


class ProposeForm(StepForm):
    """What the public will read stands here in full; the lines and photos of the steps stay inside."""

    brand = forms.UUIDField(label="作为哪个品牌的案例", widget=forms.Select)
    summary = forms.CharField(
        label="对外介绍", max_length=2000, widget=forms.Textarea(attrs={"rows": 7}),
        help_text=f"公开的只有名称、这段话、各步的日子和参加的代表，各步的说明和照片不公开。{PRIVATE}",
        error_messages={"required": "请写对外介绍。"},
    )  # fmt: skip

    def setup(self) -> None:
        if self.row is None:
            return
        found = [(str(pk), name) for pk, name in brands_for(self.row).values_list("pk", "title")]
        if not found:
            self.fields["brand"].help_text = "本镇、本站还没有命名的品牌；请先申请命名。"
        self.fields["brand"].widget.choices = found or [("", "还没有品牌")]
        self.fields["brand"].error_messages["required"] = "本镇、本站要先有命名的品牌，才能推荐案例。"
        self.initial.setdefault("summary", self.row.summary or f"{self.row.text}\n{self.row.result}")


class PublishForm(NoteForm):
    pass


class DeclineForm(ReasonForm):
    pass


class TakeDownForm(ReasonForm):
    pass


class GroupsField(forms.CharField):
    """The steps as text, a verb a line; clean gives the groups."""

    def __init__(self) -> None:
        super().__init__(
            label="步骤", max_length=4000, widget=forms.Textarea(attrs={"rows": 8}),
            help_text="一行一个动作，冒号后面是它的几步，用顿号隔开。例如：问：走访问需求、接待问难处",
            error_messages={"required": "请写步骤，一行一个动作。"},
        )  # fmt: skip

    def clean(self, value: Any) -> rules.Groups:
        try:
            return rules.parse_groups(super().clean(value))
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class MethodForm(forms.Form):
    """A new one; the packaged method is what it begins with."""

    name = forms.CharField(label="名称", max_length=40, error_messages={"required": "请写工作法的名称。"})
    groups = GroupsField()

    def __init__(self, *args: Any, is_first: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            self.initial = {"name": DEFAULT_METHOD, "groups": rules.text_of(DEFAULT_GROUPS)}


class ChangeMethodForm(forms.Form):
    groups = GroupsField()
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ThemesForm(forms.Form):
    names = forms.CharField(
        label="主题", max_length=500, widget=forms.Textarea(attrs={"rows": 6}), help_text="一行一个。",
        error_messages={"required": "请至少写一个主题，一行一个。"},
    )  # fmt: skip

    def clean_names(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
