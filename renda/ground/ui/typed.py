"""What a person typed, kept for the page that has to say no. Never files, passwords or keys."""

from typing import Any

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.datastructures import MultiValueDictKeyError

HIDDEN_NAMES = frozenset({"csrfmiddlewaretoken", "seen", "once", "next", "altcha", "key", "step", "mode", "theme"})
SECRET_WORDS = ("password", "secret", "token", "otp", "pin", "code")
MOST = 40


def typed_by(request: HttpRequest) -> list[tuple[str, str]]:
    """Pairs of label and words. Labels come from the form a view left as `request.typed`."""
    if request.method != "POST":
        return []
    form = getattr(request, "typed", None)
    if isinstance(form, forms.BaseForm):
        return _from_form(form)
    try:
        posted = request.POST
    except (
        UnreadablePostError,
        MultiPartParserError,
        SuspiciousOperation,
        MultiValueDictKeyError,
        OSError,
        ValueError,
    ):
        return []
    return _from_post(posted)


def _from_form(form: forms.BaseForm) -> list[tuple[str, str]]:
    return [
        (str(bound.label), words)
        for bound in form
        if not bound.is_hidden and not _is_secret(bound.name, bound.field.widget) and (words := _words(bound))
    ]


def _words(bound: forms.BoundField) -> str:
    value = bound.value()
    choices = getattr(bound.field, "choices", None)
    values = value if isinstance(value, list | tuple) else [value]
    if choices and values:
        names = {str(key): str(name) for key, name in _flat(choices)}
        return "、".join(names.get(str(each), "") for each in values if each not in (None, "")).strip("、")
    return "、".join(str(each) for each in values if each not in (None, "", False))


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    """Choices with their groups opened; a list too long to read out is left alone."""
    flat: list[tuple[Any, Any]] = []
    for key, name in choices:
        flat.extend(name if isinstance(name, list | tuple) else [(key, name)])
        if len(flat) > 500:
            return flat
    return flat


def _is_secret(name: str, widget: Any = None) -> bool:
    lowered = name.lower()
    return isinstance(widget, forms.PasswordInput | forms.FileInput) or any(word in lowered for word in SECRET_WORDS)


def _from_post(posted: QueryDict) -> list[tuple[str, str]]:
    pairs = []
    for name in list(posted)[:MOST]:
        if name not in HIDDEN_NAMES and not _is_secret(name):
            words = "、".join(value for value in posted.getlist(name) if value.strip())
            if words:
                pairs.append(("", words))
    return pairs
