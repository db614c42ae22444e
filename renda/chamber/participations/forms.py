"""Input shapes of every step, by the step's name; what the record knows is filled in."""

from datetime import timedelta

from django import forms

from renda.chamber.participations import queries, rules
from renda.chamber.participations.shown import thought_of
from renda.chamber.participations.states import Answer, Sort
from renda.ground.files.forms import UploadsField
from renda.ground.kernel import clock
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.network.activities.forms import MOMENTS, ManyDeputies

AHEAD = timedelta(days=10)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class MoveForm(StepForm):
    starts_at = forms.DateTimeField(label="什么时候", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
                                    input_formats=MOMENTS, error_messages={"required": "请写什么时候。"})  # fmt: skip
    place = forms.CharField(label="在哪里", max_length=120, error_messages={"required": "请写在哪里。"})

    def setup(self) -> None:
        if self.row is not None:
            self.initial.setdefault("starts_at", self.row.starts_at)
            self.initial.setdefault("place", self.row.place)


class RequestForm(MoveForm):
    """A new event; one's own organ and a moment in ten days stand there already."""

    organ_id = forms.TypedChoiceField(label="哪个机关请", coerce=int)
    sort = forms.ChoiceField(label="参加什么", choices=Sort)
    title = forms.CharField(label="名称", max_length=120, error_messages={"required": "请写请代表参加什么。"})
    places = forms.IntegerField(label="请几名代表", min_value=1, max_value=rules.MOST_ASKED, initial=5)
    towns = forms.CharField(
        label="最好是哪些乡镇的代表", max_length=200, required=False, help_text="用顿号隔开；不写就由县人大安排。"
    )
    trades = forms.CharField(
        label="最好是哪些行业的代表", max_length=200, required=False, help_text="例如：医生、教师。"
    )
    words = forms.CharField(label="安排和要求", max_length=1000, required=False, widget=_area(3))
    papers = UploadsField(label="材料", required=False, most=6)
    field_order = ("organ_id", "sort", "title", "starts_at", "place", "places", "towns", "trades", "words", "papers")

    def setup(self) -> None:
        rows = [(one.pk, one.label) for one in queries.organs(self.actor)]
        self.fields["organ_id"].choices = rows  # type: ignore[attr-defined]
        noon = clock.now().astimezone(clock.COUNTY_TIME).replace(hour=9, minute=0, second=0, microsecond=0)
        self.initial.setdefault("starts_at", noon + AHEAD)


class AllotForm(StepForm):
    """Whom to name: first those whom something speaks for, each with the reasons; nobody is ticked beforehand."""

    deputy_ids = ManyDeputies("安排哪些代表", required=True, error_messages={"required": "请选要安排的代表。"})

    def setup(self) -> None:
        if self.row is None:
            return
        is_wished = bool(self.row.towns or self.row.trades)
        first, others = list[tuple[int, str]](), list[tuple[int, str]]()
        for one, why in thought_of(self.row):
            line = (one.pk, "　".join([one.name, one.delegation or one.district, *why]))
            matches = any(not reason.startswith("本届") for reason in why) if is_wished else bool(why)
            (first if matches else others).append(line)
        groups = [("可以考虑的", first), ("其他代表", others)]
        self.fields["deputy_ids"].choices = [group for group in groups if group[1]]  # type: ignore[attr-defined]


class SubstituteForm(AllotForm):
    pass


class AttendForm(StepForm):
    """Who came; those who said they would stand ticked."""

    deputy_ids = ManyDeputies("到场的代表")

    def setup(self) -> None:
        if self.row is None:
            return
        rows = list(self.row.participants.listed())
        self.fields["deputy_ids"].choices = [(one.deputy_id, one.deputy.name) for one in rows]  # type: ignore[attr-defined]
        self.initial.setdefault("deputy_ids", [one.deputy_id for one in rows if one.answer == Answer.COMING])


class ObserveForm(StepForm):
    view = forms.CharField(label="看到的和意见", max_length=4000, widget=_area(6), help_text="交给请您的机关和县人大代表工作机构看。",
                           error_messages={"required": "请写看到了什么、有什么意见。"})  # fmt: skip

    def setup(self) -> None:
        if self.row is not None:
            mine = self.row.participants.of_actor(self.actor).first()
            self.initial.setdefault("view", mine.view if mine else "")


class TakeUpForm(StepForm):
    taken_up = forms.CharField(label="采纳情况", max_length=4000, widget=_area(6),
                               help_text="到场的代表会看到。代表没有写意见的，写活动的结果。",
                               error_messages={"required": "请写代表的意见怎么采纳的；没有采纳的写明原因。"})  # fmt: skip


class RefuseForm(ReasonForm):
    pass


class WithdrawForm(ReasonForm):
    pass


class CancelForm(ReasonForm):
    pass


class AskLeaveForm(ReasonForm):
    pass


class AcceptForm(NoteForm):
    pass
