"""Input shapes of every step, by the step's name; what the record knows is filled in."""

from typing import Any

from django import forms

from renda.chamber.ballots.states import Way
from renda.chamber.deliberations import queries
from renda.chamber.deliberations.models import LONGEST
from renda.chamber.deliberations.shown import speech_notes
from renda.chamber.deliberations.states import Result, Source
from renda.ground.files.forms import UploadsField
from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.access import ANSWERS
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm

TEXT = {"required": "请写意见。"}


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _choose(form: forms.Form, name: str, choices: Any) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def _organs(actor: Actor) -> list[tuple[int, str]]:
    return [(one.pk, one.label) for one in queries.organs(actor.county_id)]


def _points(form: StepForm) -> list[tuple[int, str]]:
    rows = form.row.points.select_related("organ").order_by("position") if form.row is not None else []
    return [(one.position, f"{one.position}．{one.text[:40]}（{one.organ.label}）") for one in rows]


class DraftForm(StepForm):
    """From an item of a meeting; what was said on it stands there already, if it was noted."""

    item_id = forms.TypedChoiceField(label="哪一项议题", coerce=int, required=False, empty_value=None)
    source = forms.ChoiceField(label="审议的是什么", choices=Source)
    organ_id = forms.TypedChoiceField(label="由哪个机关报告", coerce=int)
    committee_id = forms.TypedChoiceField(label="哪个委室起草", coerce=int, required=False, empty_value=None)
    title = forms.CharField(label="名称", max_length=160, required=False, help_text="不写就按议题来叫。")
    notes = forms.CharField(label="发言记录", max_length=LONGEST, required=False, widget=_area(10),
                            help_text="每人一段。里面的建议会先列成一条一条的意见，可以再改。")  # fmt: skip

    def __init__(self, *args: Any, meeting: Any = None, item_id: int | None = None, **kwargs: Any) -> None:
        self.meeting, self.chosen = meeting, item_id
        super().__init__(*args, **kwargs)

    def setup(self) -> None:
        items = list(self.meeting.items.standing()) if self.meeting is not None else []
        _choose(self, "item_id", [("", "不在议程里"), *((one.pk, f"{one.position}．{one.title}") for one in items)])
        _choose(self, "organ_id", _organs(self.actor))
        own = self.actor.orgs(Role.COMMITTEE)
        rows = queries.committees(self.actor.county_id)
        is_office = self.actor.holds(*queries.KEEPERS)
        rows = rows if is_office else rows.filter(pk__in=own)
        _choose(
            self, "committee_id", [*([("", "自己起草")] if is_office else []), *((one.pk, one.label) for one in rows)]
        )
        if self.meeting is not None and not self.is_bound:
            self._fill(next((one for one in items if one.pk == self.chosen), None))

    def _fill(self, item: Any) -> None:
        if item is None:
            return
        self.initial.setdefault("item_id", item.pk)
        self.initial.setdefault("notes", speech_notes(item))


class WriteForm(StepForm):
    title = forms.CharField(label="名称", max_length=160, error_messages={"required": "请写名称。"})
    preamble = forms.CharField(label="总的评价", max_length=4000, required=False, widget=_area(4))

    def setup(self) -> None:
        for name in ("title", "preamble"):
            self.initial.setdefault(name, getattr(self.row, name, ""))


class AddPointForm(StepForm):
    text = forms.CharField(label="意见", max_length=1000, widget=_area(3), error_messages=TEXT)
    organ_id = forms.TypedChoiceField(label="由谁办", coerce=int)

    def setup(self) -> None:
        _choose(self, "organ_id", _organs(self.actor))
        if self.row is not None:
            self.initial.setdefault("organ_id", self.row.organ_id)


class ChangePointForm(StepForm):
    position = forms.TypedChoiceField(label="改哪一条", coerce=int)
    text = forms.CharField(label="改成", max_length=1000, required=False, widget=_area(3), help_text="不写就不动文字。")
    organ_id = forms.TypedChoiceField(label="由谁办", coerce=int, required=False, empty_value=None)

    def setup(self) -> None:
        _choose(self, "position", _points(self))
        _choose(self, "organ_id", [("", "不动"), *_organs(self.actor)])


class DropPointForm(StepForm):
    position = forms.TypedChoiceField(label="删哪一条", coerce=int)

    def setup(self) -> None:
        _choose(self, "position", _points(self))


class SubmitForm(NoteForm):
    pass


class SendBackForm(ReasonForm):
    pass


class ApproveForm(NoteForm):
    pass


class DropForm(ReasonForm):
    pass


class HandForm(StepForm):
    due_on = forms.DateField(label="哪天以前报告", required=False, help_text="不写就按县定期限。")


class AnswerForm(StepForm):
    """One point; the first one still open stands there."""

    position = forms.TypedChoiceField(label="答复哪一条", coerce=int)
    result = forms.ChoiceField(label="办得怎样", choices=Result)
    words = forms.CharField(label="怎么办的", max_length=4000, widget=_area(5),
                            error_messages={"required": "请写做了什么、结果怎样；办不了的写明原因。"})  # fmt: skip
    papers = UploadsField(label="附件", required=False, most=3)

    def setup(self) -> None:
        if self.row is None:
            return
        mine = self.row.points.filter(organ_id__in=self.actor.orgs(*ANSWERS)).order_by("position")
        answered = set(mine.filter(answers__round=self.row.round).values_list("pk", flat=True))
        rows = sorted(mine, key=lambda one: (one.pk in answered, one.position))
        _choose(self, "position", [
            (one.position, f"{one.position}．{one.text[:40]}{'（已答复，可以改）' if one.pk in answered else ''}") for one in rows
        ])  # fmt: skip


class ReportForm(StepForm):
    report = forms.CharField(label="处理情况", max_length=LONGEST, widget=_area(8), help_text="各条的答复会自动附在后面。",
                             error_messages={"required": "请写总的处理情况。"})  # fmt: skip
    papers = UploadsField(label="附件", required=False, most=6)

    def setup(self) -> None:
        self.initial.setdefault("report", getattr(self.row, "report", ""))


class AskAgainForm(ReasonForm):
    pass


class CheckForm(StepForm):
    check_note = forms.CharField(label="委室的意见", max_length=2000, required=False, widget=_area(3))


class PutOnAgendaForm(StepForm):
    meeting_id = forms.ChoiceField(label="哪次会议", error_messages={"required": "没有可以选的会议，请先去筹备会议。"})

    def setup(self) -> None:
        rows = queries.meetings_for_rating(self.row) if self.row is not None else []
        _choose(self, "meeting_id", [(str(one.pk), f"{one.title}　{one.starts_on.isoformat()}") for one in rows])


class TakeOffForm(ReasonForm):
    pass


class PutToVoteForm(StepForm):
    way = forms.ChoiceField(label="怎么测评", choices=Way, initial=Way.SECRET)


class RateForm(NoteForm):
    pass


class HandleAgainForm(ReasonForm):
    due_on = forms.DateField(label="哪天以前再报告", required=False, help_text="不写就按县定期限。")
    field_order = ("due_on", "note")


class PublishForm(NoteForm):
    pass


class CloseForm(NoteForm):
    pass


class ExtendForm(ReasonForm):
    days = forms.IntegerField(label="延长几个工作日", min_value=1, max_value=120)
    field_order = ("days", "note")
