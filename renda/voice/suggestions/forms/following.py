"""Forms of what follows the reply: promises, the look-back, pressing by leaders. What the letter said is not asked again."""

from django import forms

from renda.ground.files.forms import UploadField
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.voice.suggestions.states import Claim, Grade

LONG = forms.Textarea(attrs={"rows": 4})
GRADES = [("", "不评"), *Grade.choices]


class ProgressForm(StepForm):
    progress = forms.CharField(
        label="办到哪一步了", max_length=2000, widget=LONG, error_messages={"required": "请写办到哪一步了。"}
    )
    proof = UploadField(label="照片或者材料（不交也收）", required=False)


class AnswerPromiseForm(StepForm):
    answer = forms.CharField(
        label="办成了什么",
        max_length=3000,
        widget=LONG,
        help_text="写进再次答复的信，寄给每位代表；原来的答复保留。",
        error_messages={"required": "请写办成了什么，代表收到的信里就是这些话。"},
    )
    proof = UploadField(label="照片或者材料（不交也收）", required=False)
    paper_number = forms.CharField(label="发文字号", max_length=60, required=False, help_text="不填由系统接着编。")


class ConfirmForm(NoteForm):
    grade = forms.ChoiceField(label="满不满意（不评也行）", choices=GRADES, required=False)
    field_order = ["grade", "note"]


class DisputeForm(StepForm):
    note = forms.CharField(
        label="为什么不认可（不填也收）", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class VerifyPromiseForm(ReasonForm):
    pass


class UpholdForm(ReasonForm):
    pass


class EndForm(ReasonForm):
    pass


class CarryOverForm(ReasonForm):
    promised_on = forms.DateField(
        label="另定的日子（不另定就不填）", required=False, help_text="原来承诺的日子留在台账里，按它算是不是按期。"
    )
    field_order = ["note", "promised_on"]


class AnswerLookbackForm(StepForm):
    claim = forms.ChoiceField(
        label="现在怎么样", choices=Claim, widget=forms.RadioSelect, error_messages={"required": "请选现在怎么样。"}
    )
    text = forms.CharField(label="说明", max_length=2000, widget=LONG, error_messages={"required": "请写现在的情况。"})
    proof = UploadField(label="照片或者材料（不交也收）", required=False)

    def setup(self) -> None:
        if self.row is None:
            del self.fields["proof"]  # one file can't stand for many matters
        elif self.row.is_about_promise:
            going = [c for c in Claim.choices if c[0] != Claim.DONE]
            self.fields["claim"].choices = going  # type: ignore[attr-defined]
            self.fields["claim"].help_text = "已经办成的，打开承诺用“办成了，再次答复”，回头看随之了结。"


class VerifyLookbackForm(NoteForm):
    pass


class RefuteForm(ReasonForm):
    pass


class ReferForm(ReasonForm):
    promised_on = forms.DateField(
        label="督办期限",
        help_text="到期主办单位再次答复，由代表确认。",
        error_messages={"required": "请写督办期限。"},
    )
    field_order = ["promised_on", "note"]


class BeginLookbackForm(StepForm):
    """Nothing to fill in: the page says how many questions go out."""
