"""A template and facts become the markup of a paper. What people typed is fenced, whatever the template forgets."""

from collections.abc import Mapping
from typing import Any

from django.template import Context
from django.template.base import Template, VariableNode
from django.template.loader import get_template

from renda.ground.papers import markup
from renda.ground.papers.rules import paper_day


class _Fenced(VariableNode):
    """`{{ value }}` of a .gw template: its lines never become marks of the paper."""

    def render(self, context: Context) -> str:
        return markup.fenced(str(super().render(context)))


def compose(template: str, context: Mapping[str, Any]) -> str:
    """The markup of `papers/<app>/<name>.gw` filled with `context`; plain text, nothing is escaped as HTML.

    Days are written out with the filter `date:"Y年n月j日"`, or given as text by `rules.paper_day`.
    """
    loaded = get_template(template if template.startswith("papers/") else f"papers/{template}.gw")
    compiled: Template = loaded.template  # type: ignore[attr-defined]
    for node in compiled.nodelist.get_nodes_by_type(VariableNode):
        node.__class__ = _Fenced
    filled: str = compiled.render(Context({"paper_day": paper_day, **context}, autoescape=False))
    markup.parse(filled)
    return filled


def preview(template: str, context: Mapping[str, Any]) -> markup.Sheet:
    """The sheet for `papers/_sheet.html`, so that a page shows what the paper will be."""
    return markup.parse(compose(template, context))
