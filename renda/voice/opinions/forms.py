"""Input shapes of opinions: what a resident fills in, and one small form per step."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms

from renda.ground.files.forms import UploadField, UploadsField
from renda.ground.files.rules import IMAGES_ONLY
from renda.ground.insight.forms import set_beside
from renda.ground.kernel.clock import today
from renda.ground.kernel.text import PHONE, tidy_phone, tidy_text
from renda.ground.people.states import OrgKind
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm
from renda.voice.opinions import rules
from renda.voice.opinions.queries import orgs_for, units_of
from renda.voice.opinions.states import Category, Entry, Guidance, Need, Outcome, Rating, S, ToldWay

LONGEST, SHORTEST = 2000, 4
MOST_PHOTOS = 4
PHONE_HINT = "填了，有进展就发短信。只有联络员看得到，公开时一律隐去。"
SEEN_BY_RESIDENT = "群众在回执页上看得到这句话，请写明白、不写别人的个人信息。"


def area(rows: int = 3, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


def photos(label: str, *, is_hidden: bool = False) -> UploadsField:
    """Photographs; with script they are shown small and made smaller before they are sent.

    is_hidden: the field itself is out of sight (but not of the keyboard), its label is the button.
    """
    field = UploadsField(label=label, required=False, most=MOST_PHOTOS, images_only=True)
    field.widget.attrs["data-photos"] = ""
    if is_hidden:
        field.widget.attrs["class"] = "rd-hide"
    return field


class WordsForm(StepForm):
    """What every opinion has: the words, the place, a phone if one likes."""

    text = forms.CharField(label="什么事，您希望怎么办", max_length=LONGEST, widget=area(6), error_messages={
        "required": "请写一写是什么事，一两句话也行。", "max_length": f"请写在{LONGEST}字以内，说最要紧的，其余的可以拍照片。"})  # fmt: skip
    place = forms.CharField(label="在哪里", max_length=120, required=False)
    phone = forms.CharField(label="手机号", max_length=20, required=False, help_text=PHONE_HINT,
                            widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}))  # fmt: skip

    def clean_text(self) -> str:
        text = tidy_text(self.cleaned_data["text"])
        if len(re.sub(r"\W", "", text)) < SHORTEST:
            raise forms.ValidationError("请再写具体一点：什么事、在哪里。")
        return text

    def clean_phone(self) -> str:
        typed = str(self.cleaned_data["phone"])
        phone = tidy_phone(typed)
        if typed.strip() and not PHONE.fullmatch(phone):
            raise forms.ValidationError("这不像手机号，请看看是不是11位；不想留，空着就行。")
        return phone


class SubmitForm(WordsForm):
    """A resident's own form: three fields and photos. `key` is made by the phone; `altcha` or `token` speak against robots."""

    photos = photos("照片", is_hidden=True)
    s = forms.CharField(max_length=24, required=False, widget=forms.HiddenInput)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    altcha = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)
    token = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)
    is_late = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def words(self) -> dict[str, Any]:
        """What of it goes to the service as the opinion itself."""
        data = self.cleaned_data
        return {name: data[name] for name in ("text", "place", "phone", "photos", "key", "is_late")}


class EnterForm(WordsForm):
    """Entry on a resident's behalf by someone of the station: who entered it and that it was read back are on record."""

    station_id = forms.TypedChoiceField(label="哪个家站", coerce=int)
    entry = forms.ChoiceField(label="怎么说的", widget=forms.RadioSelect,
                              choices=[(e.value, e.label) for e in (Entry.VISIT, Entry.PHONE, Entry.PAPER)])  # fmt: skip
    received_on = forms.DateField(label="哪天说的", required=False, help_text="不填就是今天")
    name = forms.CharField(label="怎么称呼", max_length=40, required=False)
    photos = photos("照片或纸条")
    is_read_back = forms.BooleanField(label="已念给本人听，本人同意", error_messages={
        "required": "请先把写下的念给本人听，本人同意再登记。"})  # fmt: skip
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    at = forms.UUIDField(required=False, widget=forms.HiddenInput)

    field_order: tuple[str, ...] = (
        "station_id",
        "text",
        "place",
        "entry",
        "received_on",
        "name",
        "phone",
        "photos",
        "is_read_back",
    )

    def offer_stations(self, stations: Iterable[Any]) -> None:
        """The stations the actor may enter at; a single one is chosen already."""
        found = [(station.pk, station.name) for station in stations]
        field = self.fields["station_id"]
        field.choices = found if len(found) == 1 else [("", "请选一个"), *found]  # type: ignore[attr-defined]

    def words(self) -> dict[str, Any]:
        """What goes to the service."""
        return {name: value for name, value in self.keywords().items() if name != "seen"}

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day and day > today():
            raise forms.ValidationError("这一天还没有到，请看看日期。")
        return day


