"""Input shapes of every step, by the step's name; what the record knows is filled in."""

from typing import Any
from uuid import UUID

from django import forms

from renda.chamber.appointments import rules
from renda.chamber.appointments.states import Act, LineState, Proposer, QuestionKind
from renda.chamber.ballots.states import Way
from renda.chamber.meetings.models import Meeting
from renda.chamber.meetings.states import RUNNING, BodyKind
from renda.ground.files.forms import UploadsField
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Role
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm

PROPOSERS = (OrgKind.GOV_OFFICE, OrgKind.COMMITTEE, OrgKind.UNIT)
TEMPLATE_WORDS = "列名：姓名、任免、机构、职务；有平台账号的写账号，有简历的写简历。"


def _long(label: str, rows: int = 6, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=rules.MOST_TEXT, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


class OpenForm(StepForm):
    """A proposal for a meeting, its list of persons with it."""

    meeting_id = forms.TypedChoiceField(label="哪次会议", coerce=UUID, error_messages={"required": "请选哪次会议。"})
    proposer = forms.ChoiceField(label="谁提请", choices=Proposer)
    proposer_org_id = forms.TypedChoiceField(label="平台里由谁来补材料", coerce=int, required=False, empty_value=None)
    signers = forms.IntegerField(
        label="联名人数", min_value=1, max_value=200, required=False, help_text="只有组成人员联名时写。"
    )
    title = forms.CharField(label="名称", max_length=120, required=False, help_text="不写就按谁提请来叫。")
    file = forms.FileField(label="名单（Excel或CSV）", required=False, help_text=TEMPLATE_WORDS)

    def setup(self) -> None:
        offices = self.actor.orgs(Role.OFFICE)
        rows = Meeting.objects.filter(county_id=self.actor.county_id, office_id__in=offices, state__in=RUNNING)
        rows = rows.filter(body__kind=BodyKind.STANDING).order_by("starts_on")[:50]
        self.fields["meeting_id"].choices = [(str(one.pk), one.title) for one in rows]  # type: ignore[attr-defined]
        orgs = Organisation.objects.filter(county_id=self.actor.county_id, kind__in=PROPOSERS, is_open=True).order_by(
            "kind", "pk"
        )
        self.fields["proposer_org_id"].choices = [("", "由我们来补"), *((one.pk, one.label) for one in orgs)]  # type: ignore[attr-defined]


class TableForm(forms.Form):
    file = forms.FileField(
        label="名单（Excel或CSV）", help_text=TEMPLATE_WORDS, error_messages={"required": "请选一个文件。"}
    )


class AddForm(StepForm):
    name = forms.CharField(label="姓名", max_length=40, error_messages={"required": "请写姓名。"})
    act = forms.ChoiceField(label="任免", choices=Act)
    organisation = forms.CharField(label="机构", max_length=100, error_messages={"required": "请写机构。"})
    post = forms.CharField(label="职务", max_length=60, error_messages={"required": "请写职务。"})
    login = forms.CharField(label="平台账号", max_length=40, required=False, help_text="没有账号不用写，考试用编号进。")
    cv = _long("简历", required=False)

    def setup(self) -> None:
        if self.row is not None:
            may = rules.MAY_PROPOSE[Proposer(self.row.proposer)]
            self.fields["act"].choices = [(str(a), a.label) for a in Act if a in may]  # type: ignore[attr-defined]


class ListForm(NoteForm):
    pass


class PutForm(StepForm):
    """How it is voted on: as the county's rule says, unless another way is chosen."""

    way = forms.ChoiceField(
        label="怎么表决", choices=[("", "按县里的规则"), *Way.choices], required=False, help_text="撤职案总是无记名。"
    )


class SettleForm(NoteForm):
    pass


class AnnounceForm(NoteForm):
    pass


class CloseForm(NoteForm):
    pass


class IssueForm(NoteForm):
    pass


class SwearForm(StepForm):
    lines = forms.TypedMultipleChoiceField(
        label="谁宣誓", coerce=UUID, widget=forms.CheckboxSelectMultiple, error_messages={"required": "请选宣誓的人。"}
    )
    sworn_on = forms.DateField(label="哪天")
    place = forms.CharField(label="在哪里", max_length=120, error_messages={"required": "请写宣誓的地方。"})
    supervisor = forms.CharField(label="监誓人", max_length=80, error_messages={"required": "请写监誓人。"})
    leader = forms.CharField(
        label="领誓人", max_length=40, required=False, help_text="几个人一起宣誓的，不写就是第一位。"
    )

    def setup(self) -> None:
        if self.row is None:
            return
        rows = self.row.lines.filter(state=LineState.OATH).order_by("position", "pk")
        choices = [(str(one.pk), f"{one.name}　{one.full_post}") for one in rows]
        self.fields["lines"].choices = choices  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial.setdefault("lines", [key for key, _ in choices])
            self.initial.setdefault("sworn_on", clock.today())
            self.initial.setdefault("place", self.row.meeting.place)
            self.initial.setdefault("supervisor", f"{self.row.meeting.body.name}主任会议成员")


class WithdrawForm(ReasonForm):
    pass


class FillForm(StepForm):
    cv = _long("简历", required=False)
    appraisal = _long("考察情况（撤职的写理由）", required=False)
    login = forms.CharField(
        label="平台账号", max_length=40, required=False, help_text="本人有账号的写上，可以自己考试、交发言。"
    )
    papers = UploadsField(label="材料", required=False, most=6)

    def setup(self) -> None:
        if self.row is not None and not self.is_bound:
            self.initial.update({"cv": self.row.cv, "appraisal": self.row.appraisal})
            self.initial["login"] = self.row.user.login if self.row.user else ""


class CheckForm(NoteForm):
    pass


class SendBackForm(ReasonForm):
    pass


class ResubmitForm(NoteForm):
    pass


class SummonForm(StepForm):
    sits_on = forms.DateField(label="哪天考", error_messages={"required": "请写哪天考。"})
    minutes = forms.IntegerField(
        label="考多少分钟", min_value=5, max_value=300, required=False, help_text="不写按县里的规则。"
    )
    is_open_book = forms.BooleanField(label="开卷", required=False)
    shorts = forms.IntegerField(
        label="加几道简答题", min_value=0, max_value=5, required=False, help_text="不写就没有；要两个人评。"
    )

    def setup(self) -> None:
        self.initial.setdefault("sits_on", clock.today())


class ExemptForm(ReasonForm):
    pass


class StateForm(StepForm):
    statement = _long("供职发言", 12, error_messages={"required": "请写发言。"})

    def setup(self) -> None:
        if self.row is not None and self.row.act == Act.DISMISS:
            self.fields["statement"].label = "申辩意见"
        self.initial.setdefault("statement", getattr(self.row, "statement", ""))


class BeginForm(StepForm):
    pass


class HandInForm(StepForm):
    pass


class CancelForm(ReasonForm):
    pass


class AnswerForm(forms.Form):
    """One answer of a paper, as it is given."""

    position = forms.IntegerField(min_value=1, max_value=200)
    given = forms.CharField(required=False, max_length=4000)


class MarksForm(forms.Form):
    """Points for each short answer."""

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(items)
        for one in self.items:
            self.fields[f"q{one.position}"] = forms.IntegerField(
                label=f"第{one.position}题（满分{one.points}）", min_value=0, max_value=one.points
            )

    def points(self) -> dict[int, int]:
        return {one.position: self.cleaned_data[f"q{one.position}"] for one in self.items}


class QuestionForm(forms.Form):
    kind = forms.ChoiceField(label="题型", choices=QuestionKind)
    subject = forms.CharField(label="哪部法律", max_length=40)
    text = forms.CharField(label="题目", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    options = forms.CharField(
        label="选项", max_length=800, required=False, help_text="用竖线隔开，例如：宪法|法律|法规。判断题、简答题不写。"
    )
    key = forms.CharField(label="答案", max_length=400, help_text="选择题写字母，判断题写对或者错，简答题写参考答案。")
    source = forms.CharField(label="出处", max_length=80, required=False)
    is_used = forms.BooleanField(label="在用", required=False, initial=True)


class CodeForm(forms.Form):
    code = forms.CharField(label="考试编号", max_length=40, error_messages={"required": "请写考试编号。"})
