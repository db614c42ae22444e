"""What the code cites is written down: every source has its place in docs/law, every step its word in the glossary."""

import ast
import re

from renda.ground.workflow.engine import WORKFLOWS
from tests.architecture.code import ROOT, name, product, tracked, tree

ANCHOR = re.compile(r"[\w-]+\.md#[\w-]+")


def test_every_anchor_of_a_source_exists():
    missing = []
    for path in product():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found = ANCHOR.fullmatch(node.value)
                missing += [f"{name(path)}: {node.value}"] if found and not _is_there(node.value) else []
    assert missing == []


def test_every_step_has_its_word():
    words = (ROOT / "docs" / "glossary.md").read_text()
    steps = {f"`{step}`" for workflow in WORKFLOWS.values() for step in workflow.steps}
    assert sorted(step for step in steps if step not in words) == []


def test_links_between_pages_of_the_docs_lead_somewhere():
    broken = []
    for path in tracked():
        if path.suffix == ".md" and "workflows" not in path.parts:
            for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text()):
                broken += [f"{path.relative_to(ROOT)}: {target}"] if not (path.parent / target).exists() else []
    assert broken == []


def test_decisions_are_short():
    pages = {p.name: len(p.read_text().splitlines()) for p in (ROOT / "docs" / "decisions").glob("0*.md")}
    assert {page: lines for page, lines in pages.items() if lines > 30} == {}


def _is_there(anchor: str) -> bool:
    page, place = anchor.split("#")
    file = ROOT / "docs" / "law" / page
    return file.exists() and f'id="{place}"' in file.read_text()
