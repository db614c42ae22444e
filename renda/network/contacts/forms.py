"""Forms of pairs and contacts: few fields, most of them free to leave."""

from collections.abc import Iterable
from typing import Any

from django import forms

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Role
from renda.ground.kernel.text import PHONE, tidy_phone, tidy_text
from renda.ground.people.models import Post
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.network.contacts.queries import county_deputies, deputies_for, latest_log, presidiums
from renda.network.contacts.states import LOG_WORDS, Outcome, PairSort

CHOOSE = ("", "请选")
NO_NAMES = "不写姓名、电话。"


def area(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class WordsFields(StepForm):
    """What one may write of a contact, now or later."""

    place = forms.CharField(label="在哪里", max_length=60, required=False)
    topic = forms.CharField(label="谈了什么", max_length=500, required=False, widget=area(), help_text=NO_NAMES)
    problem = forms.CharField(label="反映的问题", max_length=500, required=False, widget=area())
    follow_up = forms.CharField(label="后来怎么办", max_length=500, required=False, widget=area())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        return {**data, **{name: tidy_text(data[name]) for name in LOG_WORDS if name in data}}


class LogForm(WordsFields):
    """One tap: what came of it. All else may be left."""

    outcome = forms.ChoiceField(label="这次怎么样", choices=Outcome, widget=forms.RadioSelect,
                                error_messages={"required": "请选这次怎么样。"})  # fmt: skip
    on = forms.DateField(label="哪天", required=False, help_text="不填就是今天")
    field_order = ("outcome", "on", *LOG_WORDS)

    def setup(self) -> None:
        self.initial.setdefault("on", clock.today())


class CompleteForm(WordsFields):
    """The words of a contact that is there, put right. `log`: which one, the latest if none is named."""

    log = forms.IntegerField(required=False, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label="这次怎么样", choices=Outcome, widget=forms.RadioSelect)
    field_order = ("log", "outcome", *LOG_WORDS)

    def setup(self) -> None:
        found = latest_log(self.row, self.initial.get("log")) if self.row is not None and not self.is_bound else None
        if found is not None:
            values = {name: getattr(found, name) for name in ("outcome", *LOG_WORDS)}
            self.initial = {**self.initial, "log": found.pk, **values}


class EndForm(ReasonForm):
    pass


class UnmaskForm(ReasonForm):
    pass


class EraseForm(NoteForm):
    pass


FIELDS_OF: dict[int, tuple[str, ...]] = {
    PairSort.LEADER_TOWN: ("leader", "town_org"),
    PairSort.MEMBER_DEPUTY: ("member", "deputy"),
    PairSort.DEPUTY_RESIDENT: ("deputy", "name", "village", "phone"),
}


class BeginForm(StepForm):
    """The two of a pair. `sort` says which kind; the fields of the other kinds leave the form.

    A member of the standing committee is a county deputy by law. No more of a resident than it takes to find the person.
    """

    sort = forms.TypedChoiceField(label="哪一种", choices=PairSort, coerce=int, widget=forms.HiddenInput)
    leader = forms.TypedChoiceField(label="哪位常委会领导", coerce=int)
    town_org = forms.TypedChoiceField(label="联系哪个镇人大主席团", coerce=int)
    member = forms.TypedChoiceField(label="哪位常委会组成人员", coerce=int)
    deputy = forms.TypedChoiceField(label="哪名县人大代表", coerce=int)
    name = forms.CharField(label="群众姓名", max_length=20, help_text="加密保存，页面上只显示姓。",
                           error_messages={"required": "请写群众的姓名。"})  # fmt: skip
    village = forms.CharField(
        label="哪个村（社区）", max_length=40, error_messages={"required": "请写哪个村（社区）。"}
    )
    phone = forms.CharField(label="手机号", max_length=20, required=False,
                            widget=forms.TextInput(attrs={"inputmode": "tel"}))  # fmt: skip

    def setup(self) -> None:
        sort = str(self.data.get("sort", "") if self.is_bound else self.initial.get("sort", ""))
        kept = FIELDS_OF.get(int(sort), ()) if sort.isdecimal() else ()
        for name in {name for names in FIELDS_OF.values() for name in names} - set(kept):
            del self.fields[name]
        if "leader" in kept:
            self._offer_leaders()
        elif "member" in kept:
            self._offer_members()
        elif kept:
            _offer(self, "deputy", deputies_for(self.actor).values_list("pk", "name"))

    def _offer_leaders(self) -> None:
        posts = Post.objects.held_on(clock.today()).filter(county_id=self.actor.county_id, role=Role.LEADER)
        leaders = posts.order_by("user__name", "user_id").values_list("user_id", "user__name")
        _offer(self, "leader", dict(leaders).items())
        _offer(self, "town_org", presidiums(self.actor.county_id).values_list("pk", "name"))

    def _offer_members(self) -> None:
        rows = county_deputies(self.actor.county_id).values_list("pk", "name", "delegation")
        found = [(pk, f"{name}（{unit}）" if unit else name) for pk, name, unit in rows]
        _offer(self, "member", found)
        _offer(self, "deputy", found)

    def clean_name(self) -> str:
        return tidy_text(self.cleaned_data["name"])

    def clean_village(self) -> str:
        return tidy_text(self.cleaned_data["village"])

    def clean_phone(self) -> str:
        typed = str(self.cleaned_data["phone"])
        phone = tidy_phone(typed)
        if typed.strip() and not PHONE.fullmatch(phone):
            raise forms.ValidationError("这不像手机号，请看看是不是11位；没有，空着就行。")
        return phone


def _offer(form: StepForm, name: str, rows: Iterable[tuple[int, str]]) -> None:
    """A single choice is made already."""
    found = list(rows)
    form.fields[name].choices = found if len(found) == 1 else [CHOOSE, *found]  # type: ignore[attr-defined]


class KindWordsForm(forms.Form):
    """How the county calls one kind of pairs."""

    sort = forms.TypedChoiceField(choices=PairSort, coerce=int, widget=forms.HiddenInput)
    name = forms.CharField(label="名称", max_length=40)
    promotes = forms.CharField(label="促什么", max_length=40)
    source = forms.CharField(label="依据", max_length=120)


class LeastForm(forms.Form):
    """With how many residents a county deputy keeps in touch at least."""

    number = forms.IntegerField(label="每名县代表至少联系几户", min_value=0, max_value=100)
    source = forms.CharField(label="依据", max_length=120)
