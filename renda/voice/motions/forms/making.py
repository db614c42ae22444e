"""Forms of drafting, co-signing and handing in."""

from django import forms

from renda.ground.files.forms import UploadField
from renda.ground.kernel.actor import Role
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Membership
from renda.voice.motions.states import Category, MoverKind
from renda.voice.suggestions.forms.choosing import OneOf, SomeOf, deputy_choices

MOVERS_OF = {
    Role.DEPUTY: (MoverKind.DEPUTIES,),
    Role.LIAISON: (MoverKind.DEPUTIES,),
    Role.STATION_MASTER: (MoverKind.DEPUTIES,),
    Role.OFFICE: (MoverKind.PRESIDIUM, MoverKind.STANDING),
    Role.TOWNSHIP: (MoverKind.PRESIDIUM,),
    Role.COMMITTEE: (MoverKind.SPECIAL,),
    Role.GOV_OFFICE: (MoverKind.GOVERNMENT,),
    Role.TOWN_GOV: (MoverKind.GOVERNMENT,),
}


class TextForm(StepForm):
    """What a motion says. All three parts are needed to hand it in, none but the case to begin. Source: DOMAIN R-TH-2"""

    title = forms.CharField(
        label="标题", max_length=120, help_text="关于……的议案", error_messages={"required": "请写一句话的标题。"}
    )
    case = forms.CharField(
        label="案由", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="要请大会决定什么事，为什么提。", error_messages={"required": "请写案由：要请大会决定什么事。"},
    )  # fmt: skip
    grounds = forms.CharField(
        label="案据", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="事实、数字和法律依据。提交前要写好。",
    )  # fmt: skip
    plan = forms.CharField(
        label="方案", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="请大会怎样决定、由谁办、什么时候办成，一行一条。提交前要写好。",
    )  # fmt: skip
    category = forms.ChoiceField(label="类别", choices=Category, initial=Category.OTHER)


class DraftForm(TextForm):
    """By a deputy himself, a liaison officer for a deputy of the station, or a body's staff for the body."""

    mover_kind = forms.ChoiceField(label="提案人", choices=MoverKind, initial=MoverKind.DEPUTIES)
    deputy_id = OneOf(label="领衔代表", required=False)
    field_order = ["mover_kind", "deputy_id", "title"]

    def setup(self) -> None:
        kinds = list(dict.fromkeys(k for role, found in MOVERS_OF.items() if self.actor.holds(role) for k in found))
        choices = [(str(kind), kind.label) for kind in kinds]
        self.fields["mover_kind"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["mover_kind"].widget = forms.HiddenInput()
        if choices:
            self.initial["mover_kind"] = choices[0][0]
        seats = self._seats() if MoverKind.DEPUTIES in kinds else []
        if len(seats) > 1 or (seats and not self.actor.holds(Role.DEPUTY)):
            self.fields["deputy_id"].choices = [("", "请选择"), *seats]  # type: ignore[attr-defined]
        else:
            del self.fields["deputy_id"]

    def _seats(self) -> list[tuple[str, str]]:
        """Seats in a congress of the county: one's own, or those of the station's deputies."""
        if self.actor.holds(Role.DEPUTY):
            rows = Deputy.objects.of_user(self.actor).filter(serving=True, congress__isnull=False)
        else:
            stations = self.actor.orgs(Role.LIAISON, Role.STATION_MASTER)
            members = Membership.objects.filter(
                county_id=self.actor.county_id, station__org_id__in=stations, to_on__isnull=True
            )
            rows = Deputy.objects.filter(
                county_id=self.actor.county_id, serving=True, congress__isnull=False, pk__in=members.values("deputy_id")
            )
        return [(str(d.pk), f"{d.name}（{d.get_level_display()}）") for d in rows.order_by("-level", "pk")]


class EditForm(TextForm):
    """The same text again. A change of the words asks those who signed once more."""


class SubmitForm(NoteForm):
    paper = UploadField(label="代表签名的纸质件扫描件", required=False)

    def setup(self) -> None:
        mover = self.row.mover if self.row is not None else None
        if self.row is not None and (mover is None or mover.user_id == self.actor.user_id):
            del self.fields["paper"]


class TurnForm(NoteForm):
    pass


class WithdrawForm(ReasonForm):
    pass


class InviteForm(StepForm):
    deputy_ids = SomeOf(label="请哪些代表联名", required=True, error_messages={"required": "请至少选一位代表。"})

    def setup(self) -> None:
        row = self.row
        if row is not None:
            choices = deputy_choices(row.county_id, congress_id=row.congress_id, without=row.mover_id or 0)
            self.fields["deputy_ids"].choices = choices  # type: ignore[attr-defined]


class RecordForm(InviteForm):
    scan = UploadField(label="签名页扫描件")


class SignForm(NoteForm):
    pass


class DeclineForm(NoteForm):
    pass
