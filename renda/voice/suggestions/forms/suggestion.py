"""Forms of the suggestion's own steps."""

from typing import Any
from uuid import UUID

from django import forms

from renda.ground.files.forms import UploadField
from renda.ground.insight.forms import set_beside
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Role
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Membership
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.states import S as OpinionState
from renda.voice.suggestions.forms.choosing import AsksField, OneOf, SomeOf, deputy_choices, unit_choices
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.states import Category, Criterion, Need

REST = ("analysis", "need", "hoped_unit", "is_researched")


class OpinionsField(forms.TypedMultipleChoiceField):
    """Opinions that become part of the suggestion; `offer_opinions` fills the list."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self) -> None:
        super().__init__(label="来自这些群众意见", required=False, coerce=UUID, empty_value=[])


def offer_opinions(form: StepForm) -> None:
    """Those the actor may make a suggestion of; without any the field goes."""
    opinions = list(_open_opinions(form.actor))
    if not opinions:
        del form.fields["opinion_ids"]
        return
    field = form.fields["opinion_ids"]
    field.choices = [(str(o.pk), f"{o.title_line()}（{o.number_line()}）") for o in opinions]  # type: ignore[attr-defined]


class TextForm(StepForm):
    """What a suggestion says: three things to write, the rest may stay empty."""

    title = forms.CharField(
        label="标题", max_length=120, help_text="关于……的建议", error_messages={"required": "请写一句话的标题。"}
    )
    problem = forms.CharField(
        label="反映的问题",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="什么事、在哪里、影响多少人。写事实和数字最有用。",
        error_messages={"required": "请写清楚反映的问题。"},
    )
    asks = AsksField(
        label="具体建议",
        max_length=10000,
        help_text="一行一条，单位要一条一条答复。",
        error_messages={"required": "请至少写一条具体建议。"},
    )
    analysis = forms.CharField(
        label="原因分析", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    category = forms.ChoiceField(label="类别", choices=Category, initial=Category.OTHER)
    need = forms.ChoiceField(label="需求", choices=[("", "不选"), *Need.choices], required=False)
    hoped_unit = forms.CharField(label="希望由谁办", max_length=60, required=False)
    is_researched = forms.BooleanField(label="做过走访或者调研", required=False)
    may_be_public = forms.BooleanField(label="建议和答复可以公开", required=False, initial=True)

    def main_fields(self) -> list[forms.BoundField]:
        """What most people fill in; the rest stands behind one press."""
        return [field for field in self if not field.is_hidden and field.name not in REST]

    def more_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name in REST]


class DraftForm(TextForm):
    """For a deputy himself, or by a liaison officer for a deputy of the station; from opinions or alone."""

    deputy_id = OneOf(label="哪位代表", required=False)
    opinion_ids = OpinionsField()
    field_order = ["deputy_id", "title", "problem", "asks"]

    def setup(self) -> None:
        seats = self._seats()
        if len(seats) > 1 or (seats and not self.actor.holds(Role.DEPUTY)):
            self.fields["deputy_id"].choices = [("", "请选择"), *seats]  # type: ignore[attr-defined]
        else:
            del self.fields["deputy_id"]
        offer_opinions(self)

    def _seats(self) -> list[tuple[str, str]]:
        if self.actor.holds(Role.DEPUTY):
            mine = Deputy.objects.of_user(self.actor).filter(serving=True).order_by("-level")
            return [(str(d.pk), f"{d.name}（{d.get_level_display()}）") for d in mine]
        stations = self.actor.orgs(Role.LIAISON, Role.STATION_MASTER)
        members = Membership.objects.filter(
            county_id=self.actor.county_id, station__org_id__in=stations, to_on__isnull=True, deputy__serving=True
        ).select_related("deputy")
        return sorted({(str(m.deputy_id), f"{m.deputy.name}（{m.deputy.get_level_display()}）") for m in members})


class EditForm(TextForm):
    """The same text again, as it stands; further opinions may join it."""

    opinion_ids = OpinionsField()

    def setup(self) -> None:
        offer_opinions(self)
        if self.row is not None and not self.is_bound:
            for name in self.fields:
                if hasattr(self.row, name):
                    self.initial.setdefault(name, getattr(self.row, name))
        set_beside(self, category="suggestion-category", need="suggestion-need")


class ConvertForm(TextForm):
    """A motion that the presidium decided to treat as a suggestion."""

    deputy_id = OneOf(label="领衔代表")
    motion_paper = forms.CharField(label="主席团决定文号", max_length=60)
    field_order = ["deputy_id", "motion_paper", "title", "problem", "asks"]

    def setup(self) -> None:
        self.fields["deputy_id"].choices = [("", "请选择"), *deputy_choices(self.actor.county_id)]  # type: ignore[attr-defined]


class SubmitForm(NoteForm):
    paper = UploadField(label="代表签名的纸质件扫描件", required=False)

    def setup(self) -> None:
        if self.row is not None and self.row.proposer.user_id == self.actor.user_id:
            del self.fields["paper"]


class WithdrawForm(ReasonForm):
    pass


class SupplementForm(StepForm):
    text = forms.CharField(
        label="补充说明",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="提交的原件不变，补充的话附在后面。",
        error_messages={"required": "请写要补充的话。"},
    )
    opinion_ids = OpinionsField()

    def setup(self) -> None:
        offer_opinions(self)


class CriteriaForm(StepForm):
    criteria = forms.MultipleChoiceField(
        label="审核要点，逐条核对后打勾", choices=Criterion, widget=forms.CheckboxSelectMultiple, required=False
    )


class RegisterForm(CriteriaForm):
    criteria = forms.MultipleChoiceField(
        label="审核要点，逐条核对后打勾",
        choices=Criterion,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请逐条核对后打勾；达不到的退回修改或者不予立案。"},
    )
    note = forms.CharField(label="说明", required=False, max_length=500)


class RulingForm(CriteriaForm):
    ruling = forms.CharField(
        label="理由和建议",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="代表会看到。写明哪里不合，怎样改。",
        error_messages={"required": "请写明理由，代表会看到。"},
    )


class SendBackSuggestionForm(RulingForm):
    pass


class RefuseForm(RulingForm):
    pass


class MergeForm(NoteForm):
    main_id = forms.UUIDField(label="并入哪一件", widget=forms.Select)

    def setup(self) -> None:
        if self.row is None:
            return
        others = Suggestion.objects.taking_in(self.row).order_by("-created_at")[:200]
        choices = [(str(o.pk), f"{o.number_short} {o.title}".strip()) for o in others]
        self.fields["main_id"].widget.choices = [("", "请选择"), *choices]


class UnitsForm(NoteForm):
    """Which units: one leads; the others give their opinion to it, or answer on their own."""

    lead_org_id = OneOf(label="主办单位", error_messages={"required": "请选主办单位。"})
    co_org_ids = SomeOf(label="会办单位", help_text="把意见交给主办单位")
    separate_org_ids = SomeOf(label="分办单位", help_text="各自答复代表；选了以后主办也按分办")

    def setup(self) -> None:
        choices = unit_choices(self.actor.county_id)
        self.fields["lead_org_id"].choices = [("", "请选择"), *choices]  # type: ignore[attr-defined]
        for name in ("co_org_ids", "separate_org_ids"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        proposed = getattr(self.row, "proposed", None) or {}
        for name, key in (("lead_org_id", "lead"), ("co_org_ids", "co"), ("separate_org_ids", "separate")):
            self.initial.setdefault(name, proposed.get(key))
        set_beside(self, lead_org_id="suggestion-unit")


class PreassignForm(UnitsForm):
    pass


class ProposeSuggestionForm(UnitsForm):
    pass


class AssignForm(UnitsForm):
    on = forms.DateField(
        label="交办之日",
        initial=clock.today,
        help_text="答复期限从这一天算起，以后不因改办变动。",
        error_messages={"required": "请写交办之日。"},
    )
    is_complex = forms.BooleanField(label="涉及面广、处理难度大，六个月内答复", required=False)
    field_order = ["lead_org_id", "co_org_ids", "separate_org_ids", "on", "is_complex", "note"]


class LengthenForm(ReasonForm):
    pass


class UrgeForm(NoteForm):
    pass


class SecondHandlingForm(NoteForm):
    pass


class CloseForm(NoteForm):
    pass


class ArchiveForm(NoteForm):
    pass


def _open_opinions(actor: Any) -> Any:
    """Opinions the actor may make a suggestion of: with the station's deputies, or taken up."""
    if not actor.holds(Role.DEPUTY, Role.LIAISON, Role.STATION_MASTER):
        return []
    states = [OpinionState.SCREENED, OpinionState.TAKEN]
    return Opinion.objects.visible_to(actor).filter(state__in=states).order_by("-pk")[:50]
