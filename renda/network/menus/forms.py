"""Input shapes of orders by the step's name, and of the menu itself."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms

from renda.ground.kernel.clock import today
from renda.ground.kernel.text import PHONE, tidy_phone, tidy_text
from renda.ground.people.models import Organisation
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.network.deputies.models import Deputy
from renda.network.menus import rules
from renda.network.menus.models import ServiceItem
from renda.network.menus.queries import deputies_of, fields_of
from renda.network.menus.states import Entry, Guidance, Rating
from renda.network.stations.models import Station

LONGEST, SHORTEST = 500, 2
FURTHEST = timedelta(days=366)
SEEN_BY_RESIDENT = "群众在回执页上看得到这句话，不要写别人的个人信息。"


def area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class WordsForm(StepForm):
    """What every order asks: what is needed, and if one likes a day, a phone, a name."""

    text = forms.CharField(label="要什么样的服务", max_length=LONGEST, widget=area(4), error_messages={
        "required": "请写一写要什么样的服务，一句话也行。", "max_length": f"请写在{LONGEST}字以内。"})  # fmt: skip
    wanted_on = forms.DateField(label="希望哪天", required=False, help_text="不填，由代表和您约。")
    phone = forms.CharField(label="手机号", max_length=20, required=False,
                            help_text="只有联络员和接单的代表看得到，看的人和理由都记下来。",
                            widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}))  # fmt: skip
    name = forms.CharField(label="怎么称呼", max_length=40, required=False,
                           widget=forms.TextInput(attrs={"autocomplete": "name"}))  # fmt: skip
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        text = tidy_text(self.cleaned_data["text"])
        if len(re.sub(r"\W", "", text)) < SHORTEST:
            raise forms.ValidationError("请再写具体一点：要什么样的服务。")
        return text

    def clean_wanted_on(self) -> Any:
        day = self.cleaned_data["wanted_on"]
        if day and not today() <= day <= today() + FURTHEST:
            raise forms.ValidationError("请选今天起一年以内的一天；没有定就空着。")
        return day

    def clean_phone(self) -> str:
        typed = str(self.cleaned_data["phone"])
        phone = tidy_phone(typed)
        if typed.strip() and not PHONE.fullmatch(phone):
            raise forms.ValidationError("这不像手机号，请看看是不是11位；不想留，空着就行。")
        return phone

    def words(self) -> dict[str, Any]:
        """What of it goes to the service."""
        return {name: self.cleaned_data[name] for name in ("text", "wanted_on", "phone", "name", "key")}


class PlaceForm(WordsForm):
    """A resident's own order; `altcha` or `token` speak against robots."""

    altcha = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)
    token = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)


class EnterForm(WordsForm):
    """An order for a resident, by the liaison officer. Where it is ordered is chosen already if there is one place only."""

    station_id = forms.TypedChoiceField(label="在哪个家站", coerce=int)
    item_id = forms.TypedChoiceField(label="哪项服务", coerce=int)
    entry = forms.ChoiceField(label="怎么说的", widget=forms.RadioSelect, initial=Entry.VISIT,
                              choices=[(e.value, e.label) for e in (Entry.VISIT, Entry.PHONE)])  # fmt: skip
    field_order = ("station_id", "item_id", "text", "wanted_on", "phone", "name", "entry")

    def offer(self, stations: Iterable[Station], items: Iterable[ServiceItem]) -> None:
        """The stations one may order at, and what their towns offer."""
        places = [(one.pk, one.name) for one in stations]
        menu = [(one.pk, f"{one.title}（{one.group.name}）") for one in items]
        self.fields["station_id"].choices = places if len(places) == 1 else [("", "请选一个"), *places]  # type: ignore[attr-defined]
        self.fields["item_id"].choices = [("", "请选一项"), *menu]  # type: ignore[attr-defined]

    def words(self) -> dict[str, Any]:
        return {**super().words(), "entry": self.cleaned_data["entry"]}


class TakeForm(NoteForm):
    note = forms.CharField(label="说一句", max_length=300, required=False, widget=area(2), help_text=SEEN_BY_RESIDENT)


class GiveForm(NoteForm):
    deputy_id = forms.TypedChoiceField(label="派给哪位代表", coerce=int, help_text="先和代表说好再派。")
    note = forms.CharField(label="说一句", max_length=300, required=False, widget=area(2), help_text=SEEN_BY_RESIDENT)

    def setup(self) -> None:
        if self.row is not None:
            found = [(one.pk, one.name) for one in deputies_of(self.row.group_id)]
            self.fields["deputy_id"].choices = found if len(found) == 1 else [("", "请选一位"), *found]  # type: ignore[attr-defined]


