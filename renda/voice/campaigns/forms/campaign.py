"""Forms of the campaign itself, of uploaded tables and of 一表三单."""

from typing import Any

from django import forms

from renda.ground.kernel import clock
from renda.ground.workflow.forms import NoteForm, StepForm
from renda.voice.campaigns import rules
from renda.voice.campaigns.models import Campaign
from renda.voice.campaigns.states import Takes

MOST_BYTES = 10 * 1024 * 1024


class CampaignFacts(StepForm):
    title = forms.CharField(
        label="活动名称",
        max_length=80,
        help_text="例如关注民生提建议·五级代表在行动（2026年）",
        error_messages={"required": "请写活动名称。"},
    )
    theme = forms.CharField(label="主题", max_length=200, required=False)
    takes = forms.ChoiceField(label="代表做什么", choices=Takes, initial=Takes.ITEMS)
    from_on = forms.DateField(label="从哪天开始", error_messages={"required": "请写开始的日子。"})
    until_on = forms.DateField(label="到哪天截止", error_messages={"required": "请写截止的日子。"})
    paper = forms.CharField(label="依据的通知", max_length=120, required=False, help_text="文号或者会议名称")


class PrepareForm(CampaignFacts):
    def setup(self) -> None:
        today = clock.today()
        self.initial.setdefault("from_on", today)
        self.initial.setdefault("until_on", today.replace(month=12, day=31))


class EditCampaignForm(CampaignFacts):
    def setup(self) -> None:
        if isinstance(self.row, Campaign) and not self.is_bound:
            for name in ("title", "theme", "takes", "from_on", "until_on", "paper"):
                self.initial.setdefault(name, getattr(self.row, name))


class OpenCampaignForm(NoteForm):
    pass


class CloseCampaignForm(NoteForm):
    pass


class UploadForm(forms.Form):
    file = forms.FileField(
        label="表格",
        help_text="Excel或WPS的.xlsx、.xls，一次最多20,000行。先看后导：传上来只检查，有问题的行会标出来，不会丢。",
        error_messages={"required": "请选一个表格文件。", "empty": "这个文件是空的。"},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("文件超过10MB，请分成几份。")
        return file


class RowForm(forms.Form):
    """One row of an uploaded table, to be corrected in place."""

    deputy = forms.CharField(label="代表姓名", max_length=40, required=False)
    deputy_level = forms.CharField(label="代表级别", max_length=20, required=False)
    delegation = forms.CharField(label="代表团", max_length=60, required=False)
    text = forms.CharField(label="建议内容", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    place = forms.CharField(label="地点", max_length=200, required=False)
    town = forms.CharField(label="乡镇", max_length=40, required=False)
    village = forms.CharField(label="村（社区）", max_length=60, required=False)
    category = forms.CharField(label="类别", max_length=40, required=False)
    level = forms.CharField(label="办理层级", max_length=20, required=False)


class SheetFormForm(forms.Form):
    """Title and items of the table or a slip: one label for each fact, empty for what is left out."""

    title = forms.CharField(label="标题", max_length=60, error_messages={"required": "请写标题。"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in rules.FACTS.items():
            self.fields[f"label_{key}"] = forms.CharField(label=label, max_length=20, required=False)
        self.fields["source"] = forms.CharField(label="依据哪份文件", max_length=120, required=False)

    def labels(self) -> dict[str, str]:
        return {key: self.cleaned_data.get(f"label_{key}", "") for key in rules.FACTS}
