"""What every view may rely on: a request with its county and actor (types only; the middleware of `people` sets them)."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, QueryDict

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """`county` is the county the host names, `actor` who asks: loaded on first use, user_id 0 if nobody signed in."""

    county: Any
    actor: Actor
    htmx: "HtmxDetails"


def posted(values: dict[str, Any]) -> QueryDict:
    """The values of a JSON body as a page would have posted them, for the same form."""
    data = QueryDict(mutable=True)
    for name, value in values.items():
        if isinstance(value, list):
            data.setlist(name, [str(each) for each in value])
        elif value is not None and value is not False:
            data[name] = "on" if value is True else str(value)
    return data


def cleaned(form: forms.Form) -> dict[str, Any]:
    """What the form made of it. Raises Invalid with the sentences of all its fields."""
    if form.is_valid():
        return form.cleaned_data
    errors = {name: [str(text) for text in texts] for name, texts in form.errors.items()}
    field, texts = next(iter(errors.items()))
    raise Invalid(texts[0], field="" if field == "__all__" else field, errors=errors)
