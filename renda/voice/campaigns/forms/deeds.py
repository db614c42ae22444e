"""Forms of a deed's steps."""

from django import forms

from renda.ground.files.forms import UploadsField
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Role
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.voice.campaigns.forms.choosing import OneOf, seats_of
from renda.voice.campaigns.states import Deed, Way

PLAN = ("title", "deed", "way", "place", "planned_on")


class PlanFacts(StepForm):
    title = forms.CharField(label="打算办什么事", max_length=120, error_messages={"required": "请写打算办什么事。"})
    deed = forms.ChoiceField(label="哪一种", choices=Deed, initial=Deed.PRACTICAL)
    way = forms.ChoiceField(label="怎么办", choices=Way, initial=Way.OTHER)
    place = forms.CharField(label="在哪里", max_length=100, required=False)
    planned_on = forms.DateField(label="打算哪天办", required=False)


class PlanForm(PlanFacts):
    deputy_id = OneOf(label="哪位代表", required=False, error_messages={"invalid_choice": "请在名单里选代表。"})
    field_order = ["deputy_id", *PLAN]

    def setup(self) -> None:
        seats = seats_of(self.actor)
        is_own = self.actor.holds(Role.DEPUTY)
        if is_own and len(seats) <= 1:
            del self.fields["deputy_id"]
            return
        self.fields["deputy_id"].offer(seats)  # type: ignore[attr-defined]
        self.fields["deputy_id"].required = not is_own
        self.fields["deputy_id"].error_messages["required"] = "请选哪位代表。"


class EditCampaignActionForm(PlanFacts):
    def setup(self) -> None:
        if self.row is not None and not self.is_bound:
            for name in PLAN:
                self.initial.setdefault(name, getattr(self.row, name))


class ReportCampaignActionForm(StepForm):
    result = forms.CharField(
        label="办成什么样",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "请写办成什么样。"},
    )
    beneficiaries = forms.CharField(label="谁得益", max_length=120, required=False, help_text="例如三组42户")
    done_on = forms.DateField(label="哪天办成", required=False, help_text="不写就是今天")
    evidence = UploadsField(label="照片或者材料", required=False, help_text="不拍也行。")

    def setup(self) -> None:
        if self.row is not None and not self.is_bound:
            self.initial.setdefault("result", self.row.result)
            self.initial.setdefault("beneficiaries", self.row.beneficiaries)
            self.initial.setdefault("done_on", clock.today())


class VerifyCampaignActionForm(NoteForm):
    pass


class SendBackCampaignActionForm(ReasonForm):
    pass


class DropCampaignActionForm(ReasonForm):
    pass
