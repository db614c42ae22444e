"""Input shapes of every step, by the step's name. What the record knows is shown, never asked."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms

from renda.ground.kernel import clock
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.readings.assessments import rules
from renda.readings.assessments.measures import MEASURES
from renda.readings.assessments.models import Cycle, Scheme
from renda.readings.assessments.queries import may_be_reviewers, towns_with_stations
from renda.readings.assessments.reading import read_place
from renda.readings.assessments.shown import counted_words
from renda.readings.assessments.states import MOST_GROUPS, Grade

HOME = "县本级"
GRADES = [(str(grade), str(grade.label)) for grade in Grade if grade != Grade.NONE]


def _day(label: str, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, **options)


class TextsField(forms.JSONField):
    """A JSON object of short texts by item, for programs; people get a field for each item."""

    widget = forms.HiddenInput

    def __init__(self, label: str) -> None:
        super().__init__(label=label, required=False, help_text='JSON对象的文本，例如{"a1": "4.5"}')

    def clean(self, value: Any) -> dict[str, str]:
        found = super().clean(value) or {}
        if not isinstance(found, dict):
            raise forms.ValidationError("这里要一个JSON对象，键是项的编号。")
        return {str(key)[:8]: str(text)[:300] for key, text in found.items()}


class SheetForm(StepForm):
    """Points and words by item: `points_<key>` and `words_<key>` from a page, one object each from a program."""

    points = TextsField("各项的分")
    words = TextsField("各项的说明")

    def setup(self) -> None:
        if self.row is None:
            return
        self.scheme = self.row.cycle.scheme.data
        kept_points, kept_words = self.kept()
        for aspect in self.scheme["aspects"]:
            for item in aspect["items"]:
                self._add(item, kept_points, kept_words)

    def kept(self) -> tuple[dict[str, str], dict[str, str]]:
        """What the actor has said before."""
        return {}, {}

    def _add(self, item: dict[str, Any], points: dict[str, str], words: dict[str, str]) -> None:
        key = item["key"]
        if item["measure"]:
            return
        attrs = {
            "min": "0",
            "max": item["points"],
            "step": self.scheme["step"],
            "inputmode": "decimal",
            "required": True,
        }
        self.fields[f"points_{key}"] = forms.CharField(
            label=f"{item['name']}（最多{item['points']}分）", required=self.is_of_page, max_length=6, help_text=item["evidence"],
            initial=points.get(key, ""), widget=forms.NumberInput(attrs=attrs),
            error_messages={"required": f"“{item['name']}”还没有评分，最多{item['points']}分。"},
        )  # fmt: skip
        self.fields[f"words_{key}"] = forms.CharField(
            label=f"{item['name']}：说明", required=False, max_length=300, initial=words.get(key, "")
        )

    @property
    def is_of_page(self) -> bool:
        """A page has a field for each item; a program sends them in one."""
        return not self.is_bound or any(name.startswith("points_") for name in self.data)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for part in ("points", "words"):
            typed = {
                name.removeprefix(f"{part}_"): data.pop(name) for name in list(data) if name.startswith(f"{part}_")
            }
            data[part] = {**(data.get(part) or {}), **{key: text for key, text in typed.items() if text.strip()}}
        return data

    def pairs(self) -> Iterator[dict[str, Any]]:
        """By aspect: each item with its bound fields, for a page that lays them out."""
        for aspect in self.scheme["aspects"]:
            items = [
                {"item": item, "points": self[f"points_{item['key']}"], "words": self[f"words_{item['key']}"]}
                for item in aspect["items"] if f"points_{item['key']}" in self.fields
            ]  # fmt: skip
            if items:
                yield {"aspect": aspect, "items": items}


class ScoreSelfForm(SheetForm):
    """Measured items stand there with what the record says; a station may only say why it is contested."""

    def setup(self) -> None:
        self.read = read_place(self.row) if self.row is not None else {}
        super().setup()

    def kept(self) -> tuple[dict[str, str], dict[str, str]]:
        return self.row.own_points, self.row.own_words

    def _add(self, item: dict[str, Any], points: dict[str, str], words: dict[str, str]) -> None:
        key = item["key"]
        if one := self.read.get(key):
            counted = counted_words(item, one.figure.n, one.figure.d)
            self.fields[f"words_{key}"] = forms.CharField(
                label=f"{item['name']}：{counted}，{one.points}分（最多{item['points']}分）", required=False, max_length=300,
                initial=words.get(key, ""), help_text="由记录算出，不用填。有异议写在这里。",
            )  # fmt: skip
            return
        super()._add(item, points, words)


class VisitForm(SheetForm):
    visited_on = _day("哪天去看的")

    def setup(self) -> None:
        super().setup()
        self.initial.setdefault("visited_on", clock.today())

    def kept(self) -> tuple[dict[str, str], dict[str, str]]:
        last = None
        if self.actor.user_id and self.row.pk:
            last = self.row.sheets.filter(user_id=self.actor.user_id).order_by("-received_at", "-pk").first()
        return (last.points, last.words) if last else ({}, {})


class ApplyForm(StepForm):
    reason = forms.CharField(
        label="申报说明",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="不填也收。",
    )

    def setup(self) -> None:
        self.initial.setdefault("reason", getattr(self.row, "reason", ""))


class BeginForm(ApplyForm):
    pass


class DropForm(ReasonForm):
    pass


class SettleForm(NoteForm):
    sheet = forms.UUIDField(label="用哪一份", widget=forms.RadioSelect, error_messages={"required": "请选一份。"})

    def setup(self) -> None:
        if self.row is None:
            return
        rows = self.row.sheets.current().select_related("user").order_by("received_at", "pk")
        choices = [
            (str(one.pk), f"{one.user.name}，{one.visited_on.month}月{one.visited_on.day}日现场，"
             f"合计{rules.total(Decimal(text) for text in one.points.values())}分")
            for one in rows
        ]  # fmt: skip
        self.fields["sheet"].widget.choices = choices


class ComposeForm(NoteForm):
    pass


class ReopenForm(ReasonForm):
    pass


class ApproveForm(NoteForm):
    decided_on = _day("主任会议哪天审定")
    paper_number = forms.CharField(label="会议纪要或决定的文号", max_length=60)

    def setup(self) -> None:
        self.initial.setdefault("decided_on", clock.today())


class AnnounceForm(NoteForm):
    announced_on = _day("公布日")

    def setup(self) -> None:
        self.initial.setdefault("announced_on", clock.today())


class _ChangeForm(ReasonForm):
    decided_on = _day("哪天决定")
    paper_number = forms.CharField(label="决定的文号", max_length=60)

    def setup(self) -> None:
        self.initial.setdefault("decided_on", clock.today())


class RaiseForm(_ChangeForm):
    grade = forms.ChoiceField(label="升为", choices=GRADES)
    field_order = ("grade", "decided_on", "paper_number", "note")


class LowerForm(_ChangeForm):
    grade = forms.ChoiceField(label="降为", choices=GRADES)
    field_order = ("grade", "decided_on", "paper_number", "note")


class RevokeForm(_ChangeForm):
    pass


class FileForm(StepForm):
    """A station's appeal against one item."""

    item = forms.ChoiceField(label="对哪一项")
    text = forms.CharField(label="理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
                           error_messages={"required": "请写明为什么这一项应当重看。"})  # fmt: skip

    def __init__(self, *args: Any, place: Any = None, **kwargs: Any) -> None:
        self.place = place
        super().__init__(*args, **kwargs)

    def setup(self) -> None:
        if self.place is not None:
            items = rules.items_of(self.place.cycle.scheme.data)
            self.fields["item"].choices = [(one["key"], one["name"]) for one in items]  # type: ignore[attr-defined]


