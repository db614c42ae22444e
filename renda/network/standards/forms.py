"""Input shapes of every step, by the step's name, and of the county's own lists and texts. Whatever is known is filled in."""

from collections.abc import Mapping
from typing import Any

from django import forms

from renda.ground.files.forms import UploadsField
from renda.ground.kernel import clock
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.network.standards import rules
from renda.network.standards.models import Check, Checklist, WallText, choices_of, label_of
from renda.network.standards.queries import known_of, last_years
from renda.network.standards.states import ANSWERS, Sort
from renda.network.standards.widgets import ItemsField, ItemsWidget
from renda.network.stations.states import StationKind

MOST_PHOTOS = 6


class AnswersForm(NoteForm):
    """The items with what stands already; a photo is never asked for."""

    answers = ItemsField(label="逐项看", required=False, error_messages={"invalid": "逐项的回答没有读懂，请重新选。"})
    photos = UploadsField(label="照片", required=False, images_only=True, most=MOST_PHOTOS)

    known: dict[str, str]

    def setup(self) -> None:
        row = self.row
        if row is None:
            # On a selection everything stands as it is.
            del self.fields["answers"], self.fields["photos"]
            return
        self.fields["answers"].required = True
        widget = self.fields["answers"].widget
        if isinstance(widget, ItemsWidget):
            widget.draw = self._draw
        self.known = self.known_facts(row)
        if not self.is_bound:
            before = self.before(row)
            self.initial["answers"] = [{"item": name, **said} for name, said in before.items()]

    def known_facts(self, row: Check) -> dict[str, str]:
        return {}

    def before(self, row: Check) -> dict[str, Any]:
        """What was found last; an item put right since counts as there."""
        good = str(ANSWERS[Sort(row.checklist.sort)][0])
        return {name: {**said, "answer": good} if name in row.fixes else said for name, said in row.current.items()}

    def _draw(self, rows: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
        told = {str(row.get("item")): row for row in rows}
        row, choices = self.row, choices_of(self.row.checklist.sort)
        before = [("自查", row.self_answers), ("镇核查", row.town_answers)]
        return [
            {
                "name": item["name"], "basis": item["basis"], "known": self.known.get(item["fact"], ""),
                "choices": choices, "has_m2": row.checklist.sort == Sort.ROOMS,
                **{part: told.get(item["name"], {}).get(part) or "" for part in ("answer", "m2", "remark")},
                "said": [(who, label_of(part, item["name"])) for who, part in before if part],
            }
            for item in row.checklist.items
        ]  # fmt: skip


class ReportForm(AnswersForm):
    """What the record knows and what was so last year is ticked already."""

    def known_facts(self, row: Check) -> dict[str, str]:
        facts = {item["fact"] for item in row.checklist.items if item["fact"]}
        return {fact: line for fact, line in known_of(row).items() if fact in facts} if facts else {}

    def before(self, row: Check) -> dict[str, Any]:
        before = row.self_answers
        if not before and (last := last_years(row)) is not None and last.checklist.sort == row.checklist.sort:
            before = super().before(last)
        good = str(ANSWERS[Sort(row.checklist.sort)][0])
        known = {item["name"]: {"answer": good} for item in row.checklist.items if item["fact"] in self.known}
        names = set(row.checklist.names)
        return {**known, **{name: said for name, said in before.items() if name in names and name not in known}}


class VerifyForm(AnswersForm):
    pass


class AcceptForm(AnswersForm):
    pass


class SendBackForm(ReasonForm):
    pass


class HandBackForm(ReasonForm):
    pass


class ReopenForm(ReasonForm):
    pass


class RectifyForm(StepForm):
    item = forms.ChoiceField(label="哪一项")
    on = forms.DateField(label="哪天整改好的")
    text = forms.CharField(label="做了什么", max_length=200, widget=forms.Textarea(attrs={"rows": 2}),
                           error_messages={"required": "请写一句做了什么。"})  # fmt: skip
    photos = UploadsField(label="照片", required=False, images_only=True, most=MOST_PHOTOS)

    def setup(self) -> None:
        names = self.row.gaps if self.row is not None else []
        self.fields["item"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]
        self.initial.setdefault("on", clock.today())


class DisputeForm(ReasonForm):
    item = forms.ChoiceField(label="哪一项")
    field_order = ("item", "note")

    def setup(self) -> None:
        names = list(self.row.fixes) if self.row is not None else []
        self.fields["item"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]


class BeginForm(forms.Form):
    """Which list, which year, which stations; with one station alone it is not asked."""

    key = forms.ChoiceField(label="哪种清单")
    year = forms.TypedChoiceField(label="年度", coerce=int)
    station = forms.ChoiceField(label="哪些家站", required=False)

    def __init__(self, *args: Any, lists: list[Checklist], stations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = clock.today().year
        self.fields["key"].choices = [(one.key, one.title) for one in lists]  # type: ignore[attr-defined]
        self.fields["year"].choices = [(this, f"{this}年"), (this - 1, f"{this - 1}年")]  # type: ignore[attr-defined]
        every = [("", "全部还没开始的家站")] if len(stations) > 1 else []
        self.fields["station"].choices = [*every, *stations]  # type: ignore[attr-defined]


class VersionForm(forms.Form):
    title = forms.CharField(label="名称", max_length=40, error_messages={"required": "请写名称。"})
    source = forms.CharField(label="依据", max_length=120, required=False)
    valid_from = forms.DateField(label="从哪天起", error_messages={"required": "请写从哪天起。"})


class ChecklistForm(VersionForm):
    sort = forms.ChoiceField(label="怎样回答", choices=Sort)
    lines = forms.CharField(
        label="项目", max_length=8000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text="每行一项：名称 | 依据 | 平台知道的（地址、活动、档案）。后两段可以不写。",
        error_messages={"required": "请写清单里的项目，每行一项。"},
    )  # fmt: skip

    @classmethod
    def filled(cls, row: Checklist | None) -> dict[str, Any]:
        said = {name: getattr(row, name) for name in ("title", "source", "sort", "lines")} if row else {}
        return {**said, "valid_from": clock.today()}

    def clean_lines(self) -> str:
        text = str(self.cleaned_data["lines"])
        try:
            self.items = rules.items_of(text)
        except Invalid as error:
            raise forms.ValidationError(error.text) from error
        return text

    def keywords(self) -> dict[str, Any]:
        return {**{name: value for name, value in self.cleaned_data.items() if name != "lines"}, "items": self.items}


class WallForm(VersionForm):
    kinds = forms.MultipleChoiceField(
        label="哪些家站用", choices=StationKind, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="都不选就是全部家站。",
    )  # fmt: skip
    text = forms.CharField(
        label="正文", max_length=4000, widget=forms.Textarea(attrs={"rows": 12}), help_text="每条一行，标题不用写。",
        error_messages={"required": "请写正文。"},
    )  # fmt: skip
    is_shown = forms.BooleanField(label="在用（去掉就不再上墙）", required=False)

    @classmethod
    def filled(cls, row: WallText | None) -> dict[str, Any]:
        names = ("title", "source", "kinds", "text", "is_shown")
        said = {name: getattr(row, name) for name in names} if row else {"is_shown": True}
        return {**said, "valid_from": clock.today()}

    def keywords(self) -> dict[str, Any]:
        return dict(self.cleaned_data)
