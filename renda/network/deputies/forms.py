"""Input shapes of the roster's pages."""

from django import forms

from renda.network.deputies.states import Gender


class ImportForm(forms.Form):
    file = forms.FileField(label="名册文件", help_text="Excel或WPS表格，一次最多5000行、10MB。只传非涉密的内容。")


class DeputyForm(forms.Form):
    name = forms.CharField(label="姓名", max_length=40)
    gender = forms.ChoiceField(label="性别", choices=Gender.choices, required=False)
    district = forms.CharField(label="选区（选举单位）", max_length=60, required=False)
    delegation = forms.CharField(label="代表团", max_length=60, required=False)
    group = forms.CharField(label="代表小组", max_length=60, required=False)
    occupation = forms.CharField(label="职业", max_length=40, required=False)
    from_on = forms.DateField(label="任职日", required=False)
    live_town = forms.CharField(
        label="居住的乡镇", max_length=40, required=False, help_text="只写到村，不写门牌。不公开，用来就近编入家站。"
    )
    live_village = forms.CharField(label="居住的村（社区）", max_length=40, required=False)
    work_town = forms.CharField(label="工作的乡镇", max_length=40, required=False)
    work_village = forms.CharField(label="工作的村（社区）", max_length=40, required=False)
    workplace = forms.CharField(label="工作单位", max_length=80, required=False)


class EndForm(forms.Form):
    on = forms.DateField(label="离任的日子", help_text="含当天。他的记录都留着，只是不再列在名册里。")
