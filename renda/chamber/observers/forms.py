"""Input shapes of observers by the step's name."""

from datetime import timedelta
from typing import Any

from django import forms

from renda.chamber.observers import rules
from renda.chamber.observers.states import How
from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.text import PHONE, tidy_phone
from renda.ground.workflow.forms import NoteForm, ReasonForm, StepForm


class AnnounceForm(StepForm):
    """A call for one meeting; number and last day are those of the county's rules (可修改)."""

    places = forms.IntegerField(label="招几人", min_value=1, max_value=rules.MOST_PLACES)
    closes_on = forms.DateField(label="报名到哪天", error_messages={"required": "请写报名到哪天截止。"})
    words = forms.CharField(label="报名条件和要求", max_length=rules.LONGEST_WORDS, required=False,
                            widget=forms.Textarea(attrs={"rows": 4}))  # fmt: skip

    def __init__(self, *args: Any, meeting: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        book, today = rule_book(meeting.county_id), clock.today()
        self.initial.setdefault("places", book.value(f"observer_places_{rules.suffix(meeting.body.kind)}", today))
        self.initial.setdefault("closes_on", min(rules.last_day(meeting.starts_on, today, book),
                                                 meeting.starts_on - timedelta(days=1)))  # fmt: skip
        self.initial.setdefault("words", "年满十八周岁，有选举权和被选举权。旁听的人只听不发言，不参加表决。")


class ChooseForm(NoteForm):
    how = forms.ChoiceField(label="怎么定人选", choices=How, widget=forms.RadioSelect, initial=How.ORDER)


class CancelForm(ReasonForm):
    pass


class WithdrawForm(NoteForm):
    pass


class UnmaskForm(ReasonForm):
    pass


class EraseForm(NoteForm):
    pass


class ApplyForm(StepForm):
    """A citizen's own sign-up; `altcha` or `token` speak against robots."""

    name = forms.CharField(label="姓名", max_length=40, error_messages={"required": "请写姓名，入场要核对。"},
                           widget=forms.TextInput(attrs={"autocomplete": "name"}))  # fmt: skip
    phone = forms.CharField(label="手机号", max_length=20, error_messages={"required": "请写手机号，结果用短信告诉您。"},
                            help_text="只有会务人员看得到，看的人和理由都记下来。",
                            widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}))  # fmt: skip
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    altcha = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)
    token = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)

    def clean_phone(self) -> str:
        phone = tidy_phone(str(self.cleaned_data["phone"]))
        if not PHONE.fullmatch(phone):
            raise forms.ValidationError("这不像手机号，请看看是不是11位。")
        return phone


class FindReceiptForm(forms.Form):
    code = forms.CharField(label="回执编号", max_length=40, error_messages={"required": "请写回执编号。"})