class GrantForm(StepForm):
    points = forms.DecimalField(label="更正为几分", min_value=Decimal(0), max_digits=5, decimal_places=1)
    answer = forms.CharField(label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
                             error_messages={"required": "请写明理由，家站会看到。"})  # fmt: skip


class RefuseForm(StepForm):
    answer = forms.CharField(label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
                             error_messages={"required": "请写明理由，家站会看到。"})  # fmt: skip


# --- what the office sets up -----------------------------------------------------------------------------------------


class CycleForm(forms.Form):
    name = forms.CharField(label="名称", max_length=60)
    first_on = _day("从哪天")
    last_on = _day("到哪天")
    apply_by = _day("申报截止日")
    scheme = forms.ModelChoiceField(label="按哪一版办法", queryset=Scheme.objects.none())

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scheme"].queryset = Scheme.objects.visible_to(actor).order_by("-number")  # type: ignore[attr-defined]


class GroupForm(forms.Form):
    number = forms.IntegerField(label="第几组", min_value=1, max_value=MOST_GROUPS)
    towns = forms.MultipleChoiceField(label="负责的乡镇", required=False, widget=forms.CheckboxSelectMultiple)
    members = forms.TypedMultipleChoiceField(label="成员", coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
                                             help_text="县里的和镇里的都要有；不考评自己乡镇的家站。")  # fmt: skip

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        towns = towns_with_stations(cycle.county_id)
        self.fields["towns"].choices = [(town or HOME, town or HOME) for town in towns]  # type: ignore[attr-defined]
        people = may_be_reviewers(cycle.county_id)
        self.fields["members"].choices = [(one.pk, one.name) for one in people]  # type: ignore[attr-defined]

    def clean_towns(self) -> list[str]:
        return ["" if town == HOME else town for town in self.cleaned_data["towns"]]


