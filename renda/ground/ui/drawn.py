"""Parts of pages that are drawn once for the same facts: a line of a list, the rail, one row of a history.

A page is read far more often than what it shows changes, and drawing is what costs. Nothing here can be stale: the facts *are* the key,
and each request brings its own. So a part gets facts and nothing else, neither the request nor the page's context; what differs with every
request (a form's token, the address) stays outside.
"""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeData, SafeString, mark_safe
from django.utils.translation import get_language

from renda.ground.kernel.clock import today
from renda.ground.ui.citing import laws

MOST_PARTS = 6000  # of two or three kilobytes each with their facts


def drawn(template: str, /, **facts: Any) -> SafeString:
    """The part for these facts, in the language and on the day of the request, its citations linked to the laws loaded. Facts are hashable and never change.

    The part escapes every fact, a literal of the calling template too. TypeError for a fact that can change, such as a
    list, or that holds HTML of its own.
    """
    known = tuple((name, str.__str__(fact) if isinstance(fact, SafeString) else fact) for name, fact in facts.items())
    return _drawn(template, get_language(), (today(), laws().stamp), tuple(map(type, facts.values())), known)


@lru_cache(maxsize=MOST_PARTS)
def _drawn(
    template: str, _language: str | None, seen: tuple[date, int], _kinds: Any, facts: tuple[tuple[str, Any], ...]
) -> SafeString:
    """Safe and plain text of the same letters are the same key: so none may be safe, or it would be served for the plain one."""
    for name, fact in facts:
        _refuse_html(name, fact)
    return mark_safe(get_template(template).render({**dict(facts), "today": seen[0]}))  # noqa: S308  escaped by the template


def _refuse_html(name: str, fact: Any) -> None:
    if isinstance(fact, SafeData):
        raise TypeError(f"{name}: a part escapes its facts itself")
    if is_dataclass(fact):
        fact = tuple(getattr(fact, field.name) for field in fields(fact))
    if isinstance(fact, Iterable) and not isinstance(fact, str):
        for inner in fact:
            _refuse_html(name, inner)
