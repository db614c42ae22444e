"""Forms of an import: the file, which column is which field, whom an unknown name stands for."""

from collections.abc import Sequence
from typing import Any

from django import forms

from renda.network.deputies.models import Deputy
from renda.voice.suggestions.forms.choosing import unit_choices
from renda.voice.suggestions.models import Intake

Names = dict[str, int]


class IntakeForm(forms.Form):
    file = forms.FileField(
        label="旧系统导出的表", help_text="Excel（.xlsx、.xls）或者CSV，一行一件建议，第一行是列名。先查，不会马上导入。",
        error_messages={"required": "请选一个文件。"},
    )  # fmt: skip


class ColumnsForm(forms.Form):
    """One choice for each column of the file."""

    def __init__(self, data: Any = None, *, intake: Intake, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        choices = [("", "不导入这一列"), *fields]
        for i, (title, key) in enumerate(zip(intake.titles, intake.mapping, strict=False)):
            self.fields[f"column_{i}"] = forms.ChoiceField(
                label=title or f"第{i + 1}列", choices=choices, required=False, initial=key
            )

    def mapping(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.fields]


class NamesForm(forms.Form):
    """One choice for each name that nobody here bears; what is left empty stays a fault."""

    def __init__(self, data: Any = None, *, intake: Intake, units: Sequence[str], deputies: Sequence[str]) -> None:
        super().__init__(data)
        self.units, self.deputies = list(units), list(deputies)
        every = [("", "还没有对上"), *unit_choices(intake.county_id)] if units else []
        for i, name in enumerate(self.units):
            self.fields[f"unit_{i}"] = forms.TypedChoiceField(
                label=f"单位：{name}", choices=every, coerce=int, empty_value=None, required=False
            )
        people = [("", "还没有对上"), *_deputies(intake)] if deputies else []
        for i, name in enumerate(self.deputies):
            self.fields[f"deputy_{i}"] = forms.TypedChoiceField(
                label=f"代表：{name}", choices=people, coerce=int, empty_value=None, required=False
            )

    def chosen(self) -> dict[str, Names]:
        data = self.cleaned_data
        units = {name: data[f"unit_{i}"] for i, name in enumerate(self.units) if data.get(f"unit_{i}")}
        deputies = {name: data[f"deputy_{i}"] for i, name in enumerate(self.deputies) if data.get(f"deputy_{i}")}
        return {"units": units, "deputies": deputies}


def _deputies(intake: Intake) -> list[tuple[str, str]]:
    """Those of this congress first, serving or not: an old suggestion may be a former deputy's."""
    rows = Deputy.objects.filter(county_id=intake.county_id).select_related("congress").order_by("name", "pk")
    ordered = sorted(rows, key=lambda one: one.congress_id != intake.congress_id)
    return [
        (str(one.pk), f"{one.name}　{one.delegation or one.get_level_display()}{'' if one.serving else '（已离任）'}")
        for one in ordered
    ]
