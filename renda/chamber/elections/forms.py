"""Input shapes of every step, by the step's name; what the record knows is filled in."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms

from renda.chamber.ballots.rules import order_for_another
from renda.chamber.elections import access
from renda.chamber.elections.models import Election, Winner
from renda.chamber.elections.states import (
    COUNTY_ORGANS,
    TOWN_ORGANS,
    ElectionState,
    NominationState,
    Nominator,
    Organ,
    Post,
)
from renda.ground.kernel import clock
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.network.activities.forms import ManyDeputies
from renda.network.deputies.models import Deputy

MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M"]
MOST_NAMED = 2000
LINES = forms.Textarea(attrs={"rows": 3})


def _moment(label: str, **options: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, input_formats=MOMENTS, **options)


class CallForm(StepForm):
    """A post to be filled at one session."""

    organ = forms.ChoiceField(label="选哪个机关的", choices=Organ)
    post = forms.ChoiceField(label="哪一种职务", choices=Post)
    title = forms.CharField(
        label="职务名称", max_length=60, help_text="例如：副县长。", error_messages={"required": "请写职务名称。"}
    )
    seats = forms.IntegerField(label="应选几名", min_value=1, max_value=200, initial=1)
    nominate_until = _moment(
        "提名到什么时候截止", help_text="主席团决定的时间。", error_messages={"required": "请写提名截止的时间。"}
    )
    is_by_election = forms.BooleanField(label="补选", required=False)
    is_term_change = forms.BooleanField(label="换届（提名、酝酿不少于两天）", required=False)
    item_id = forms.TypedChoiceField(label="哪一项议题", coerce=int, required=False, empty_value=None)
    follows_id = forms.TypedChoiceField(label="接着哪次没有选够的选举", required=False, empty_value=None)

    def __init__(self, *args: Any, meeting: Any = None, **kwargs: Any) -> None:
        self.meeting = meeting
        super().__init__(*args, **kwargs)

    def setup(self) -> None:
        if self.meeting is None:
            return
        organs = TOWN_ORGANS if self.meeting.office.kind == "presidium" else COUNTY_ORGANS
        self.fields["organ"].choices = [(str(one), str(one.label)) for one in organs]  # type: ignore[attr-defined]
        items = self.meeting.items.standing()
        choices = [("", "不在议程里"), *((one.pk, f"{one.position}．{one.title}") for one in items)]
        self.fields["item_id"].choices = choices  # type: ignore[attr-defined]
        short = Election.objects.filter(
            office_id=self.meeting.office_id, state__in=[ElectionState.ELECTED, ElectionState.ANNOUNCED]
        )
        older = [
            ("", "不是"),
            *((str(one.pk), f"{one.meeting.title}：{one.title_line()}") for one in short.listed()[:20]),
        ]
        self.fields["follows_id"].choices = older  # type: ignore[attr-defined]
        day = min(self.meeting.ends_on, max(self.meeting.starts_on, clock.today() + timedelta(days=1)))
        self.initial.setdefault("nominate_until", datetime.combine(day, time(18), tzinfo=clock.COUNTY_TIME))


class TimeForm(NoteForm):
    nominate_until = _moment("提名到什么时候截止", error_messages={"required": "请写提名截止的时间。"})

    def setup(self) -> None:
        if self.row is not None:
            self.initial.setdefault("nominate_until", self.row.nominate_until)


class EndNominationsForm(NoteForm):
    pass


class PreVoteForm(NoteForm):
    pass


class SettleForm(NoteForm):
    pass


class VoteForm(NoteForm):
    pass


class VoteAgainForm(NoteForm):
    pass


class VoteAnotherForm(NoteForm):
    """Who stands for the seats left: in the order of votes, or named anew."""

    names = forms.CharField(label="候选人", max_length=3000, widget=LINES,
                            help_text="一行一名，已经按上次得票多少排好；大会另行提名的，改成新的名字。",
                            error_messages={"required": "请写候选人，一行一名。"})  # fmt: skip

    def setup(self) -> None:
        if self.row is None or self.is_bound or (last := access.last_round(self.row)) is None:
            return
        gone = self.row.nominations.filter(state=NominationState.WITHDRAWN).values_list("name", flat=True)
        done = {*last.ballot.sheet.elected, *self.row.winners.values_list("name", flat=True), *gone}
        order = order_for_another(dict(last.ballot.counted), done)
        open_seats = last.ballot.sheet.open_seats or 1
        _, most = access.allowed(self.row)
        self.initial.setdefault("names", "\n".join(order[: open_seats + most - self.row.seats]))

    def clean_names(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]


class LeaveOpenForm(NoteForm):
    pass


class ElectForm(NoteForm):
    pass


class AnnounceForm(StepForm):
    notice_number = forms.CharField(
        label="公告号", max_length=40, help_text="例如：第3号。", error_messages={"required": "请写公告号。"}
    )
    announced_on = forms.DateField(label="哪天公告", required=False, help_text="不写就是今天。")


class SwearForm(StepForm):
    winner_ids = forms.TypedMultipleChoiceField(label="谁宣誓", coerce=int, widget=forms.CheckboxSelectMultiple)
    sworn_on = forms.DateField(label="哪天", error_messages={"required": "请写宣誓的日子。"})
    sworn_before = forms.CharField(
        label="领誓、监誓人", max_length=40, error_messages={"required": "请写领誓、监誓的人。"}
    )

    def setup(self) -> None:
        rows = (
            Winner.objects.filter(election=self.row, sworn_on__isnull=True).order_by("pk")
            if self.row is not None
            else []
        )
        self.fields["winner_ids"].choices = [(one.pk, one.name) for one in rows]  # type: ignore[attr-defined]
        self.initial.setdefault("sworn_on", clock.today())
        if not self.is_bound:
            self.initial.setdefault("winner_ids", [one.pk for one in rows])


class CallOffForm(ReasonForm):
    pass


class WhoForm(StepForm):
    """Whom one names: a deputy of this congress, or somebody else by name."""

    deputy_id = forms.TypedChoiceField(label="本级人大代表", coerce=int, required=False, empty_value=None)
    name = forms.CharField(label="不是本级代表的，写姓名", max_length=40, required=False)
    about = forms.CharField(label="基本情况和提名的理由", max_length=500, required=False, widget=LINES)

    def __init__(self, *args: Any, election: Any = None, **kwargs: Any) -> None:
        self.election = election
        super().__init__(*args, **kwargs)

    def setup(self) -> None:
        if self.election is None:
            return
        rows = Deputy.objects.filter(
            county_id=self.election.county_id, congress_id=self.election.meeting.body.congress_id, serving=True
        )
        named = [
            (one.pk, f"{one.name}　{one.delegation}") for one in rows.order_by("delegation", "name", "pk")[:MOST_NAMED]
        ]
        self.fields["deputy_id"].choices = [("", "不是本级代表"), *named]  # type: ignore[attr-defined]


class NominateForm(WhoForm):
    by = forms.ChoiceField(
        label="谁提名", choices=[(str(one), str(one.label)) for one in Nominator if one is not Nominator.DEPUTIES]
    )
    by_name = forms.CharField(label="政党、团体的名称", max_length=60, required=False)
    login = forms.CharField(
        label="平台登录名", max_length=40, required=False, help_text="有账号的写，当选后职务自动开始。"
    )
    field_order = ("by", "deputy_id", "name", "about", "by_name", "login")


def _members(election: Any) -> list[tuple[int, str]]:
    rows = election.meeting.presences.filter(guest="").listed()[:MOST_NAMED]
    return [(one.deputy_id, f"{one.deputy.name}　{one.deputy.delegation}") for one in rows]


class ProposeForm(WhoForm):
    with_ids = ManyDeputies("请哪些代表联名")

    def setup(self) -> None:
        super().setup()
        if self.election is not None:
            self.fields["with_ids"].choices = _members(self.election)  # type: ignore[attr-defined]


class InviteForm(StepForm):
    with_ids = ManyDeputies("再请哪些代表", required=True, error_messages={"required": "请选要请的代表。"})

    def setup(self) -> None:
        if self.row is not None:
            asked = set(self.row.endorsements.values_list("deputy_id", flat=True))
            choices = [one for one in _members(self.row.election) if one[0] not in asked]
            self.fields["with_ids"].choices = choices  # type: ignore[attr-defined]


class EndorseForm(StepForm):
    pass


class DeclineForm(StepForm):
    pass


class HandInForm(NoteForm):
    pass


class WithdrawForm(ReasonForm):
    pass
