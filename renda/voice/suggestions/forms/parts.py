"""Forms of the parts' steps: co-signing, handling, rating, publication."""

from collections.abc import Mapping
from typing import Any

from django import forms

from renda.ground.files.forms import UploadField
from renda.ground.kernel import clock
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.voice.suggestions.forms.choosing import OneOf, SomeOf, deputy_choices, unit_choices
from renda.voice.suggestions.states import CLASS_SHORT, ConsultationWay, Disclosure, Grade, ReplyClass

POINTS = 20


class InviteForm(StepForm):
    deputy_ids = SomeOf(label="请哪些代表联名", required=True, error_messages={"required": "请至少选一位代表。"})

    def setup(self) -> None:
        row = self.row
        if row is not None:
            choices = deputy_choices(row.county_id, congress_id=row.congress_id, without=row.proposer_id)
            self.fields["deputy_ids"].choices = choices  # type: ignore[attr-defined]


class RecordForm(InviteForm):
    scan = UploadField(label="签名页扫描件")


class SignForm(NoteForm):
    pass


class DeclineForm(NoteForm):
    pass


class AcceptForm(StepForm):
    leader_name = forms.CharField(label="分管领导", max_length=40, error_messages={"required": "请写分管领导的姓名。"})
    officer_name = forms.CharField(label="经办人", max_length=40, error_messages={"required": "请写经办人的姓名。"})
    officer_phone = forms.CharField(
        label="联系电话",
        max_length=30,
        help_text="印在答复函上，代表打得通就行。",
        error_messages={"required": "请写联系电话，答复函上要印。"},
    )
    plan = forms.CharField(label="办理计划", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def setup(self) -> None:
        self.initial.setdefault("officer_name", self.actor.name)


class RequestReturnForm(StepForm):
    return_reason = forms.CharField(
        label="退办理由",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明为什么不该由本单位办。"},
    )
    proposed_unit = forms.CharField(label="建议改由谁办", max_length=60, required=False)


class ApproveReturnForm(StepForm):
    new_org_id = OneOf(label="改由哪个单位办", required=False, help_text="答复期限不变，从原来的交办之日算。")
    return_ruling = forms.CharField(label="说明", max_length=500, required=False)

    def setup(self) -> None:
        self.fields["new_org_id"].choices = unit_choices(self.actor.county_id, is_optional=True)  # type: ignore[attr-defined]


class RefuseReturnForm(StepForm):
    return_ruling = forms.CharField(
        label="不同意的理由", max_length=500, error_messages={"required": "请写明理由，承办单位会看到。"}
    )


class GiveOpinionForm(StepForm):
    co_opinion = forms.CharField(
        label="会办意见",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "请写会办意见。"},
    )
    scan = UploadField(label="盖章扫描件", required=False)


