"""Input shapes of every step, by the step's name; what the record knows is filled in."""

from typing import Any

from django import forms

from renda.chamber.ballots.states import Way
from renda.chamber.decisions import access, queries, rules
from renda.chamber.decisions.models import LONGEST
from renda.chamber.decisions.states import Form, Proposer, Sort
from renda.chamber.meetings.models import Seat
from renda.ground.files.forms import UploadsField
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.access import ANSWERING, ANSWERS
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.network.activities.forms import ManyDeputies

ORGANS = (Proposer.GOVERNMENT, Proposer.SUPERVISORS, Proposer.COURT, Proposer.PROCURATORS)
NOBODY = [("", "不写")]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _choose(form: forms.Form, name: str, choices: Any) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


class ProposeForm(StepForm):
    """A new matter; who proposes follows from the posts of whoever writes."""

    body = forms.TypedChoiceField(label="由谁决定", coerce=int)
    sort = forms.ChoiceField(label="哪一类", choices=Sort)
    matter = forms.ChoiceField(label="清单里的哪一项", required=False)
    proposer = forms.ChoiceField(label="谁提出", choices=Proposer)
    proposer_org_id = forms.TypedChoiceField(label="提出的机关、委室", coerce=int, required=False, empty_value=None)
    mover_id = forms.TypedChoiceField(label="领衔的组成人员", coerce=int, required=False, empty_value=None)
    title = forms.CharField(label="事项", max_length=160, error_messages={"required": "请写提请决定什么。"})
    reasons = forms.CharField(
        label="理由", max_length=4000, widget=_area(4), error_messages={"required": "请写为什么要决定。"}
    )
    basis = forms.CharField(label="依据", max_length=2000, required=False, widget=_area(2))
    plan = forms.CharField(label="方案", max_length=LONGEST, required=False, widget=_area(5))
    text = forms.CharField(
        label="决定草案", max_length=LONGEST, required=False, widget=_area(8), help_text="没有的可以以后再写。"
    )
    papers = UploadsField(label="附件", required=False, most=6)

    def setup(self) -> None:
        county = self.actor.county_id
        bodies = list(queries.deciding_bodies(county))
        lines = queries.matters_of(county)
        _choose(self, "body", [(one.pk, one.name) for one in bodies])
        _choose(
            self,
            "matter",
            [("", "不在清单里"), *((one.title, f"{Sort(one.sort).label}：{one.title}") for one in lines)],
        )
        _choose(self, "proposer", proposers_of(self.actor))
        _choose(self, "proposer_org_id", [*NOBODY, *_proposing(self.actor)])
        seats = Seat.objects.filter(county_id=county, body__in=bodies).on(clock.today()).listed()
        is_keeper = self.actor.holds(*queries.KEEPERS)
        _choose(self, "mover_id", [*NOBODY, *((one.deputy_id, one.deputy.name) for one in seats if is_keeper)])
        if not is_keeper:
            del self.fields["mover_id"]
            if self.actor.holds(Role.DEPUTY) and not self.actor.is_staff:
                del self.fields["proposer_org_id"]


def proposers_of(actor: Actor) -> list[tuple[str, str]]:
    """As whom an actor may propose."""
    if actor.holds(*queries.KEEPERS):
        return [(str(key), str(label)) for key, label in Proposer.choices]
    found = [Proposer.COMMITTEE] if actor.holds(Role.COMMITTEE) else []
    found += ORGANS if actor.holds(*ANSWERS) else []
    found += [Proposer.MEMBERS] if actor.holds(Role.DEPUTY) and queries.seats_of(actor).exists() else []
    return [(str(one), str(one.label)) for one in found]


def _proposing(actor: Actor) -> list[tuple[int, str]]:
    """The organs and committees an actor may name: all for whoever keeps the meeting, else the own ones."""
    kinds = (*ANSWERING, OrgKind.COMMITTEE)
    rows = Organisation.objects.filter(county_id=actor.county_id, kind__in=kinds).in_use().order_by("kind", "name")
    if not actor.holds(*queries.KEEPERS):
        rows = rows.filter(pk__in=actor.orgs(*ANSWERS, Role.COMMITTEE))
    return [(one.pk, one.label) for one in rows]


class JoinForm(StepForm):
    """A member signs with one tap; the office ticks whose paper it holds."""

    deputy_ids = ManyDeputies("谁在纸上签了名")

    def setup(self) -> None:
        if self.row is None or not access.is_office(self.actor, self.row):
            if self.row is not None:
                del self.fields["deputy_ids"]
            return
        signed = self.row.movers.values("deputy_id")
        seats = self.row.body.seats.on(clock.today()).exclude(deputy_id__in=signed).listed()
        _choose(self, "deputy_ids", [(one.deputy_id, one.deputy.name) for one in seats])


