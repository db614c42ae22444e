"""Forms of campaigns: one for each step, and those that begin something."""

from renda.voice.campaigns.forms.campaign import (
    CloseCampaignForm,
    EditCampaignForm,
    OpenCampaignForm,
    PrepareForm,
    RowForm,
    SheetFormForm,
    UploadForm,
)
from renda.voice.campaigns.forms.deeds import (
    DropCampaignActionForm,
    EditCampaignActionForm,
    PlanForm,
    ReportCampaignActionForm,
    SendBackCampaignActionForm,
    VerifyCampaignActionForm,
)
from renda.voice.campaigns.forms.items import (
    AssignForm,
    CloseForm,
    CollectForm,
    EditForm,
    ExplainForm,
    HandBackForm,
    HandleAgainForm,
    HandleForm,
    MergeForm,
    PressForm,
    RateForm,
    ReplyForm,
    SortForm,
    SplitForm,
    TakeBackForm,
    WithdrawForm,
)

__all__ = [
    "AssignForm", "CloseCampaignForm", "CloseForm", "CollectForm", "DropCampaignActionForm", "EditCampaignActionForm",
    "EditCampaignForm", "EditForm", "ExplainForm", "HandBackForm", "HandleAgainForm", "HandleForm", "MergeForm",
    "OpenCampaignForm", "PlanForm", "PrepareForm", "PressForm", "RateForm", "ReplyForm", "ReportCampaignActionForm",
    "RowForm", "SendBackCampaignActionForm", "SheetFormForm", "SortForm", "SplitForm", "TakeBackForm", "UploadForm",
    "VerifyCampaignActionForm", "WithdrawForm",
]  # fmt: skip
