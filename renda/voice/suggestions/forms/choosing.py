"""Fields that choose from the county's own lists, and the list of asks."""

from typing import Any

from django import forms

from renda.network.deputies.models import Deputy
from renda.voice.suggestions.queries import units_of

Choices = list[tuple[str, str]]


class OneOf(forms.TypedChoiceField):
    """One entry of a list, by its number; the list is set by `setup` of the form."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **kwargs)


class SomeOf(forms.TypedMultipleChoiceField):
    """Several entries of a list, by number."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=[], required=kwargs.pop("required", False), **kwargs)


class AsksField(forms.CharField):
    """The concrete proposals, one a line; numbers typed in front of them are taken off."""

    widget = forms.Textarea(attrs={"rows": 5})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        lines = [line.strip() for line in str(text).splitlines()]
        return [line.lstrip("0123456789一二三四五六七八九十（）()、.．").strip() or line for line in lines if line]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(str(line) for line in value) if isinstance(value, list) else value

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if any(len(line) > 500 for line in value):
            raise forms.ValidationError("每条具体建议不超过500字，一条一件事。")

    def run_validators(self, value: Any) -> None:
        if len(value) > 20:
            raise forms.ValidationError("具体建议不超过20条。")


def unit_choices(county_id: int, *, is_optional: bool = False) -> Choices:
    found = [(str(pk), name) for pk, name in units_of(county_id).values_list("pk", "name")]
    return [("", "请选择"), *found] if is_optional else found


def deputy_choices(county_id: int, *, congress_id: int | None = None, without: int = 0) -> Choices:
    deputies = Deputy.objects.filter(county_id=county_id, serving=True).exclude(pk=without)
    if congress_id is not None:
        deputies = deputies.filter(congress_id=congress_id)
    rows = deputies.order_by("delegation", "name").values_list("pk", "name", "delegation")
    return [(str(pk), f"{name}　{delegation}".strip()) for pk, name, delegation in rows]
