"""Forms of an item's steps. What a whole selection gets may be left empty and then stays as each item has it."""

from typing import Any

from django import forms

from renda.ground.kernel.actor import Role
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.voice.campaigns.forms.choosing import OneOf, seats_of, town_choices, unit_choices
from renda.voice.campaigns.states import Category, Grade, HandlingLevel, Outcome

KEEP = ("", "照各件原来的")


class WordsForm(StepForm):
    """The two fields of an item."""

    text = forms.CharField(
        label="建议什么",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="一件事一条，写清楚是什么事、怎么办好。",
        error_messages={"required": "请写建议的内容。"},
    )
    place = forms.CharField(label="在哪里", max_length=100, required=False, help_text="例如石门村三组、桂花巷路口")


class CollectForm(WordsForm):
    """By the deputy in two fields; by somebody for a deputy with the deputy and, at the county, the town."""

    deputy_id = OneOf(label="哪位代表", required=False, error_messages={"invalid_choice": "请在名单里选代表。"})
    presidium_id = OneOf(label="哪个镇", required=False, help_text="不选就按代表所在的镇")
    field_order = ["deputy_id", "text", "place", "presidium_id"]

    def setup(self) -> None:
        seats = seats_of(self.actor)
        is_own = self.actor.holds(Role.DEPUTY)
        if is_own and len(seats) <= 1:
            del self.fields["deputy_id"]
        else:
            self.fields["deputy_id"].offer(seats)  # type: ignore[attr-defined]
            self.fields["deputy_id"].required = not is_own
            self.fields["deputy_id"].error_messages["required"] = "请选哪位代表。"
        if self.actor.holds(Role.OFFICE):
            self.fields["presidium_id"].offer(town_choices(self.actor.county_id), "按代表所在的镇")  # type: ignore[attr-defined]
        else:
            del self.fields["presidium_id"]


class EditForm(WordsForm):
    presidium_id = OneOf(label="哪个镇", required=False)

    def setup(self) -> None:
        self.fields["presidium_id"].offer(town_choices(self.actor.county_id), "不改")  # type: ignore[attr-defined]
        if self.row is not None and not self.is_bound:
            for name in ("text", "place", "presidium_id"):
                self.initial.setdefault(name, getattr(self.row, name))


class SortForm(NoteForm):
    category = forms.ChoiceField(label="类别", choices=[KEEP, *Category.choices], required=False)
    level = forms.ChoiceField(label="由哪一级来办", choices=[KEEP, *HandlingLevel.choices], required=False)

    def setup(self) -> None:
        if self.row is not None:
            for name, choices in (("category", Category.choices), ("level", HandlingLevel.choices)):
                self.fields[name].choices = [("", "请选择"), *choices]  # type: ignore[attr-defined]
            if not self.is_bound:
                self.initial.setdefault("category", self.row.category)
                self.initial.setdefault("level", self.row.handling_level)


class ExplainForm(NoteForm):
    reply = forms.CharField(
        label="怎么答复代表",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="不用办的、代表不能过问的、该走代表建议的，说明去处。",
        error_messages={"required": "请写怎么答复代表。"},
    )


class MergeForm(NoteForm):
    main_number = forms.CharField(
        label="并入哪一件",
        max_length=30,
        help_text="写主件的编号，例如高2026-00127，或者只写127。代表各自都会得到答复。",
        error_messages={"required": "请写主件的编号。"},
    )


class SplitForm(ReasonForm):
    pass


class AssignForm(NoteForm):
    org_id = OneOf(
        label="承办单位", required=False, help_text="不选就按梳理的层级：镇里办的交给所在镇，村里办的交给所在村"
    )

    def setup(self) -> None:
        blank = "按层级和地点" if self.row is None or self.row.handling_level != HandlingLevel.COUNTY else "请选择"
        self.fields["org_id"].offer(unit_choices(self.actor.county_id), blank)  # type: ignore[attr-defined]


class TakeBackForm(ReasonForm):
    pass


class HandBackForm(ReasonForm):
    pass


class WithdrawForm(ReasonForm):
    pass


class PressForm(NoteForm):
    press = forms.CharField(
        label="督办要求",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写进督办单，承办单位会看到。",
        error_messages={"required": "请写督办要求。"},
    )


class HandleForm(NoteForm):
    outcome = forms.ChoiceField(
        label="办理结果", choices=Outcome, widget=forms.RadioSelect, error_messages={"required": "请选办理结果。"}
    )
    result = forms.CharField(
        label="办理情况",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="做了什么；列入计划的写什么时候办；办不了的写为什么。答复代表就用这几句。",
        error_messages={"required": "请写办理情况。"},
    )


class ReplyForm(NoteForm):
    reply = forms.CharField(
        label="对代表说的话",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="不写就用办理情况那几句。",
    )


class RateForm(StepForm):
    rating = forms.ChoiceField(
        label="对答复满不满意",
        choices=Grade,
        widget=forms.RadioSelect,
        error_messages={"required": "请选满不满意。"},
    )
    rating_text = forms.CharField(
        label="还想说的", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class HandleAgainForm(ReasonForm):
    pass


class CloseForm(NoteForm):
    pass


def json_fields(form: StepForm) -> dict[str, Any]:
    """What a run keeps of a filled form: plain values, without the keys of the call."""
    return {name: value for name, value in form.keywords().items() if name not in ("seen", "once")}
