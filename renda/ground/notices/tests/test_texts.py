import ast
import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from renda.ground.notices.texts import render_text

RENDA = Path(__file__).resolve().parents[3]
NAME = re.compile(r"[a-z_]+/[a-z_]+")


def texts_named():
    """Every `"<app>/<name>"` that product code gives to a function that tells."""
    for path in sorted(RENDA.rglob("*.py")):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and "tell" in ast.unparse(node.func).rpartition(".")[2]:
                given = [*node.args, *(keyword.value for keyword in node.keywords)]
                words = [each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)]
                yield from (word for word in words if NAME.fullmatch(word))


@pytest.mark.parametrize("name", sorted(set(texts_named())))
def test_every_text_that_code_names_exists(name):
    get_template(f"notices/{name}.txt")


def test_the_first_line_is_the_title_and_nothing_is_escaped():
    text = render_text("trial/assigned", {"number": "第1号", "title": "“A”<&>B"})
    assert text.title == "第1号交给您办：“A”<&>B"
    assert text.body.startswith("请在三日内签收。<b>&</b>\n\n")
