"""Input of the public pages."""

from django import forms

from renda.ground.kernel.text import PHONE, tidy_phone, tidy_text
from renda.ground.workflow.forms import StepForm
from renda.readings.portal.states import About


class FileForm(StepForm):
    """A complaint: what it is about, what happened, and a phone if one likes."""

    about = forms.ChoiceField(label="关于什么", choices=About.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="说说情况",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="请不要写国家秘密，也不要写别人的身份证号、病历。",
        error_messages={"required": "请写几句，是什么事、什么时候。", "max_length": "最多2000字，请写得短一些。"},
    )
    phone = forms.CharField(
        label="手机号",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text="填了，答复时发一条短信。只有答复的人看得到。",
    )

    def clean_text(self) -> str:
        text = tidy_text(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError("请写几句，是什么事、什么时候。")
        return text

    def clean_phone(self) -> str:
        phone = tidy_phone(self.cleaned_data["phone"])
        if phone and not PHONE.fullmatch(phone):
            raise forms.ValidationError("请写11位手机号；不想留就空着。")
        return phone


class AnswerForm(StepForm):
    answer = forms.CharField(
        label="答复",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="投诉人凭编号看得到。写清查到什么、怎么办、谁负责。",
        error_messages={"required": "请写答复。", "max_length": "最多2000字，请写得短一些。"},
    )
