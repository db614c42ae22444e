"""Forms of receipt, decision, vote, handling and the deadline."""

from django import forms

from renda.ground.files.forms import UploadsField
from renda.ground.kernel import clock
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.voice.motions import queries
from renda.voice.motions.states import ConsultationWay, Decision
from renda.voice.suggestions.forms.choosing import OneOf, unit_choices

MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M"]


def _long(label: str, most: int, missing: str, *, help_text: str = "", rows: int = 5) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, help_text=help_text, error_messages={"required": missing},
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def _moment(label: str, missing: str, help_text: str = "") -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(
        label=label, widget=widget, input_formats=MOMENTS, help_text=help_text, error_messages={"required": missing}
    )


class ReceiveForm(NoteForm):
    reviewer_id = OneOf(label="请哪个委员会提意见", required=False, help_text="不选就由议案组自己提。")

    def setup(self) -> None:
        found = queries.committees_of(self.row.congress) if self.row is not None else []
        choices = [("", "议案组"), *((str(org.pk), org.name) for org in found)]
        self.fields["reviewer_id"].choices = choices  # type: ignore[attr-defined]


class SendBackForm(StepForm):
    ruling = _long("缺什么，怎样补", 500, "请写明缺什么，提案人会看到。", rows=3)


class OpineForm(StepForm):
    advice = forms.ChoiceField(label="建议主席团", choices=Decision, widget=forms.RadioSelect)
    opinion = _long("审议意见", 3000, "请写理由，主席团据此决定。")


class DecisionForm(StepForm):
    """What the presidium decided: the day and its paper."""

    decided_on = forms.DateField(label="主席团决定的日子", error_messages={"required": "请写主席团哪天决定的。"})
    decision_paper = forms.CharField(
        label="决定文号或者会议", max_length=60, required=False, help_text="例如：主席团第三次会议"
    )
    decision_reason = forms.CharField(
        label="理由",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="印在处理意见上，提案人会看到。",
    )

    def setup(self) -> None:
        self.initial.setdefault("decided_on", clock.today())


class PutOnAgendaForm(DecisionForm):
    pass


class ReferForm(DecisionForm):
    committee_id = OneOf(label="交哪个委员会审议", error_messages={"required": "请选审议的委员会。"})
    field_order = ["committee_id"]

    def setup(self) -> None:
        super().setup()
        found = queries.considering_bodies(self.row.congress) if self.row is not None else []
        choices = [("", "请选择"), *((str(org.pk), org.name) for org in found)]
        self.fields["committee_id"].choices = choices  # type: ignore[attr-defined]
        reviewer = getattr(self.row, "reviewer_id", None)
        self.initial.setdefault("committee_id", reviewer)


class ConvertForm(DecisionForm):
    decision_paper = forms.CharField(
        label="决定文号或者会议", max_length=60, help_text="记在建议上。例如：主席团第三次会议",
        error_messages={"required": "请写主席团的决定文号，建议上要记。"},
    )  # fmt: skip
    decision_reason = _long("为什么作为建议处理", 500, "请写明理由，提案代表会看到。", rows=3)


class AskWithdrawalForm(StepForm):
    withdrawal_reason = _long("为什么撤回", 500, "请写明理由，主席团据此决定同不同意。", rows=3)


class AllowWithdrawalForm(NoteForm):
    decision_paper = forms.CharField(label="决定文号或者会议", max_length=60, required=False)


class RefuseWithdrawalForm(ReasonForm):
    pass


class VoteForm(NoteForm):
    voted_on = forms.DateField(label="表决的日子", error_messages={"required": "请写哪天表决的。"})
    members = forms.IntegerField(
        label="全体代表", min_value=1, max_value=3000, help_text="当天在任的全体代表人数，不是到会人数。过半数才通过。"
    )
    yes = forms.IntegerField(label="赞成", min_value=0, max_value=3000)
    no = forms.IntegerField(label="反对", min_value=0, max_value=3000)
    abstain = forms.IntegerField(label="弃权", min_value=0, max_value=3000)
    resolution = forms.CharField(label="决议名称", max_length=120, required=False)

    def setup(self) -> None:
        self.initial.setdefault("voted_on", clock.today())


class ConsultForm(StepForm):
    way = forms.ChoiceField(label="方式", choices=ConsultationWay)
    held_at = _moment("时间", "请写什么时候谈的。")
    people = forms.CharField(label="参加人", max_length=200)
    points = _long("谈了什么", 2000, "请写谈了什么。", rows=3)
    mover_view = _long("提案人意见", 1000, "请写提案人的意见。", rows=2)

    def setup(self) -> None:
        self.initial.setdefault("people", getattr(self.row, "mover_name", ""))
        self.initial.setdefault("held_at", clock.now().replace(second=0, microsecond=0))


class HandOverForm(NoteForm):
    unit_id = OneOf(
        label="交哪个单位办", error_messages={"required": "请选办理单位。"}, help_text="委员会提报告的期限不变。"
    )

    leader_id = OneOf(label="哪位领导领衔督办", error_messages={"required": "请选领衔督办的领导。"})

    def setup(self) -> None:
        self.fields["unit_id"].choices = [("", "请选择"), *unit_choices(self.actor.county_id)]  # type: ignore[attr-defined]
        row = self.row
        leaders = queries.leaders_of(row.county_id, row.congress_id, row.office_id) if row is not None else []
        found = [(str(user.pk), user.name) for user in leaders]
        self.fields["leader_id"].choices = [("", "请选择"), *found]  # type: ignore[attr-defined]
        if row is not None and not found:
            del self.fields["leader_id"]


class AnswerForm(StepForm):
    unit_result = _long("办理情况", 5000, "请写办了什么、还差什么。")
    attached = UploadsField(label="附件", required=False)


class ReportForm(StepForm):
    report = _long("审议结果", 5000, "请写审议结果，提案代表会看到。")
    report_paper = forms.CharField(label="报告文号", max_length=60, required=False)
    attached = UploadsField(label="附件", required=False)


class TellForm(StepForm):
    told_session_id = OneOf(label="在哪次大会报告", error_messages={"required": "请选报告结果的大会。"})
    told_on = forms.DateField(label="报告的日子", error_messages={"required": "请写哪天报告的。"})
    result = _long("结果", 2000, "请用几句话写明结果，公开后大家看得到。", rows=4)

    def setup(self) -> None:
        self.initial.setdefault("told_on", clock.today())
        found = queries.sessions_at(self.row.congress) if self.row is not None else []
        choices = [("", "请选择"), *((str(one.pk), str(one)) for one in found)]
        self.fields["told_session_id"].choices = choices  # type: ignore[attr-defined]


class PublishForm(NoteForm):
    pass


class CloseForm(NoteForm):
    pass


class DeadlineForm(forms.Form):
    """The presidium's decision on the deadline. `proposed` is a day by custom, shown as what may be changed."""

    deadline_at = _moment("议案截止时间", "请写截止到几点。")
    decided_on = forms.DateField(
        label="主席团决定的日子", initial=clock.today, error_messages={"required": "请写主席团哪天决定的。"}
    )
    paper = forms.CharField(label="决定文号或者会议", max_length=60, required=False, help_text="例如：主席团第一次会议")