class PictureForm(forms.Form):
    """One photographed or scanned page."""

    picture = UploadField(label="纸质件的照片", help_text="一次一页，也可以交扫描的PDF。", widget=forms.FileInput(attrs={
        "accept": f"{IMAGES_ONLY},.pdf", "data-photos": ""}),
        error_messages={"required": "请先拍一张照片，或者选一个文件。"})  # fmt: skip


class PaperForm(EnterForm):
    """What stands on a page, corrected by the person who has it in hand; its picture is there already."""

    entry = photos = key = at = None  # type: ignore[assignment]
    is_read_back = forms.BooleanField(label="对着原件核对过；是本人写的，或已念给本人听、本人同意", error_messages={
        "required": "请先对着原件核对，本人同意再登记。"})  # fmt: skip

    field_order = ("station_id", "name", "phone", "place", "text", "received_on", "is_read_back")


class CategoryForm(StepForm):
    """Steps that may say at once what class the matter is of."""

    category = forms.ChoiceField(label="类别", choices=[("", "以后再定"), *Category.choices], required=False)
    need = forms.ChoiceField(label="需求", choices=[("", "以后再定"), *Need.choices], required=False)

    def setup(self) -> None:
        for name in ("category", "need"):
            if self.row is not None and getattr(self.row, name):
                self.initial.setdefault(name, getattr(self.row, name))
        set_beside(self, category="opinion-category", need="opinion-need")


class ScreenForm(CategoryForm):
    deputy_id = forms.TypedChoiceField(label="请哪位代表", coerce=int, empty_value=None, required=False)
    note = forms.CharField(label="说明", max_length=300, required=False, widget=area(2), help_text=SEEN_BY_RESIDENT)

    def setup(self) -> None:
        super().setup()
        choose_deputy(self, "本站代表，谁方便谁接")


class GuideAwayForm(StepForm):
    guidance = forms.ChoiceField(label="为什么代表不能办", widget=forms.RadioSelect, choices=[
        (g.value, f"{g.label}：{rules.way_for(g).to}") for g in Guidance])  # fmt: skip
    guided_to = forms.CharField(
        label="换一个去处", max_length=200, required=False, help_text="不填，就按上面冒号后面写的告诉本人。"
    )
    note = forms.CharField(label="再说一句", max_length=300, required=False, widget=area(2), help_text=SEEN_BY_RESIDENT)


class AnswerOnSpotForm(CategoryForm):
    reply_fields = ("result",)
    result = forms.CharField(label="怎么答复的", max_length=LONGEST, widget=area(4), help_text=SEEN_BY_RESIDENT)
    told_way = forms.ChoiceField(label="怎么告诉本人的", widget=forms.RadioSelect, initial=ToldWay.FACE, choices=[
        (w.value, w.label) for w in (ToldWay.FACE, ToldWay.PHONE, ToldWay.LETTER)])  # fmt: skip

    def replied_to(self) -> tuple[str, tuple[str, ...]]:
        return self.row.text if self.row else "", ()


class PassElsewhereForm(StepForm):
    result = forms.CharField(label="转到了哪里", max_length=300, widget=area(2), help_text=SEEN_BY_RESIDENT)
    other_number = forms.CharField(label="对方给的编号", max_length=60, required=False,
                                   help_text="本人没有同意，不要把姓名电话抄过去。")  # fmt: skip


