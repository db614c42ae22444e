"""Texts of notices: `notices/<app>/<name>.txt` in the subject's templates folder, the title on its first line."""

from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.template import Context
from django.template.backends.django import Template
from django.template.loader import get_template

from renda.ground.county.models import County

LONGEST_SMS = 200


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    body: str = ""

    def as_sms(self, county: County) -> str:
        """`【高县人大】title。first paragraph`, at most 200 characters."""
        first = self.body.split("\n\n", 1)[0].replace("\n", " ")
        whole = f"{self.title}。{first}" if first and not self.title.endswith(("。", "？")) else f"{self.title}{first}"
        return f"【{county.name}人大】{whole}"[:LONGEST_SMS]


def render_text(name: str, context: dict[str, Any]) -> Text:
    """The text `<app>/<name>`. Plain text: nothing is escaped. Raises TemplateDoesNotExist."""
    template = cast(Template, get_template(f"notices/{name}.txt")).template
    title, _, body = template.render(Context(context, autoescape=False)).strip().partition("\n")
    return Text(" ".join(title.split())[:200], body.strip())


def whole_link(county: County, link: str) -> str:
    """The address as someone outside the product can open it; the bare path while the county has no host name."""
    if not county.host or not link:
        return link
    return f"http{'s' if settings.SESSION_COOKIE_SECURE else ''}://{county.host}{link}"
