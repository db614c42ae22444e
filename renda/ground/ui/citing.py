"""Citations of laws as pages show them: links where the article is loaded. What is loaded is told by settings.LAWS (ui knows no laws)."""

from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.module_loading import import_string
from django.utils.safestring import SafeData


class Laws(Protocol):
    """What `ground/laws` tells of itself. stamp changes with what is loaded."""

    @property
    def stamp(self) -> int: ...

    def address(self, name: str, article: str, year: int = 0) -> str: ...

    def pieces(self, text: str) -> list[tuple[str, str]]: ...


@cache
def _teller(path: str) -> Any:
    return import_string(path)


def laws() -> Laws:
    """The laws loaded, as this request may link to them."""
    found: Laws = _teller(settings.LAWS)()
    return found


def linked(value: Any) -> str:
    """A source or a sentence with a link on each article it names, in HTML; what has none stays plain text, HTML stays as it is."""
    if isinstance(value, SafeData):
        return str(value)
    text = "" if value is None else str(value)
    pieces = laws().pieces(text)
    if not any(href for _, href in pieces):
        return text
    parts = (format_html('<a href="{}">{}</a>', href, words) if href else words for words, href in pieces)
    return format_html_join("", "{}", ((part,) for part in parts))