class ServeForm(StepForm):
    """One tap: today, and a line on it only if one likes."""

    result = forms.CharField(label="服务了什么", max_length=300, required=False, widget=area(2),
                             help_text="可以不写。" + SEEN_BY_RESIDENT)  # fmt: skip
    served_on = forms.DateField(label="哪天服务的", required=False, help_text="不改就是今天。")

    def setup(self) -> None:
        self.initial.setdefault("served_on", today())


class HandBackForm(ReasonForm):
    pass


class CallBackForm(ReasonForm):
    pass


class RefuseForm(StepForm):
    guidance = forms.ChoiceField(label="为什么不能办", widget=forms.RadioSelect, choices=[
        (g.value, f"{g.label}：{rules.way_for(g).to}") for g in Guidance])  # fmt: skip
    guided_to = forms.CharField(
        label="换一个去处", max_length=200, required=False, help_text="不填，就按上面冒号后面写的告诉本人。"
    )
    note = forms.CharField(label="再说一句", max_length=300, required=False, widget=area(2), help_text=SEEN_BY_RESIDENT)


class CancelForm(NoteForm):
    pass


class RateForm(StepForm):
    rating = forms.ChoiceField(label="服务您满意吗", choices=Rating.choices, widget=forms.RadioSelect, error_messages={
        "required": "请选一个：满意、基本满意、不满意。"})  # fmt: skip
    note = forms.CharField(label="想说的话", max_length=300, required=False, widget=area(2), help_text="可以不写。")


class UnmaskForm(ReasonForm):
    note = forms.CharField(label="为什么要看", max_length=300, widget=area(2), help_text="只显示这一次，理由和您的名字记入经过。",
                           error_messages={"required": "请写明为什么要看联系方式。"})  # fmt: skip


class EraseForm(StepForm):
    is_sure = forms.BooleanField(label="我知道删除以后不能恢复，也查不到进度了", error_messages={
        "required": "删除以后不能恢复，请先勾选知道了。"})  # fmt: skip

    def keywords(self) -> dict[str, Any]:
        return {name: value for name, value in super().keywords().items() if name != "is_sure"}


class FindReceiptForm(forms.Form):
    """The code of a receipt, typed from paper."""

    code = forms.CharField(label="回执编号", max_length=40, error_messages={"required": "请输入回执编号。"})


# --- the menu -------------------------------------------------------------------------------------------------------


class FieldsForm(forms.Form):
    names = forms.CharField(label="服务类别", max_length=500, widget=area(8), help_text="一行一个，次序就是菜单上的次序。",
                            error_messages={"required": "请至少写一个服务类别。"})  # fmt: skip


class GroupForm(forms.Form):
    """A group's words and deputies. A town's presidium chooses among the deputies who sit there or belong to its stations."""

    name = forms.CharField(label="小组名称", max_length=40)
    field = forms.ChoiceField(label="服务类别")
    town_org_id = forms.TypedChoiceField(label="哪个镇", coerce=int, empty_value=None, required=False)
    is_open = forms.BooleanField(label="接受预约", required=False, initial=True)
    deputy_ids = forms.TypedMultipleChoiceField(label="哪些代表", coerce=int, required=False, empty_value=[],
                                                widget=forms.CheckboxSelectMultiple)  # fmt: skip

    def __init__(self, *args: Any, county_id: int, deputies: Iterable[Deputy], towns: Iterable[Organisation] | None,
                 for_county: bool = False, **more: Any) -> None:  # fmt: skip
        """towns: those a new group may be of; None for a group that is there: it stays where it is."""
        super().__init__(*args, **more)
        names = fields_of(county_id)
        kept = self.initial.get("field")
        self.fields["field"].choices = [(n, n) for n in ([kept] if kept and kept not in names else []) + names]  # type: ignore[attr-defined]
        self.fields["deputy_ids"].choices = [(d.pk, f"{d.name}　{d.get_level_display()}") for d in deputies]  # type: ignore[attr-defined]
        if towns is None:
            del self.fields["town_org_id"]
            return
        del self.fields["is_open"]
        places = [(town.pk, town.label) for town in towns]
        self.fields["town_org_id"].required = not for_county
        self.fields["town_org_id"].choices = [("", "全县"), *places] if for_county else places  # type: ignore[attr-defined]


class ItemForm(forms.Form):
    title = forms.CharField(label="服务名称", max_length=40, error_messages={"required": "请写服务叫什么。"})
    offer = forms.CharField(label="提供什么", max_length=300, widget=area(3),
                            error_messages={"required": "请写提供什么服务，群众看了好选。"})  # fmt: skip
    times = forms.CharField(label="时间和地点", max_length=120, required=False, help_text="例如：每周三下午，在家站。")
    is_open = forms.BooleanField(label="接受预约", required=False, initial=True)

    def __init__(self, *args: Any, is_new: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if is_new:
            del self.fields["is_open"]
