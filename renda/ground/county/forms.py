"""Input shapes of the county's own pages."""

from typing import Any

from django import forms

from renda.ground.county.states import Level, Unit
from renda.ground.kernel.clock import today

FILE_MOST = 200 * 1024


class RuleForm(forms.Form):
    """A number of the county's own. The kind comes from the address."""

    number = forms.IntegerField(label="数值", min_value=0, max_value=10_000)
    unit = forms.ChoiceField(label="单位", choices=Unit.choices)
    valid_from = forms.DateField(label="从哪天起施行", help_text="这天及以后开始计算的期限用新的数；之前开始的不变。")
    source_name = forms.CharField(label="依据哪份文件", max_length=120, help_text="例如：高县人大代表建议办理办法")
    source_article = forms.CharField(label="条款", max_length=60, required=False)
    level = forms.TypedChoiceField(label="适用于", choices=Level.choices[:3], coerce=int, initial=Level.ANY)


class HolidayForm(forms.Form):
    """A file or pasted text with an announced year."""

    year = forms.IntegerField(label="哪一年", min_value=2000, max_value=2100)
    file = forms.FileField(label="文件", required=False, help_text="CSV：日期、名称、休或班三列；或者同样内容的JSON。")
    text = forms.CharField(
        label="或者把内容贴在这里", required=False, widget=forms.Textarea(attrs={"rows": 6}), max_length=FILE_MOST
    )
    source = forms.CharField(label="依据", max_length=200, required=False, help_text="不填就写国务院办公厅当年的通知。")

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file and file.size > FILE_MOST:
            raise forms.ValidationError("文件太大了：一年的放假安排不会超过200KB，请核对。")
        return file

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("file") and not values.get("text") and "file" not in self.errors:
            self.add_error("file", "请选一个文件，或者把内容贴进来。")
        if file := values.get("file"):
            try:
                values["text"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", "文件的编码看不懂，请另存为UTF-8再传。")
        return values


class TermForm(forms.Form):
    congress_name = forms.CharField(label="哪个人民代表大会", max_length=100)
    congress_key = forms.SlugField(
        label="它的机构代码", max_length=40, help_text="在“人员和机构”里这个人民代表大会的代码。"
    )
    number = forms.IntegerField(label="第几届", min_value=1, max_value=99)
    starts_on = forms.DateField(label="开始")
    ends_on = forms.DateField(label="届满", required=False)


class ChangeTermForm(forms.Form):
    """The congress of a term stays; its days and number are corrected."""

    congress_name = forms.CharField(label="哪个人民代表大会", max_length=100)
    number = forms.IntegerField(label="第几届", min_value=1, max_value=99)
    starts_on = forms.DateField(label="开始")
    ends_on = forms.DateField(label="届满", required=False, help_text="含当日；换届以后填上。")


class CloseTermForm(forms.Form):
    on = forms.DateField(label="届满的日子", help_text="含当日")


class SessionForm(forms.Form):
    number = forms.IntegerField(label="第几次会议", min_value=1, max_value=99)
    starts_on = forms.DateField(label="开幕", initial=today)
    ends_on = forms.DateField(label="闭幕", initial=today)
