"""Forms of letters and of the four ratings."""

from datetime import timedelta

from django import forms

from renda.ground.files.forms import UploadField
from renda.ground.kernel import clock
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.voice.pressing.states import Letter, Mark

HALF_A_MONTH = timedelta(days=15)
LONG = {"rows": 4}


class ProposeForm(StepForm):
    """A person puts a letter on the table."""

    letter = forms.ChoiceField(label="发哪种函", choices=Letter, initial=Letter.INQUIRY)
    reason = forms.CharField(
        label="为什么要发",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="印在函上，单位会看到。",
        error_messages={"required": "请写为什么要发函，单位会看到。"},
    )
    questions = forms.CharField(
        label="要单位答复什么",
        max_length=2000,
        widget=forms.Textarea(attrs=LONG),
        help_text="一行一个问题。",
        error_messages={"required": "请写要单位答复什么。"},
    )


class IssueForm(StepForm):
    letter = forms.ChoiceField(label="发哪种函", choices=Letter)
    questions = forms.CharField(
        label="要单位答复什么",
        max_length=2000,
        widget=forms.Textarea(attrs=LONG),
        help_text="一行一个问题，印在函上。",
        error_messages={"required": "请写要单位答复什么。"},
    )
    due_on = forms.DateField(label="哪天以前答复", error_messages={"required": "请定答复期限。"})

    def setup(self) -> None:
        self.initial.setdefault("due_on", clock.today() + HALF_A_MONTH)
        if self.row is not None:
            self.initial.setdefault("letter", self.row.letter)
            self.initial.setdefault("questions", self.row.questions)


class DropForm(ReasonForm):
    pass


class RemindForm(NoteForm):
    pass


class EscalateForm(ReasonForm):
    pass


class AnswerInquiryForm(StepForm):
    reply_fields = ("answer",)
    answer = forms.CharField(
        label="答复",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="按问题的次序逐个答，写明日期和责任股室。",
        error_messages={"required": "请写答复。"},
    )
    scan = UploadField(label="盖章件扫描件", required=False)

    def replied_to(self) -> tuple[str, tuple[str, ...]]:
        return self.row.questions if self.row else "", ()


class SendBackForm(ReasonForm):
    due_on = forms.DateField(label="哪天以前重答", error_messages={"required": "请定新的答复期限。"})

    def setup(self) -> None:
        self.initial.setdefault("due_on", clock.today() + HALF_A_MONTH)


class CloseInquiryForm(StepForm):
    conclusion = forms.CharField(
        label="处理意见",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写一句处理意见，例如：已定完成日期，列入下季度督查。"},
    )


class RateEvaluationForm(StepForm):
    mark = forms.ChoiceField(
        label="评价", choices=Mark, widget=forms.RadioSelect, error_messages={"required": "请选好、一般或者不好。"}
    )
    text = forms.CharField(label="说明", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))
