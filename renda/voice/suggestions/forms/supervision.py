"""Forms of who supervises: the council's naming, leader and committee, the committee of each category."""

from typing import Any

from django import forms

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.workflow.forms import NoteForm, ReasonForm
from renda.voice.suggestions import queries
from renda.voice.suggestions.forms.choosing import OneOf
from renda.voice.suggestions.states import Category


class SupervisorsForm(NoteForm):
    """Leader and committee as they stand; on a selection those of the actor's own congress."""

    leader_id = OneOf(label="领衔领导", required=False)
    committee_id = OneOf(label="跟踪工委", required=False, help_text="不选就按类别定。")

    def setup(self) -> None:
        congress_id, office_id = self._bodies()
        county_id = self.actor.county_id
        leaders = queries.leaders_of(county_id, congress_id, office_id).values_list("pk", "name")
        committees = queries.committees_of(county_id, congress_id).values_list("pk", "name")
        for name, found in (("leader_id", leaders), ("committee_id", committees)):
            self.fields[name].choices = [("", "请选择"), *((str(pk), word) for pk, word in found)]  # type: ignore[attr-defined]
            self.initial.setdefault(name, getattr(self.row, name, None))

    def _bodies(self) -> tuple[int, int]:
        if self.row is not None:
            return self.row.congress_id, self.row.office_id
        office_id = next(iter(self.actor.orgs(Role.OFFICE, Role.TOWNSHIP)), 0)
        return queries.congress_of(self.actor.county_id, office_id), office_id


class NameKeyForm(SupervisorsForm):
    key_paper = forms.CharField(
        label="主任会议决定文号",
        max_length=60,
        help_text="例如高人常主〔2026〕3号",
        error_messages={"required": "请写主任会议决定的文号。"},
    )
    key_on = forms.DateField(
        label="主任会议决定的日子", initial=clock.today, error_messages={"required": "请写主任会议哪天定的。"}
    )
    field_order = ["key_paper", "key_on", "leader_id", "committee_id", "note"]


class SuperviseForm(SupervisorsForm):
    committee_id = OneOf(label="跟踪工委", error_messages={"required": "请选跟踪工委。"})
    field_order = ["leader_id", "committee_id", "note"]


class UnnameKeyForm(ReasonForm):
    pass


class TrackingForm(forms.Form):
    """One choice for each category; empty is our proposal by the committee's name."""

    def __init__(self, *args: Any, actor: Actor, congress_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = queries.committees_of(actor.county_id, congress_id).values_list("pk", "name")
        choices = [("", "按名称定（建议值）"), *((str(pk), name) for pk, name in found)]
        for category, label in Category.choices:
            self.fields[category] = OneOf(label=label, required=False, choices=choices)
