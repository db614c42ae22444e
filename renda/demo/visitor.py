"""A visitor over plain HTTP, as a browser without script: reads a page's forms, fills one in, sends it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urljoin
from urllib.request import HTTPCookieProcessor, Request, build_opener
from uuid import uuid4

TIMEOUT = 30


@dataclass
class Form:
    """One form of a page: where it goes and what it would send as it stands."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    has_files: bool = False

    def filled(self, **typed: Any) -> list[tuple[str, str]]:
        """What is sent when these fields are typed; a list value sends the field several times."""
        kept = [(name, value) for name, value in self.fields if name not in typed]
        for name, value in typed.items():
            kept += [(name, str(one)) for one in (value if isinstance(value, list) else [value])]
        return kept


@dataclass
class Page:
    url: str
    status: int
    text: str
    forms: list[Form]

    def form(self, action: str) -> Form:
        """The first form whose address contains `action`. Raises LookupError with what the page offers."""
        for one in self.forms:
            if action in one.action:
                return one
        raise LookupError(f"{self.url}（{self.status}）上没有通往 {action} 的表单：{[f.action for f in self.forms]}")


class Visitor:
    """Keeps its cookies; follows redirects; answers pages of any status."""

    def __init__(self, base: str) -> None:
        self.base, self.cookies = base, CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> Page:
        return self._open(Request(urljoin(self.base, quote(path, safe="/?&=%#:"))))  # noqa: S310

    def post(self, page: Page, form: Form, **typed: Any) -> Page:
        target = urljoin(page.url, form.action)
        data, kind = _encoded(form.filled(**typed), has_files=form.has_files)
        return self._open(Request(target, data=data, headers={"Content-Type": kind, "Referer": page.url}))  # noqa: S310

    def sign_in(self, login: str, password: str) -> Page:
        page = self.get("/sign-in/")
        return self.post(page, page.form("sign-in"), login=login, password=password)

    def _open(self, request: Request) -> Page:
        try:
            answer = self.opener.open(request, timeout=TIMEOUT)
        except HTTPError as error:
            answer = error
        text = answer.read().decode("utf-8", "replace")
        reader = _FormReader(answer.url)
        reader.feed(text)
        return Page(answer.url, answer.status, text, reader.forms)


def _encoded(pairs: list[tuple[str, str]], *, has_files: bool) -> tuple[bytes, str]:
    if not has_files:
        return urlencode(pairs).encode(), "application/x-www-form-urlencoded"
    edge = uuid4().hex
    parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in pairs]
    return ("".join(parts) + f"--{edge}--\r\n").encode(), f"multipart/form-data; boundary={edge}"


class _FormReader(HTMLParser):
    """Collects forms with their inputs as a browser would send them untouched."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url, self.forms = url, list[Form]()
        self._here: Form | None = None
        self._select, self._text, self._words = "", "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._here = Form(has.get("action") or self.url, has_files="multipart" in has.get("enctype", ""))
            self.forms.append(self._here)
        if self._here is None or "disabled" in has:
            return
        if tag == "input" and has.get("name") and _is_sent(has):
            self._here.fields.append((has["name"], has.get("value", "on" if has.get("type") == "checkbox" else "")))
        elif tag == "select":
            self._select = has.get("name", "")
        elif tag == "option" and self._select and "selected" in has:
            self._here.fields.append((self._select, has.get("value", "")))
        elif tag == "textarea":
            self._text, self._words = has.get("name", ""), ""

    def handle_data(self, data: str) -> None:
        if self._text:
            self._words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._here = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._here is not None and self._text:
            self._here.fields.append((self._text, self._words.lstrip("\n")))
            self._text = ""


def _is_sent(has: dict[str, str]) -> bool:
    kind = has.get("type", "text")
    if kind in ("checkbox", "radio"):
        return "checked" in has
    return kind not in ("file", "submit", "button", "image", "reset")
