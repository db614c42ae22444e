"""Forms of tours and of what they find."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms

from renda.ground.kernel import clock
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.network.deputies.models import Deputy
from renda.voice.motions.models import Motion
from renda.voice.motions.states import M
from renda.voice.pressing.queries.items import presser_of, supervised, supervised_motions
from renda.voice.pressing.states import Stage
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.queries import leaders_of
from renda.voice.suggestions.states import S

MOST_ITEMS = 60
IN_A_MONTH = timedelta(days=30)


class ItemsField(forms.TypedMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self) -> None:
        super().__init__(label="督查哪些建议、议案", coerce=UUID, empty_value=[],
                         error_messages={"required": "请至少选一件。"})  # fmt: skip


class PlanForm(StepForm):
    """A new tour: what, when, where, which items; the committee is the actor's own."""

    title = forms.CharField(
        label="督查名称",
        max_length=120,
        help_text="例如：第三季度重点督办建议专项督查",
        error_messages={"required": "请写督查名称。"},
    )
    on = forms.DateField(label="哪天去", error_messages={"required": "请定督查的日子。"})
    route = forms.CharField(
        label="路线和地点",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写路线和地点。"},
    )
    item_ids = ItemsField()
    leader_id = forms.TypedChoiceField(label="带队领导", coerce=int, empty_value=None, required=False)
    deputy_ids = forms.TypedMultipleChoiceField(
        label="邀请哪些代表", coerce=int, empty_value=[], required=False, widget=forms.CheckboxSelectMultiple
    )
    members = forms.CharField(label="督查组其他成员", max_length=300, required=False)
    stage = forms.ChoiceField(label="阶段", choices=Stage, initial=Stage.DURING)

    def setup(self) -> None:
        body = presser_of(self.actor)
        row = self.row
        congress_id = row.congress_id if row is not None else (body.congress.pk if body and body.congress else 0)
        office_id = row.office_id if row is not None else (body.office.pk if body else 0)
        county_id = self.actor.county_id
        leaders = leaders_of(county_id, congress_id, office_id).values_list("pk", "name")
        self.fields["leader_id"].choices = [("", "不定"), *((str(pk), name) for pk, name in leaders)]  # type: ignore[attr-defined]
        self.fields["item_ids"].choices = self._items(congress_id)  # type: ignore[attr-defined]
        deputies = Deputy.objects.filter(county_id=county_id, serving=True, congress_id=congress_id)
        found = deputies.order_by("delegation", "name").values_list("pk", "name", "delegation")
        self.fields["deputy_ids"].choices = [(str(pk), f"{name}　{team}".strip()) for pk, name, team in found]  # type: ignore[attr-defined]

    def _items(self, congress_id: int) -> list[tuple[str, str]]:
        """Motions and key items first, then what is being handled; those on the tour already stay in the list."""
        rows = supervised(Suggestion.objects.visible_to(self.actor)).filter(congress_id=congress_id)
        here = self._here()
        rows = rows.exclude(state__in=[S.CLOSED, S.ARCHIVED]) | rows.filter(is_key=True) | rows.filter(pk__in=here)
        found = rows.order_by("-is_key", "-pk").values_list("pk", "number_short", "title", "is_key")[:MOST_ITEMS]
        motions = supervised_motions(Motion.objects.visible_to(self.actor)).filter(congress_id=congress_id)
        motions = motions.exclude(state=M.CLOSED) | motions.filter(pk__in=here)
        lines = motions.order_by("-pk").values_list("pk", "number_short", "title")[:MOST_ITEMS]
        return [
            *((str(pk), f"{number}　{title}（议案）") for pk, number, title in lines),
            *((str(pk), f"{number}　{title}{'（重点）' if key else ''}") for pk, number, title, key in found),
        ]

    def _here(self) -> list[Any]:
        if self.row is None:
            return []
        return [one.item_id for one in self.row.findings.standing()]


class EditTourForm(PlanForm):
    def setup(self) -> None:
        super().setup()
        row = self.row
        if row is None or self.is_bound:
            return
        for name in ("title", "on", "route", "leader_id", "members", "stage"):
            self.initial.setdefault(name, getattr(row, name))
        self.initial.setdefault("item_ids", self._here())
        self.initial.setdefault("deputy_ids", list(row.invitees.values_list("deputy_id", flat=True)))


class AnnounceForm(NoteForm):
    pass


class HoldForm(StepForm):
    held_on = forms.DateField(label="哪天开展的", error_messages={"required": "请写开展的日子。"})
    came = forms.TypedMultipleChoiceField(
        label="哪些代表到了", coerce=int, empty_value=[], required=False, widget=forms.CheckboxSelectMultiple
    )

    def setup(self) -> None:
        self.initial.setdefault("held_on", clock.today())
        if self.row is None:
            return
        found = self.row.invitees.order_by("pk").values_list("deputy_id", "deputy__name")
        self.fields["came"].choices = [(str(pk), name) for pk, name in found]  # type: ignore[attr-defined]
        if not found:
            del self.fields["came"]


class ReportForm(StepForm):
    report = forms.CharField(
        label="总的情况",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="各件的发现和整改要求自动印在后面，不用再写。",
        error_messages={"required": "请写总的情况，一两段就行。"},
    )


class CancelForm(ReasonForm):
    pass


class ClearForm(StepForm):
    text = forms.CharField(
        label="看到的情况", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class FindForm(StepForm):
    text = forms.CharField(
        label="发现的问题",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写发现的问题。"},
    )
    demand = forms.CharField(
        label="整改要求",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写要单位做什么。"},
    )
    due_on = forms.DateField(label="整改到哪天", error_messages={"required": "请定整改到哪天，到期系统会提醒单位。"})

    def setup(self) -> None:
        self.initial.setdefault("due_on", clock.today() + IN_A_MONTH)


class AnswerFindingForm(StepForm):
    answer = forms.CharField(
        label="整改情况",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="已经做了什么，还差什么，哪天做完。",
        error_messages={"required": "请写整改情况。"},
    )


class ConfirmForm(NoteForm):
    pass


class ReopenForm(ReasonForm):
    due_on = forms.DateField(label="再整改到哪天", error_messages={"required": "请定新的整改日期。"})

    def setup(self) -> None:
        self.initial.setdefault("due_on", clock.today() + IN_A_MONTH)
