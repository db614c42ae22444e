"""How forms are drawn: labels above, hints below, errors in words. Widgets need no classes of their own."""

from pathlib import Path
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Backend
from django.utils.functional import cached_property

CONTROLS = (
    "textarea",
    "text",
    "number",
    "email",
    "url",
    "tel",
    "password",
    "search",
    "date",
    "datetime",
    "time",
    "file",
)
CLASSES = {
    **{f"django/forms/widgets/{name}.html": "form-control" for name in CONTROLS},
    "django/forms/widgets/clearable_file_input.html": "form-control",
    "django/forms/widgets/select.html": "form-select",
    "django/forms/widgets/checkbox.html": "form-check-input",
}
NATIVE = {"django/forms/widgets/date.html": "date", "django/forms/widgets/time.html": "time"}


class Renderer(DjangoTemplates):
    """Draws every form of the platform. Set by FORM_RENDERER."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    formset_template_name = "ui/forms/formset.html"

    @cached_property
    def engine(self) -> Backend:
        """Our templates first, so that a widget can be drawn anew, then Django's own."""
        ours = Path(__file__).parent / "templates"
        django = Path(forms.__file__).parent / "templates"
        builtins = ["renda.ground.ui.templatetags.rd"]
        options = {"builtins": builtins}
        return Backend({"APP_DIRS": True, "DIRS": [ours, django], "NAME": "forms", "OPTIONS": options})

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if widget := context.get("widget"):
            dress(template_name, widget)
        return str(super().render(template_name, context, request))


def dress(template_name: str, widget: dict[str, Any]) -> None:
    """Give a widget its class, and dates the browser's own picker."""
    if css := CLASSES.get(template_name):
        attrs = widget["attrs"]
        attrs["class"] = f"{css} {attrs.get('class', '')}".strip()
    if template_name in NATIVE:
        widget["type"] = NATIVE[template_name]
        if widget.get("value"):
            widget["value"] = str(widget["value"]).replace("/", "-")
