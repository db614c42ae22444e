"""Input shapes of every step, by the step's name; what the record knows is filled in."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms

from renda.chamber.meetings import queries, rules
from renda.chamber.meetings.models import Body, Material
from renda.chamber.meetings.shown import newest_of
from renda.chamber.meetings.states import PRESIDIUM, BodyKind, GuestKind, GuestPart, ItemKind, SittingKind
from renda.ground.files.forms import UploadsField
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.network.activities.forms import ManyDeputies
from renda.network.deputies.models import Deputy

FULL_NOTICE_DAYS = 14
MOST_NAMED = 2000
NOT_YET, BEFORE = "本届还没有列席过", "本届列席过"
INVITED_KINDS = (OrgKind.COUNTY_GOV, OrgKind.GOV_OFFICE, OrgKind.UNIT, OrgKind.TOWN_GOV)


def _clock_field(label: str) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, error_messages={"required": "请写几点开会。"})


class EditMeetingForm(StepForm):
    starts_on = forms.DateField(label="哪天开", error_messages={"required": "请写哪天开会。"})
    starts_at = _clock_field("几点开")
    ends_on = forms.DateField(label="开到哪天", required=False, help_text="只开一天的不用写。")
    place = forms.CharField(label="在哪里", max_length=120, error_messages={"required": "请写在哪里开会。"})

    def setup(self) -> None:
        row = self.row
        if row is None:
            return
        self.initial.update({name: getattr(row, name) for name in ("starts_on", "starts_at", "place")})
        if row.ends_on != row.starts_on:
            self.initial["ends_on"] = row.ends_on


class PlanMeetingForm(EditMeetingForm):
    """A new meeting; place and hour are those of the last one of the body."""

    body = forms.TypedChoiceField(label="什么会", coerce=int)
    number = forms.IntegerField(label="第几次", min_value=1, max_value=200, required=False)
    title = forms.CharField(label="名称", max_length=120, required=False, help_text="不写就按会议主体和次数来叫。")
    field_order = ("body", "number", "starts_on", "starts_at", "ends_on", "place", "title")

    def setup(self) -> None:
        bodies = list(Body.objects.kept_by(self.actor))
        self.fields["body"].choices = [(one.pk, one.name) for one in bodies]  # type: ignore[attr-defined]
        self.initial.setdefault("starts_at", "09:00")
        self.initial.setdefault("starts_on", clock.today() + timedelta(days=FULL_NOTICE_DAYS))
        if bodies and not self.is_bound:
            last = bodies[0].meetings.order_by("-starts_on").first()
            self.initial.setdefault("place", last.place if last else "")
            self.initial.setdefault("number", (last.number or 0) + 1 if last else None)


class AddItemForm(StepForm):
    title = forms.CharField(label="议题", max_length=160, error_messages={"required": "请写议什么。"})
    sort = forms.ChoiceField(label="哪一种", choices=ItemKind)
    reporter = forms.CharField(label="谁来报告", max_length=80, required=False)
    org_id = forms.TypedChoiceField(label="哪个委室看材料", coerce=int, required=False, empty_value=None)
    papers = UploadsField(label="会议材料", required=False, most=6)

    def setup(self) -> None:
        rows = queries.committees(self.actor.county_id)
        self.fields["org_id"].choices = [("", "不交，自己看"), *((one.pk, one.label) for one in rows)]  # type: ignore[attr-defined]


class AddMaterialForm(StepForm):
    """Materials of an item, or the next version of one that is there."""

    position = forms.TypedChoiceField(label="哪项议题", coerce=int, error_messages={"required": "请选哪项议题。"})
    replaces = forms.TypedChoiceField(label="是不是新版本", coerce=UUID, required=False, empty_value=None)
    papers = UploadsField(label="会议材料", most=6, error_messages={"required": "请选要发的材料。"})
    change = forms.CharField(
        label="改了什么", max_length=200, required=False, help_text="换新版本的，用一句话告诉组成人员。"
    )
    is_clean = forms.BooleanField(label="看过了，没有国家秘密和工作秘密",
                                  error_messages={"required": "请先看一遍，确认没有国家秘密和工作秘密再发。"})  # fmt: skip

    def setup(self) -> None:
        row = self.row
        items = list(row.items.given_by(self.actor, row)) if row is not None else []
        self.fields["position"].choices = [(one.position, f"{one.position}．{one.title}") for one in items]  # type: ignore[attr-defined]
        newest = newest_of(Material.objects.filter(item__in=items).listed())
        choices = [
            (str(one.series), f"第{one.item.position}项“{one.title}”的新版本（现在是版本{one.version}）")
            for one in newest
        ]
        self.fields["replaces"].choices = [("", "不是，是新材料"), *choices]  # type: ignore[attr-defined]


class DropItemForm(ReasonForm):
    position = forms.TypedChoiceField(label="撤下哪一项", coerce=int)
    field_order = ("position", "note")

    def setup(self) -> None:
        rows = self.row.items.standing() if self.row is not None else []
        choices = [(one.position, f"{one.position}．{one.title}") for one in rows]
        self.fields["position"].choices = choices  # type: ignore[attr-defined]


class InviteForm(StepForm):
    deputy_ids = ManyDeputies("请哪些代表", required=True, error_messages={"required": "请选要请的代表。"})
    guest = forms.ChoiceField(label="怎么参加", choices=GuestKind)

    def setup(self) -> None:
        if self.row is None:
            return
        there, been = self.row.presences.values("deputy_id"), queries.attended_before(self.row.body)
        rows = Deputy.objects.filter(county_id=self.row.county_id, serving=True, congress_id=self.row.body.congress_id)
        rows = rows.exclude(pk__in=there).order_by("delegation", "name", "pk")[:MOST_NAMED]
        lines = [(one.pk in been, (one.pk, f"{one.name}　{one.delegation}")) for one in rows]
        groups = [(NOT_YET, [line for was, line in lines if not was]), (BEFORE, [line for was, line in lines if was])]
        self.fields["deputy_ids"].choices = [group for group in groups if group[1]]  # type: ignore[attr-defined]


class AddSittingForm(StepForm):
    sort = forms.ChoiceField(label="哪一种", choices=SittingKind)
    group = forms.ChoiceField(label="哪个代表团（组）", required=False)
    starts_at = forms.DateTimeField(label="什么时候", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
                                    input_formats=("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"),
                                    error_messages={"required": "请写什么时候开。"})  # fmt: skip
    place = forms.CharField(label="在哪里", max_length=120, error_messages={"required": "请写在哪里开。"})
    topic = forms.CharField(label="议什么", max_length=300, required=False)

    def setup(self) -> None:
        row = self.row
        names = list(row.groups.order_by("position").values_list("name", flat=True)) if row is not None else []
        self.fields["group"].choices = [("", "全体、主席团不用选"), *((one, one) for one in names)]  # type: ignore[attr-defined]
        if row is not None and not self.is_bound:
            self.initial.setdefault("starts_at", row.begins)
            self.initial.setdefault("place", row.place)


class FormGroupsForm(StepForm):
    """Delegations with their heads, a line each; before the first time those of the list of members."""

    text = forms.CharField(label="每行一个：名称|团长（召集人）|讨论地点|成员", max_length=20000,
                           widget=forms.Textarea(attrs={"rows": 12}),
                           help_text="成员可以不写，不写就按名册里的代表团；写了的只管这次会议，用顿号隔开。",
                           error_messages={"required": "请写代表团（组）。"})  # fmt: skip

    def setup(self) -> None:
        if self.row is None or self.is_bound:
            return
        kept = [" | ".join((one.name, one.head.name if one.head else "", one.place))
                for one in self.row.groups.select_related("head").order_by("position")]  # fmt: skip
        names = self.row.presences.exclude(group="").order_by("group").values_list("group", flat=True).distinct()
        self.initial.setdefault("text", "\n".join(kept or names))


class ArrangeSeatsForm(StepForm):
    """presidium: at a session of a congress, who sits facing the deputies; those who do already stand there."""

    per_row = forms.IntegerField(label="每排几座", min_value=1, max_value=60, initial=12)
    presidium = forms.CharField(label="主席台上坐谁", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
                                help_text="按座次写姓名，用顿号隔开。")  # fmt: skip

    def setup(self) -> None:
        if self.row is not None and self.row.body.kind not in (BodyKind.CONGRESS, BodyKind.PRESIDIUM):
            del self.fields["presidium"]
        elif self.row is not None:
            there = self.row.presences.filter(seat__startswith=PRESIDIUM).select_related("deputy")
            found = sorted(there, key=lambda one: [int(part) for part in re.findall(r"\d+", one.seat)])
            self.initial.setdefault("presidium", "、".join(one.deputy.name for one in found))


class InviteUnitsForm(StepForm):
    """Organisations that attend the meeting, or an item of it."""

    org_ids = forms.TypedMultipleChoiceField(label="请哪些单位", coerce=int, widget=forms.CheckboxSelectMultiple,
                                             error_messages={"required": "请选要请的单位。"})  # fmt: skip
    part = forms.ChoiceField(label="请谁来", choices=GuestPart)
    item_id = forms.TypedChoiceField(label="哪项议题", coerce=int, required=False, empty_value=None)

    def setup(self) -> None:
        row = self.row
        if row is None:
            return
        units = (
            Organisation.objects.in_use().filter(county_id=row.county_id, kind__in=INVITED_KINDS).order_by("kind", "pk")
        )
        self.fields["org_ids"].choices = [(one.pk, one.name) for one in units]  # type: ignore[attr-defined]
        items = row.items.standing()
        choices = [(one.pk, f"{one.position}．{one.title}") for one in items]
        self.fields["item_id"].choices = [("", "整个会议"), *choices]  # type: ignore[attr-defined]


class AnswerForm(NoteForm):
    is_coming = forms.TypedChoiceField(label="来不来", coerce=lambda typed: typed == "yes", widget=forms.RadioSelect,
                                       choices=[("yes", "来"), ("no", "不能来")],
                                       error_messages={"required": "请选来不来。"})  # fmt: skip
    who = forms.CharField(label="谁来", max_length=120, required=False, help_text="姓名和职务。")


class AttendForm(NoteForm):
    pass


class WithdrawForm(ReasonForm):
    pass


class ConveneForm(NoteForm):
    pass


class AcceptForm(StepForm):
    pass


class AskLeaveForm(ReasonForm):
    pass


class OpenForm(NoteForm):
    pass


class CloseForm(NoteForm):
    pass


class WriteForm(StepForm):
    summary = forms.CharField(
        label="纪要",
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={"required": "请写几句纪要。"},
    )

    def setup(self) -> None:
        self.initial.setdefault("summary", getattr(self.row, "summary", ""))


class PublishForm(NoteForm):
    pass


class CancelForm(ReasonForm):
    pass


class SetUpForm(StepForm):
    title = forms.CharField(label="办什么", max_length=80, error_messages={"required": "请写要办的事。"})
    days = forms.IntegerField(
        label="提前几天", min_value=-rules.MOST_DAYS, max_value=rules.MOST_DAYS, help_text="会后的写负数，例如-3。"
    )
    source = forms.CharField(label="依据", max_length=80, required=False)


class HandForm(StepForm):
    org_id = forms.TypedChoiceField(label="交给哪个委室", coerce=int, required=False, empty_value=None)

    def setup(self) -> None:
        rows = queries.committees(self.actor.county_id)
        self.fields["org_id"].choices = [("", "不交，自己办"), *((one.pk, one.label) for one in rows)]  # type: ignore[attr-defined]
        if self.row is not None and not self.is_bound:
            self.initial.setdefault("org_id", self.row.org_id)


class FinishForm(StepForm):
    result = forms.CharField(label="怎么办的", max_length=300, required=False, help_text="可以不写。")


class DropForm(ReasonForm):
    pass


class ReopenForm(NoteForm):
    pass


class PresenceForm(forms.Form):
    """Names that the clerk ticks, or the code at the door."""

    deputy_ids = ManyDeputies("名单")
    code = forms.CharField(max_length=24, required=False)
    is_leaving = forms.BooleanField(required=False)

    def __init__(self, *args: Any, meeting: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = meeting.presences.select_related("deputy").order_by("pk")
        self.fields["deputy_ids"].choices = [(one.deputy_id, one.deputy.name) for one in rows]  # type: ignore[attr-defined]


class PlanLinesForm(forms.Form):
    """The county's plan of preparation for one kind of meeting, a line each."""

    text = forms.CharField(
        label="每行一件：提前几天|办什么|依据", max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 14}),
        help_text="会后的写负数。全部删掉就用回平台给的方案。",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("text", rules.write_lines(queries.plan_of(actor.county_id, BodyKind(kind))))


