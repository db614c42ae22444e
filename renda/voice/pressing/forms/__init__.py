"""Input shapes of every step, by the step's name."""

from renda.voice.pressing.forms.letters import (
    AnswerInquiryForm,
    CloseInquiryForm,
    DropForm,
    EscalateForm,
    IssueForm,
    ProposeForm,
    RateEvaluationForm,
    RemindForm,
    SendBackForm,
)
from renda.voice.pressing.forms.settings import AssessmentForm, FourForm
from renda.voice.pressing.forms.tours import (
    AnnounceForm,
    AnswerFindingForm,
    CancelForm,
    ClearForm,
    ConfirmForm,
    EditTourForm,
    FindForm,
    HoldForm,
    PlanForm,
    ReopenForm,
    ReportForm,
)

__all__ = [
    "AnnounceForm",
    "AnswerFindingForm",
    "AnswerInquiryForm",
    "AssessmentForm",
    "CancelForm",
    "ClearForm",
    "CloseInquiryForm",
    "ConfirmForm",
    "DropForm",
    "EditTourForm",
    "EscalateForm",
    "FindForm",
    "FourForm",
    "HoldForm",
    "IssueForm",
    "PlanForm",
    "ProposeForm",
    "RateEvaluationForm",
    "RemindForm",
    "ReopenForm",
    "ReportForm",
    "SendBackForm",
]