class TakeUpForm(StepForm):
    deputy_id = forms.TypedChoiceField(label="哪位代表接的", coerce=int, empty_value=None, required=False)
    note = forms.CharField(label="说一句", max_length=300, required=False, widget=area(2), help_text=SEEN_BY_RESIDENT)

    def setup(self) -> None:
        """A deputy takes it up in their own name; only a liaison officer, who enters it for one, must say for whom."""
        if self.row is None:
            return
        if self.actor.user_id in self.row.member_user_ids or self.row.deputy_id:
            del self.fields["deputy_id"]
        else:
            choose_deputy(self, "")


class HandBackForm(ReasonForm):
    pass


class PassToVillageForm(CategoryForm):
    target_org_id = forms.TypedChoiceField(label="哪个村（社区）", coerce=int)
    note = forms.CharField(
        label="请他们办什么", max_length=300, required=False, widget=area(2), help_text=SEEN_BY_RESIDENT
    )

    def setup(self) -> None:
        super().setup()
        choose_org(self, OrgKind.VILLAGE)


class PassToTownForm(CategoryForm):
    target_org_id = forms.TypedChoiceField(label="哪个镇", coerce=int, empty_value=None, required=False)
    note = forms.CharField(
        label="请他们办什么", max_length=300, required=False, widget=area(2), help_text=SEEN_BY_RESIDENT
    )

    def setup(self) -> None:
        """A station lies in one town: the choice is shown only where there are several."""
        super().setup()
        choose_org(self, OrgKind.TOWN_GOV)
        if len(self.fields["target_org_id"].choices) <= 1:  # type: ignore[attr-defined]
            del self.fields["target_org_id"]


class ReferToCountyForm(ReasonForm):
    pass


class PassToCountyForm(StepForm):
    target_org_id = forms.TypedChoiceField(label="哪个单位", coerce=int)
    note = forms.CharField(
        label="请他们办什么", max_length=300, required=False, widget=area(2), help_text=SEEN_BY_RESIDENT
    )

    def setup(self) -> None:
        choose_org(self, OrgKind.UNIT)
        set_beside(self, target_org_id="opinion-unit")


class SendBackForm(ReasonForm):
    pass


class DeclineForm(ReasonForm):
    pass


class DeclineCountyForm(ReasonForm):
    pass


class PauseForm(ReasonForm):
    pass


class ResumeForm(NoteForm):
    pass


class ExtendForm(ReasonForm):
    days = forms.IntegerField(label="延长几个工作日", min_value=1, max_value=30)

    field_order = ("days", "note")


class KeepForForm(StepForm):
    outcome = forms.ChoiceField(label="转作什么用", widget=forms.RadioSelect, choices=[
        (o.value, o.label) for o in (Outcome.LIVELIHOOD, Outcome.TOPIC, Outcome.LEGISLATION)])  # fmt: skip
    result = forms.CharField(label="怎么告诉本人", max_length=300, widget=area(2), help_text=SEEN_BY_RESIDENT)


class HandleForm(StepForm):
    reply_fields = ("result",)
    result = forms.CharField(label="怎么办的，结果怎样", max_length=LONGEST, widget=area(5), help_text=SEEN_BY_RESIDENT,
                             error_messages={"required": "请写明办了什么、结果怎样；办不成也写明原因。"})  # fmt: skip
    photos = photos("照片")

    def replied_to(self) -> tuple[str, tuple[str, ...]]:
        return self.row.text if self.row else "", ()


class TellForm(StepForm):
    told_way = forms.ChoiceField(label="怎么告诉本人的", choices=ToldWay.choices, widget=forms.RadioSelect)
    told_on = forms.DateField(label="哪天告诉的", required=False, help_text="不填就是今天")

    def setup(self) -> None:
        if self.row is not None and not self.row.has_contact:
            self.fields["told_way"].choices = [c for c in ToldWay.choices if c[0] != ToldWay.SMS]  # type: ignore[attr-defined]

    def clean_told_on(self) -> Any:
        day = self.cleaned_data["told_on"]
        if day and day > today():
            raise forms.ValidationError("这一天还没有到，请看看日期。")
        return day