class HandForm(NoteForm):
    committee_id = forms.TypedChoiceField(label="交哪个委室研究", coerce=int)

    def setup(self) -> None:
        _choose(self, "committee_id", [(one.pk, one.label) for one in queries.committees(self.actor.county_id)])


class ResearchForm(StepForm):
    research = forms.CharField(label="研究意见", max_length=LONGEST, widget=_area(8),
                               error_messages={"required": "请写研究的意见。"})  # fmt: skip
    papers = UploadsField(label="附件", required=False, most=4)


class SubmitForm(NoteForm):
    pass


class RecordForm(NoteForm):
    pass


class SendBackForm(ReasonForm):
    pass


class RefuseForm(ReasonForm):
    pass


class PutOnAgendaForm(StepForm):
    meeting_id = forms.ChoiceField(label="哪次会议", error_messages={"required": "没有可以选的会议，请先去筹备会议。"})
    reporter = forms.CharField(label="谁作说明", max_length=80, required=False)

    def setup(self) -> None:
        rows = queries.meetings_for(self.row) if self.row is not None else []
        _choose(self, "meeting_id", [(str(one.pk), f"{one.title}　{one.starts_on.isoformat()}") for one in rows])


class WriteForm(StepForm):
    text = forms.CharField(
        label="决定文本", max_length=LONGEST, widget=_area(16), error_messages={"required": "请写文本。"}
    )
    why = forms.CharField(label="改了什么", max_length=200, required=False)

    def setup(self) -> None:
        self.initial.setdefault("text", getattr(self.row, "text", ""))


class DeliberateForm(StepForm):
    deliberation = forms.CharField(label="审议情况", max_length=LONGEST, widget=_area(6),
                                   error_messages={"required": "请写几句审议的情况。"})  # fmt: skip
    text = forms.CharField(
        label="审议以后的文本", max_length=LONGEST, required=False, widget=_area(12), help_text="没有改的不用动。"
    )

    def setup(self) -> None:
        self.initial.setdefault("text", getattr(self.row, "text", ""))


class PostponeForm(ReasonForm):
    pass


class PutToVoteForm(StepForm):
    way = forms.ChoiceField(label="怎么表决", choices=Way)


class AdoptForm(NoteForm):
    pass


class FailForm(NoteForm):
    pass


class SendOpinionsForm(StepForm):
    opinions = forms.CharField(
        label="意见", max_length=LONGEST, widget=_area(10), error_messages={"required": "请写意见。"}
    )
    organ_id = forms.TypedChoiceField(label="送哪个机关处理", coerce=int)
    report_due_on = forms.DateField(label="哪天以前报告", required=False, help_text="不写就按县定期限。")

    def setup(self) -> None:
        _choose(self, "organ_id", _organs(self.actor))


def _organs(actor: Actor) -> list[tuple[int, str]]:
    return [(one.pk, one.label) for one in queries.organs(actor.county_id)]


class AnnounceForm(StepForm):
    form = forms.ChoiceField(label="决定还是决议", choices=Form)
    organ_id = forms.TypedChoiceField(label="哪个机关落实", coerce=int, required=False, empty_value=None)
    report_due_on = forms.DateField(label="哪天以前报告落实情况", required=False, help_text="决定里没有写明的不填。")

    def setup(self) -> None:
        _choose(self, "organ_id", [("", "不用另外落实"), *_organs(self.actor)])


class ImplementForm(NoteForm):
    pass


class ReportForm(StepForm):
    report = forms.CharField(label="落实情况", max_length=LONGEST, widget=_area(10),
                             error_messages={"required": "请写做了什么、结果怎样；没有做成的也写明原因。"})  # fmt: skip
    papers = UploadsField(label="附件", required=False, most=6)

    def setup(self) -> None:
        self.initial.setdefault("report", getattr(self.row, "report", ""))


class AskAgainForm(ReasonForm):
    pass


class CloseForm(StepForm):
    check_note = forms.CharField(label="怎么看这份报告", max_length=2000, required=False, widget=_area(3))


class WithdrawForm(ReasonForm):
    pass


class ExtendForm(ReasonForm):
    days = forms.IntegerField(label="延长几个工作日", min_value=1, max_value=120)
    field_order = ("days", "note")


class MattersForm(forms.Form):
    """The county's list, a line each."""

    text = forms.CharField(
        label="每行一项：类别|事项|依据", max_length=20000, required=False, widget=_area(20),
        help_text="类别写“应当作出决定”“可以讨论、提出意见”或者“报送备案”。全部删掉就用回平台给的清单。",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("text", rules.write_lines(queries.matters_of(actor.county_id)))