class ConsultForm(StepForm):
    way = forms.ChoiceField(label="方式", choices=ConsultationWay)
    held_at = forms.DateTimeField(
        label="时间", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    place = forms.CharField(label="地点", max_length=100, required=False)
    people = forms.CharField(label="参加人", max_length=200)
    points = forms.CharField(label="谈了什么", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    deputy_view = forms.CharField(label="代表意见", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def setup(self) -> None:
        if self.row is not None:
            self.initial.setdefault("people", self.row.parent.proposer.name)
        self.initial.setdefault("held_at", clock.now().replace(second=0, microsecond=0))


ANSWERED = ("text", "promised_on", "section")


class AnswersForm(StepForm):
    """One group of fields per ask of the deputy. Programs send `answers` as a list instead."""

    reply_fields = ("closing",)
    answers = forms.JSONField(label="逐条答复", required=False, widget=forms.HiddenInput)
    closing = forms.CharField(
        label="其他说明", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    reply_class = forms.ChoiceField(label="办理结果", choices=[("", "按各条合计"), *ReplyClass.choices], required=False)
    disclosure = forms.ChoiceField(
        label="公开", choices=Disclosure, required=False, widget=forms.RadioSelect(attrs={"class": "form-check-input"})
    )
    disclosure_reason = forms.CharField(label="不全文公开的理由", max_length=300, required=False)

    def setup(self) -> None:
        self.points: list[list[forms.BoundField]] = []
        row = self.row
        if row is None:
            return
        written = dict(enumerate(row.answers, 1))
        for i, _ask in enumerate(row.parent.asks, 1):
            self._add_point(i, written.get(i, {}))
        for name in ("closing", "reply_class", "disclosure", "disclosure_reason"):
            self.initial.setdefault(name, getattr(row, name))

    def _add_point(self, i: int, answer: dict[str, Any]) -> None:
        short = [("", "请选择"), *((key, f"{key}　{word}") for key, word in CLASS_SHORT.items())]
        fields = {
            f"text_{i}": forms.CharField(label=f"第{i}条的答复", max_length=5000, required=False,
                                         widget=forms.Textarea(attrs={"rows": 3})),
            f"reply_class_{i}": forms.ChoiceField(label="结果", choices=short, required=False),
            f"promised_on_{i}": forms.DateField(label="承诺日期", required=False),
            f"section_{i}": forms.CharField(label="责任股室", max_length=60, required=False),
        }  # fmt: skip
        self.fields.update(fields)
        for name in fields:
            self.initial.setdefault(name, answer.get(name.rsplit("_", 1)[0]))

    def groups(self) -> list[dict[str, Any]]:
        """For the page: each ask with its bound fields."""
        asks = self.row.parent.asks
        names = ("text", "reply_class", "promised_on", "section")
        return [{"number": i, "ask": ask, **{n: self[f"{n}_{i}"] for n in names}} for i, ask in enumerate(asks, 1)]

    def replied_to(self) -> tuple[str, tuple[str, ...]]:
        return (self.row.parent.problem, tuple(self.row.parent.asks)) if self.row else ("", ())

    def reply_of(self, typed: Mapping[str, str]) -> str:
        names = [f"{name}_{i}" for i in range(1, len(self.replied_to()[1]) + 1) for name in ANSWERED]
        return "\n".join(str(typed[name]) for name in (*names, *self.reply_fields) if typed.get(name))

    def keywords(self) -> dict[str, Any]:
        data = super().keywords()
        asks = self.row.parent.asks if self.row is not None else []
        typed = [self._answer(data, i, ask) for i, ask in enumerate(asks, 1)]
        data["answers"] = data["answers"] or [a for a in typed if a["text"]]
        return data

    def _answer(self, data: dict[str, Any], i: int, ask: str) -> dict[str, Any]:
        day = data.pop(f"promised_on_{i}", None)
        return {
            "ask": ask,
            "text": data.pop(f"text_{i}", ""),
            "reply_class": data.pop(f"reply_class_{i}", ""),
            "promised_on": day.isoformat() if day else "",
            "section": data.pop(f"section_{i}", ""),
        }


class KeepDraftForm(AnswersForm):
    pass


class DraftReplyForm(AnswersForm):
    def setup(self) -> None:
        super().setup()
        self.fields["disclosure"].required = True
        self.fields["disclosure"].error_messages["required"] = "请选公开方式。"


class CheckForm(NoteForm):
    signer_name = forms.CharField(label="签发人", max_length=40, error_messages={"required": "请写签发人的姓名。"})
    field_order = ["signer_name", "note"]

    def setup(self) -> None:
        self.initial.setdefault("signer_name", self.actor.name)


class SendBackHandlingForm(ReasonForm):
    pass


class ReplyForm(NoteForm):
    paper_number = forms.CharField(
        label="发文字号",
        max_length=60,
        required=False,
        help_text="单位自己编号的照填，例如高交函〔2026〕18号；不填由系统接着编。",
    )
    field_order = ["paper_number", "note"]


class AttachScanForm(StepForm):
    scan = UploadField(label="盖章后的答复函扫描件")


class RateForm(StepForm):
    process = forms.ChoiceField(
        label="办理过程",
        choices=Grade,
        widget=forms.RadioSelect,
        error_messages={"required": "请选对办理过程满不满意。"},
    )
    result = forms.ChoiceField(
        label="办理结果",
        choices=Grade,
        widget=forms.RadioSelect,
        error_messages={"required": "请选对办理结果满不满意。"},
    )
    text = forms.CharField(
        label="理由和希望", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ProposePublicationForm(StepForm):
    extent = forms.ChoiceField(label="公开方式", choices=Disclosure, widget=forms.RadioSelect, initial=Disclosure.FULL)
    reason = forms.CharField(label="不全文公开的理由", max_length=300, required=False)
    summary = forms.CharField(
        label="公开摘要", max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    redactions = forms.CharField(label="隐去的内容", max_length=300, required=False, help_text="例如电话、住址")

    def setup(self) -> None:
        if self.row is not None and not self.row.may_be_public:
            self.initial["extent"] = Disclosure.NONE


class ApproveForm(NoteForm):
    pass


class WithholdForm(ReasonForm):
    pass


class DropForm(ReasonForm):
    pass