class ItemForm(forms.Form):
    """One item of a scheme that is not in use."""

    aspect = forms.ChoiceField(label="哪一方面")
    key = forms.RegexField(
        r"^[a-z]\d{1,2}$", label="编号", error_messages={"invalid": "编号写一个小写字母和一两位数字，例如a4。"}
    )
    name = forms.CharField(label="看什么", max_length=60)
    points = forms.DecimalField(label="分", min_value=Decimal("0.1"), max_value=100, max_digits=4, decimal_places=1)
    measure = forms.ChoiceField(label="怎么得分", required=False)
    full_at = forms.IntegerField(label="达到百分之几给满分", min_value=1, max_value=100, required=False)
    want = forms.IntegerField(label="应有几个", min_value=1, max_value=1000, required=False, help_text="空着就是全部。")
    least = forms.IntegerField(
        label="至少几名", min_value=1, max_value=100, required=False, help_text="只用于代表编入。"
    )
    none_due = forms.IntegerField(
        label="没有应办的给百分之几", min_value=0, max_value=100, required=False, help_text="空着就给满分。"
    )
    evidence = forms.CharField(label="看什么凭据", max_length=100, required=False)

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aspects = [(one["key"], one["name"]) for one in scheme.data["aspects"]]
        self.fields["aspect"].choices = aspects  # type: ignore[attr-defined]
        known = [(key, f"由记录算：{one.name}") for key, one in MEASURES.items()]
        self.fields["measure"].choices = [("", "考评组现场评"), *known]  # type: ignore[attr-defined]

    def keywords(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        params = {name: data.pop(name) for name in ("full_at", "want", "least", "none_due")}
        return {**data, "params": {name: value for name, value in params.items() if value is not None}}


class LinesForm(forms.Form):
    """Cut lines, and the points of each aspect."""

    model = forms.DecimalField(label="样板站，不低于", max_digits=4, decimal_places=1, min_value=0, max_value=100)
    fine = forms.DecimalField(label="出色站，不低于", max_digits=4, decimal_places=1, min_value=0, max_value=100)
    passed = forms.DecimalField(label="合格站，不低于", max_digits=4, decimal_places=1, min_value=0, max_value=100)

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {**scheme.data["cuts"]}
        for one in scheme.data["aspects"]:
            self.fields[f"aspect_{one['key']}"] = forms.DecimalField(
                label=f"{one['name']}（分）",
                initial=one["points"],
                max_digits=4,
                decimal_places=1,
                min_value=0,
                max_value=100,
            )

    def keywords(self) -> dict[str, Any]:
        data = self.cleaned_data
        aspects = {name.removeprefix("aspect_"): value for name, value in data.items() if name.startswith("aspect_")}
        return {"cuts": {key: data[key] for key in ("model", "fine", "passed")}, "aspects": aspects}
