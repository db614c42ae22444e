"""Input shapes of a vote, by the step's name."""

from typing import Any

from django import forms

from renda.chamber.ballots import rules, sheets
from renda.chamber.ballots.states import Vote, Way
from renda.ground.files.forms import UploadsField
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.network.activities.forms import ManyDeputies

HERE = [(str(one), str(one.label)) for one in Vote if one not in (Vote.LEADERS, Vote.UPPER_DEPUTIES)]
"""Elections of persons are put from the election itself."""


class PutForm(StepForm):
    """Laying a question ready; the item's title is the question if nothing is typed."""

    item_id = forms.TypedChoiceField(label="哪一项议题", coerce=int, required=False, empty_value=None)
    question = forms.CharField(label="表决什么", max_length=200, required=False, help_text="不写就是议题的名称。")
    vote = forms.ChoiceField(label="是什么表决", choices=HERE)
    way = forms.ChoiceField(label="怎么表决", choices=[("", "按规定"), *Way.choices], required=False,
                            help_text="按规定：依法或者本县要求无记名的用无记名按键，别的用记名按键。")  # fmt: skip
    candidates = forms.CharField(label="候选项目", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
                                 help_text="只有民生实事票决要写，一行一项，用纸质票。")  # fmt: skip
    seats = forms.IntegerField(label="最多选几项", min_value=1, max_value=200, required=False)

    def __init__(self, *args: Any, meeting: Any = None, **kwargs: Any) -> None:
        self.meeting = meeting
        super().__init__(*args, **kwargs)

    def setup(self) -> None:
        rows = self.meeting.items.standing() if self.meeting else []
        choices = [("", "不在议程里"), *((one.pk, f"{one.position}．{one.title}") for one in rows)]
        self.fields["item_id"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault(
            "vote", Vote.DECISION if self.meeting and self.meeting.body.kind == "standing" else Vote.AGENDA
        )

    def clean_candidates(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["candidates"].splitlines() if line.strip()]

    def clean_seats(self) -> int:
        return self.cleaned_data["seats"] or 1


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


class IssueForm(StepForm):
    """The papers handed out, counted; the numbers stand on the stubs."""

    first_number = forms.IntegerField(label="存根从几号", min_value=1, max_value=1_000_000, initial=1)
    last_number = forms.IntegerField(label="到几号", min_value=1, max_value=1_000_000)
    issued = forms.IntegerField(label="发出几张", min_value=0, max_value=5000)
    scrutineers = forms.CharField(label="监票人", max_length=200, help_text="几个人用顿号隔开。",
                                  error_messages={"required": "请写监票人的姓名。"})  # fmt: skip

    def setup(self) -> None:
        sheet = getattr(self.row, "sheet", None)
        if sheet is None or self.is_bound:
            return
        may_vote = (self.row.present or 0) - self.row.recused
        known = {"first_number": sheet.first_number or 1, "last_number": sheet.last_number or self.row.members}
        issued = may_vote if sheet.issued is None else sheet.issued
        self.initial.update({**known, "issued": issued, "scrutineers": "、".join(sheet.scrutineers)})

    def clean_scrutineers(self) -> list[str]:
        return [
            name.strip() for name in self.cleaned_data["scrutineers"].replace("，", "、").split("、") if name.strip()
        ]


class SignForm(StepForm):
    papers = UploadsField(label="签了名的报告单", most=4, error_messages={"required": "请选照片或者扫描件。"})


class SheetForm(forms.Form):
    """A teller's sheet: a number for every line of the papers, and the names written in."""

    written = forms.CharField(label="另选的人", max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
                              help_text="一行一人：姓名，空一格，票数。例如：张三 2")  # fmt: skip

    def __init__(self, *args: Any, papers: sheets.Papers, count: dict[str, int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.papers, self.lines = papers, papers.lines()
        known = count or {}
        for n, (key, label) in enumerate(self.lines):
            self.fields[f"line_{n}"] = forms.IntegerField(
                label=label, min_value=0, max_value=5000, initial=known.get(key)
            )
        written = self.fields.pop("written")
        if papers.may_write_in:
            votes = sheets.votes_of(papers, known)
            extra = [f"{name} {number}" for name, number in votes.items() if name not in papers.candidates]
            written.initial = "\n".join(extra)
            self.fields["written"] = written

    def clean_written(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for n, raw in enumerate(self.cleaned_data["written"].splitlines(), 1):
            parts = raw.replace("　", " ").split()
            if not parts:
                continue
            if len(parts) < 2 or not parts[-1].isdecimal() or len(parts[-1]) > 4:
                raise forms.ValidationError(f"第{n}行要写姓名和票数，中间空一格，例如：张三 2")
            name = " ".join(parts[:-1])
            if name in found:
                raise forms.ValidationError(f"第{n}行的“{name}”前面已经写过，请合在一起。")
            found[name] = int(parts[-1])
        return found

    def keywords(self) -> dict[str, Any]:
        """What the service gets, by name instead of by line."""
        given = {key: self.cleaned_data[f"line_{n}"] for n, (key, _) in enumerate(self.lines)}
        heads = {key: given.pop(key) for key in sheets.HEADS}
        against = sheets.against_of(given)
        votes = {
            key.removeprefix(sheets.FOR): number for key, number in given.items() if not key.startswith(sheets.AGAINST)
        }
        return {**heads, "votes": votes, "against": against, "written": self.cleaned_data.get("written", {})}
