"""Input shapes of a vote, by the step's name."""

from typing import Any

from django import forms

from renda.chamber.ballots import rules
from renda.chamber.ballots.states import Vote, Way
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.network.activities.forms import ManyDeputies

VOTES = [(str(one), str(one.label)) for one in Vote if one not in rules.ELECTIONS]


class PutForm(StepForm):
    """Laying a question ready; the item's title is the question if nothing is typed."""

    item_id = forms.TypedChoiceField(label="哪一项议题", coerce=int, required=False, empty_value=None)
    question = forms.CharField(label="表决什么", max_length=200, required=False, help_text="不写就是议题的名称。")
    vote = forms.ChoiceField(label="是什么表决", choices=VOTES)
    way = forms.ChoiceField(label="怎么表决", choices=[("", "按规定"), *Way.choices], required=False,
                            help_text="按规定：依法或者本县要求无记名的用无记名按键，别的用记名按键。")  # fmt: skip

    def __init__(self, *args: Any, meeting: Any = None, **kwargs: Any) -> None:
        self.meeting = meeting
        super().__init__(*args, **kwargs)

    def setup(self) -> None:
        rows = self.meeting.items.filter(dropped_on__isnull=True).order_by("position") if self.meeting else []
        choices = [("", "不在议程里"), *((one.pk, f"{one.position}．{one.title}") for one in rows)]
        self.fields["item_id"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault(
            "vote", Vote.DECISION if self.meeting and self.meeting.body.kind == "standing" else Vote.AGENDA
        )


class RecuseForm(StepForm):
    deputy_ids = ManyDeputies("谁回避")

    def setup(self) -> None:
        if self.row is None:
            return
        rows = self.row.meeting.presences.filter(guest="").listed()
        self.fields["deputy_ids"].choices = [(one.deputy_id, one.deputy.name) for one in rows]  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial["deputy_ids"] = list(self.row.recusals.values_list("deputy_id", flat=True))


class OpenForm(NoteForm):
    pass


class CloseForm(NoteForm):
    pass


class WithdrawForm(ReasonForm):
    pass


class StartForm(NoteForm):
    pass


class EndForm(NoteForm):
    pass


class HandsForm(forms.Form):
    """One number for each option."""

    def __init__(self, *args: Any, ballot: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for option in rules.options_of(ballot.vote):
            self.fields[str(option)] = forms.IntegerField(label=str(option.label), min_value=0, max_value=5000)