class SeatsForm(forms.Form):
    deputy_ids = ManyDeputies("组成人员", required=True, error_messages={"required": "请至少选一人。"})
    from_on = forms.DateField(label="从哪天起")

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Deputy.objects.filter(county_id=body.county_id, congress_id=body.congress_id, serving=True)
        rows = rows.order_by("delegation", "name", "pk")[:MOST_NAMED]
        self.fields["deputy_ids"].choices = [(one.pk, f"{one.name}　{one.delegation}") for one in rows]  # type: ignore[attr-defined]
        self.initial.setdefault(
            "deputy_ids", list(queries.members_on(body, clock.today()).values_list("pk", flat=True))
        )
        self.initial.setdefault("from_on", clock.today())


def _words() -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 10})
    return forms.CharField(
        label="说了什么", max_length=5000, widget=widget, error_messages={"required": "请写说了什么。"}
    )


class AskToSpeakForm(forms.Form):
    item_id = forms.IntegerField(required=False)


class NoteSpeechForm(forms.Form):
    words = _words()


class AddSpeechForm(forms.Form):
    """A speech that is written down: by the office for anybody, by a member for oneself."""

    item_id = forms.TypedChoiceField(label="哪项议题", coerce=int, required=False, empty_value=None)
    deputy_id = forms.TypedChoiceField(label="谁发言", coerce=int, required=False, empty_value=None)
    guest = forms.CharField(label="不在名单里的人", max_length=80, required=False, help_text="写姓名和职务。")
    words = _words()

    def __init__(self, *args: Any, meeting: Any, keeps: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = meeting.items.standing()
        choices = [(one.pk, f"{one.position}．{one.title}") for one in items]
        self.fields["item_id"].choices = [("", "不针对哪一项"), *choices]  # type: ignore[attr-defined]
        if not keeps:
            del self.fields["deputy_id"], self.fields["guest"]
            return
        people = [(one.deputy_id, one.deputy.name) for one in meeting.presences.listed()]
        self.fields["deputy_id"].choices = [("", "不在名单里"), *people]  # type: ignore[attr-defined]


class AttendSittingForm(forms.Form):
    """Who is at a sitting that is not of all."""

    deputy_ids = ManyDeputies("谁到了")

    def __init__(self, *args: Any, sitting: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = sitting.meeting.presences.filter(guest="").listed()
        rows = rows.filter(group=sitting.group) if sitting.group else rows
        self.fields["deputy_ids"].choices = [(one.deputy_id, one.deputy.name) for one in rows]  # type: ignore[attr-defined]
        self.initial.setdefault("deputy_ids", list(sitting.presences.values_list("deputy_id", flat=True)))