class RateForm(StepForm):
    rating = forms.ChoiceField(label="结果您满意吗", choices=Rating.choices, widget=forms.RadioSelect, error_messages={
        "required": "请选一个：满意、基本满意、不满意。"})  # fmt: skip
    note = forms.CharField(label="想说的话", max_length=300, required=False, widget=area(2))


class ReopenForm(ReasonForm):
    note = forms.CharField(label="哪里还没办好", max_length=500, widget=area(3), error_messages={
        "required": "请写一写哪里还没办好，我们好再办。"})  # fmt: skip


class WithdrawForm(NoteForm):
    pass


class AddWordForm(StepForm):
    note = forms.CharField(label="补充一句", max_length=500, widget=area(3), error_messages={
        "required": "请写上要补充的话。"})  # fmt: skip


class ComplainForm(StepForm):
    note = forms.CharField(label="投诉什么", max_length=500, widget=area(3), help_text="由县人大代表工委来看，不经过正在办的人。",
                           error_messages={"required": "请写一写要投诉什么。"})  # fmt: skip


class CloseForm(NoteForm):
    pass


class UnmaskForm(ReasonForm):
    note = forms.CharField(label="为什么要看", max_length=300, widget=area(2), help_text="只显示这一次，理由和您的名字记入经过。",
                           error_messages={"required": "请写明为什么要看联系方式。"})  # fmt: skip


class EraseForm(StepForm):
    is_sure = forms.BooleanField(label="我知道删除以后不能恢复，也查不到进度了", error_messages={
        "required": "删除以后不能恢复，请先勾选知道了。"})  # fmt: skip

    def keywords(self) -> dict[str, Any]:
        return {name: value for name, value in super().keywords().items() if name != "is_sure"}


class FilterForm(forms.Form):
    """The filters of the list, as they stand in the address. Unknown values are dropped, never an error."""

    state = forms.ChoiceField(choices=S.choices, required=False)
    light = forms.ChoiceField(choices=[(x, x) for x in ("red", "amber", "green", "paused")], required=False)
    category = forms.ChoiceField(choices=Category.choices, required=False)
    entry = forms.ChoiceField(choices=Entry.choices, required=False)
    station = forms.IntegerField(required=False, min_value=1)
    after = forms.UUIDField(required=False)
    code = forms.CharField(max_length=24, required=False)
    mine = forms.BooleanField(required=False)
    at = forms.UUIDField(required=False)


class PhoneForm(forms.Form):
    """Finding opinions by the phone they were left with."""

    phone = forms.CharField(label="手机号", max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"}))

    def clean_phone(self) -> str:
        phone = tidy_phone(str(self.cleaned_data["phone"]))
        if not PHONE.fullmatch(phone):
            raise forms.ValidationError("请输入11位手机号。")
        return phone


class CodeForm(forms.Form):
    """The six digits of the SMS."""

    code = forms.RegexField(r"^\s*\d{6}\s*$", label="短信里的六位数字", strip=True, error_messages={
        "invalid": "验证码是六位数字，请看短信。"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}))  # fmt: skip


class FindReceiptForm(forms.Form):
    """The code of a receipt, typed from paper."""

    code = forms.CharField(label="回执编号", max_length=40, error_messages={"required": "请输入回执编号。"})


def choose_deputy(form: StepForm, blank: str) -> None:
    field = form.fields["deputy_id"]
    found = [(member.deputy_id, member.name) for member in form.row.members] if form.row is not None else []
    field.choices = [("", blank or "请选一位"), *found]  # type: ignore[attr-defined]


def choose_org(form: StepForm, kind: str) -> None:
    """On a selection there is no one row: a unit of the county may be chosen all the same, a village may not."""
    field = form.fields["target_org_id"]
    if form.row is not None:
        found = list(orgs_for(kind, form.row).values_list("pk", "name"))
    else:
        found = list(units_of(form.actor.county_id).values_list("pk", "name")) if kind == OrgKind.UNIT else []
    field.choices = [("", "请选一个"), *found] if len(found) > 1 else found  # type: ignore[attr-defined]
