"""The items of a checklist as one form field: choices, square metres and a remark for each; JSON for programs."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django import forms

PARTS = ("answer", "m2", "remark")
# Bound on what a page sends: a list has no more items than this.
MOST = 60


class ItemsWidget(forms.Widget):
    template_name = "standards/items.html"
    use_fieldset = True
    draw: Callable[[list[Mapping[str, Any]]], list[dict[str, Any]]] | None = None

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What a program sends in one piece, or the parts of a page."""
        if name in data:
            return data[name]
        rows = []
        for n in range(MOST):
            if (item := data.get(f"{name}-{n}-item")) is None:
                break
            rows.append({"item": item, **{part: data.get(f"{name}-{n}-{part}", "") for part in PARTS}})
        return json.dumps(rows, ensure_ascii=False) if rows else None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["rows"] = self.draw(_rows(value)) if self.draw else []
        return context

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return ""


def _rows(value: Any) -> list[Mapping[str, Any]]:
    try:
        rows = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return []
    return [row for row in rows or [] if isinstance(row, Mapping)] if isinstance(rows, list) else []


class ItemsField(forms.JSONField):
    """Gives [{"item", "answer", "m2", "remark"}]; whether it is complete is the service's to say."""

    widget = ItemsWidget

    def validate(self, value: Any) -> None:
        """Nothing: `required` is drawn, but a program may leave out what stays as it is."""
