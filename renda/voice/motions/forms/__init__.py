"""Input shapes of every step, by the step's name."""

from renda.voice.motions.forms.handling import (
    AllowWithdrawalForm,
    AnswerForm,
    AskWithdrawalForm,
    CloseForm,
    ConsultForm,
    ConvertForm,
    DeadlineForm,
    HandOverForm,
    OpineForm,
    PublishForm,
    PutOnAgendaForm,
    ReceiveForm,
    ReferForm,
    RefuseWithdrawalForm,
    ReportForm,
    SendBackForm,
    TellForm,
    VoteForm,
)
from renda.voice.motions.forms.making import (
    DeclineForm,
    DraftForm,
    EditForm,
    InviteForm,
    RecordForm,
    SignForm,
    SubmitForm,
    TurnForm,
    WithdrawForm,
)

__all__ = [
    "AllowWithdrawalForm", "AnswerForm", "AskWithdrawalForm", "CloseForm", "ConsultForm", "ConvertForm", "DeadlineForm",
    "DeclineForm", "DraftForm", "EditForm", "HandOverForm", "InviteForm", "OpineForm", "PublishForm", "PutOnAgendaForm",
    "ReceiveForm", "RecordForm", "ReferForm", "RefuseWithdrawalForm", "ReportForm", "SendBackForm", "SignForm", "SubmitForm",
    "TellForm", "TurnForm", "VoteForm", "WithdrawForm",
]  # fmt: skip
