"""The base of every step's form: what was seen, the key of the call, and a note."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.keys import uuid7

CARRIED = ("seen", "once")


FIRST_YEAR, LAST_YEAR = 1949, 2149


def plausible(day: date) -> None:
    """A slip of the finger in the year is said at once; a calendar ends where computing with days would."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError(f"年份写成了{day.year}，请再看一下。")


class StepForm(forms.Form):
    """Fields of one step. `cleaned_data` goes to the service as keywords; a blank `note` field may be declared by a subclass."""

    # Of a step that replies to somebody: the fields that make up the reply. Then `replied_to` says to what.
    reply_fields: ClassVar[tuple[str, ...]] = ()

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    once = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, row: Any = None, actor: Actor, **kwargs: Any) -> None:
        self.row, self.actor = row, actor
        super().__init__(data, files, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField | forms.DateTimeField):
                field.validators.append(plausible)
        if not self.is_bound:
            self.initial.setdefault("seen", getattr(row, "version", None) if row is not None and row.version else None)
            self.initial.setdefault("once", uuid7())
        self.setup()

    def setup(self) -> None:
        """Choices that depend on the row and the actor are set here."""

    def keywords(self) -> dict[str, Any]:
        """What the service gets. Empty `seen` and `once` are left out."""
        data = dict(self.cleaned_data)
        for name in CARRIED:
            if data.get(name) is None:
                data.pop(name, None)
        return data

    def first_keywords(self, *without: str) -> dict[str, Any]:
        """The same for a service that makes a row, which has no version yet. without: fields the page has used itself."""
        return {name: value for name, value in self.keywords().items() if name not in ("seen", *without)}

    def replied_to(self) -> tuple[str, tuple[str, ...]]:
        """The words the reply answers, and their requests where these are listed apart. Empty for a step that replies to nobody."""
        return "", ()

    def reply_of(self, typed: Mapping[str, str]) -> str:
        """The reply as it stands in what was typed."""
        return "\n".join(str(typed.get(name, "")) for name in self.reply_fields)

    def asked(self) -> list[forms.BoundField]:
        """The fields a person sees."""
        return [field for field in self if not field.is_hidden]


class NoteForm(StepForm):
    """A step that asks for nothing but, if one likes, a word."""

    note = forms.CharField(label="说明", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name != "note"), "note"])


class ReasonForm(StepForm):
    """A step that must say why."""

    note = forms.CharField(label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
                           error_messages={"required": "请写明理由，对方会看到。"})  # fmt: skip
