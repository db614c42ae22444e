"""Rows on pages: nothing lost, nothing beyond the sheet, the contents right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renda.readings.duty import rules
from renda.readings.duty.rules import Cells, lay_out, widths_of, wrap

WANTED = [(6, False), (14, True), (16, True)]
TEXTS = st.builds(
    lambda words, times: words * times, st.sampled_from(["群众说。", "a1", "水\n", "（管）。", ""]), st.integers(0, 250)
)


@given(st.lists(st.tuples(st.sampled_from(["一月", "二月"]), TEXTS, TEXTS), max_size=30))
def test_every_letter_stands_on_some_page_and_no_page_is_too_full(rows):
    layout = lay_out([Cells(group, ("1月2日", one, two)) for group, one, two in rows], WANTED)
    for column, index in ((1, 1), (2, 2)):
        said = "".join("".join(row.cells[column]) for page in layout.pages for row in page.rows)
        assert said == "".join(row[index].replace("\n", "") for row in rows)
    assert all(sum(row.height for row in page.rows) <= rules.PAGE_LINES for page in layout.pages)


@given(st.lists(st.tuples(st.integers(2, 30), st.booleans()), min_size=1, max_size=9))
def test_the_widths_fill_the_page(wanted):
    assert sum(widths_of(wanted)) == rules.PAGE_WIDTH - rules.NUMBER_WIDTH


def test_pages_are_numbered_on_and_the_contents_name_the_first_of_each_group():
    rows = [Cells(f"{month}月", ("1日", "事" * 300, "")) for month in (1, 1, 2) for _ in range(4)]
    layout = lay_out(rows, WANTED)
    assert [page.number for page in layout.pages] == list(range(3, 3 + len(layout.pages)))
    assert layout.total == layout.pages[-1].number
    assert [group for group, _ in layout.contents] == ["1月", "2月"]
    first_of_second = next(page.number for page in layout.pages if any(row.number == "9" for row in page.rows))
    assert dict(layout.contents)["2月"] == first_of_second


def test_a_row_longer_than_a_page_runs_on():
    layout = lay_out([Cells("一月", ("1日", "事" * 2000, ""))], WANTED)
    numbers = [row.number for page in layout.pages for row in page.rows]
    assert numbers[0] == "1" and set(numbers[1:]) == {"续"}


def test_an_empty_book_has_one_page():
    layout = lay_out([], WANTED)
    assert len(layout.pages) == 1 and layout.total == 3 and layout.contents == ()


@pytest.mark.parametrize(("text", "width", "lines"), [("ab" * 10, 6, 2), ("群众", 1, 2), ("", 5, 1)])
def test_lines_are_broken_by_width(text, width, lines):
    assert len(wrap(text, width)) == lines
    assert "".join(wrap(text, width)) == text


def test_the_digest_tells_a_changed_word():
    one, two = [Cells("一月", ("甲",))], [Cells("一月", ("乙",))]
    assert rules.digest("本", ["日期"], one) == rules.digest("本", ["日期"], one)
    assert (
        len({rules.digest("本", ["日期"], one), rules.digest("册", ["日期"], one), rules.digest("本", ["日期"], two)})
        == 3
    )
