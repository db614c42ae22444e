"""Every law that is cited anywhere has the article that is named: checked against the real texts, where they are at hand."""

import os
import sys
from pathlib import Path

import pytest

from renda.ground.kernel.law import Source
from renda.ground.laws.reading import read_law
from renda.ground.laws.rules import citation_pattern, cited_pieces, names_of, number_in
from renda.ground.workflow.engine import WORKFLOWS
from tests.architecture.code import RENDA, files, name

REAL = Path(os.environ.get("RENDA_REAL_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data") / "falv"
pytestmark = [
    pytest.mark.skipif(not REAL.is_dir(), reason="The real laws are not on this machine: ../shared/data is missing."),
]


@pytest.fixture(scope="module")
def laws():
    """The numbers of each law by name and year."""
    found = {}
    for path in REAL.glob("*-*.md"):
        law = read_law(path.read_bytes())
        for short in names_of(law.title):
            found.setdefault(short, {})[law.adopted_on.year] = {one.number for one in law.articles}
    return found


def test_declared_sources_name_articles_that_exist(laws):
    declared = {
        value
        for module in [m for n, m in sys.modules.items() if n.startswith("renda.")]
        for value in vars(module).values()
        if isinstance(value, Source)
    }
    declared |= {wait.source for workflow in WORKFLOWS.values() for wait in workflow.waits if wait.source}
    checked = [source for source in declared if source.name in laws and source.article]
    assert len(checked) > 20
    assert [str(s) for s in checked if number_in(s.article) not in laws[s.name].get(s.year, set())] == []


def test_texts_cite_articles_that_exist(laws):
    """Templates, packaged data and sentences in code. Without a year the newest version is meant."""
    wrong = []
    pattern = citation_pattern(laws)
    for path in files(".py", ".html", ".json", ".gw", ".csv"):
        if path.is_relative_to(RENDA) and "tests" not in path.parts:
            list(
                cited_pieces(
                    path.read_text(),
                    pattern,
                    lambda law, number, year, path=path: _note(wrong, laws, path, law, number, year),
                )
            )
    assert wrong == []


def _note(wrong, laws, path, law, number, year):
    if number not in laws[law].get(year or max(laws[law]), set()):
        wrong.append(f"{name(path)}: {law} {year or ''} {number}")
    return ""
