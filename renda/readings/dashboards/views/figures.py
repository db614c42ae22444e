"""Statistics of suggestions: the year, its units, its papers' hands, its years before, and the rows behind each number."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from renda.ground.kernel import clock
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import Column, write_rows
from renda.ground.papers.web import excel_answer
from renda.readings.dashboards import counting, shown
from renda.readings.dashboards.figures import SUGGESTIONS, TABLE_COLUMNS, UNIT_COLUMNS, UNITS, Span
from renda.readings.dashboards.queries.cubes import paper_counts
from renda.readings.dashboards.queries.pressed import pressed
from renda.readings.dashboards.queries.rows import MOST, Drill, page_behind, rows_behind
from renda.readings.dashboards.queries.scope import Scope
from renda.readings.dashboards.views.asked import Asked, figures_page, read_asked
from renda.readings.dashboards.views.deputies import by_hand
from renda.voice.pressing.shown import matrix
from renda.voice.suggestions.states import Category, Period

CLASSES = ("class_a", "class_b", "class_c", "class_d")
WORDS = ("satisfied", "basic", "dissatisfied", "silent", "open")
SHORT_TABLE = (
    "registered", "replied", "on_time", "class_a", "class_b", "class_c", "class_d", "result_satisfied", "result_dissatisfied",
    "result_silent", "published",
)  # fmt: skip


@figures_page
def index(request: Request) -> HttpResponse:
    """The year on one page: done beside satisfied."""
    asked = read_asked(request)
    year = counting.read_year(asked.scope, asked.span)
    context = {**asked.context, **_year_context(year, asked)}
    if asked.scope.is_congress:
        led = matrix(request.actor, asked.span.year, clock.today())
        context |= {"led": led, "led_count": sum(len(one.rows) for one in led)}
    return render(request, "dashboards/year.html", context)


def _year_context(year: counting.Year, asked: Asked) -> dict[str, Any]:
    span, totals = asked.span, year.totals
    own = counting.sum_units(year.units)
    top = totals if asked.scope.sees_all else own
    context: dict[str, Any] = {
        "tops": _tops(span, top), "pairs": shown.pairs(span, year.units), "is_whole": asked.scope.sees_all,
        "has_rows": bool(totals["registered"].n or year.units),
    }  # fmt: skip
    if asked.scope.sees_all:
        context |= _whole_context(year)
    if asked.scope.is_congress:
        context["pressed"] = pressed(asked.scope, span)
    if year.opinions is not None:
        context |= {"opinions": year.opinions, "chart": shown.month_chart(year.opinions)}
    return context


def _tops(span: Span, figures: counting.Figures) -> list[tuple[str, shown.Cell, str]]:
    """Kept, done, content: each with what it leaves out, in words."""
    n = {key: counted.n for key, counted in figures.items()}
    late = f"超期后答复{n['late']}件，超期未答复{n['overdue']}件"
    done = f"A类，代表评价满意或基本满意；A类共{n['class_a']}件"
    silent = f"另有{n['result_silent']}件未反馈、{n['result_open']}件还在等评价，不算满意"
    notes = (("on_time", "按期答复", late), ("done", "真正办成", done), ("result_satisfied", "代表满意", silent))
    return [(label, shown.cell(span, figures[key]), note) for key, label, note in notes]


def _whole_context(year: counting.Year) -> dict[str, Any]:
    span, totals = year.span, year.totals
    return {
        "heads": shown.heads(SHORT_TABLE), "total": shown.line(span, "合计", totals, SHORT_TABLE),
        "periods": shown.group_lines(span, year.periods, SHORT_TABLE, "period"),
        "categories": shown.group_lines(span, year.categories, SHORT_TABLE, "category"),
        "classes": [(SUGGESTIONS[key].label, shown.cell(span, totals[key])) for key in CLASSES],
        "words": [
            (SUGGESTIONS[f"result_{word}"].label.removeprefix("结果"), shown.cell(span, totals[f"result_{word}"]),
             shown.cell(span, totals[f"process_{word}"])) for word in WORDS
        ],
        "more": [(SUGGESTIONS[key].label, shown.cell(span, totals[key])) for key in ("assigned", "replied", "second", "published", "key")],
    }  # fmt: skip


@figures_page
def units(request: Request) -> HttpResponse:
    """Every unit with everything that is asked for each year, by size of its work."""
    asked = read_asked(request)
    lines = counting.read_units(asked.scope, asked.span)
    rows = shown.unit_lines(asked.span, lines, UNIT_COLUMNS)
    context = {
        **asked.context,
        "heads": shown.unit_heads(UNIT_COLUMNS),
        "lines": rows,
        "sums": counting.sum_units(lines),
    }
    return render(request, "dashboards/units.html", context)


@figures_page
def deputies(request: Request) -> HttpResponse:
    """How many papers each delegation, level and deputy handed in: counts of papers, by name, without rate or order of merit."""
    asked = read_asked(request)
    if not asked.scope.is_congress:
        raise Http404
    return render(
        request, "dashboards/deputies.html", {**asked.context, **by_hand(*paper_counts(asked.scope, asked.span))}
    )


@figures_page
def years(request: Request) -> HttpResponse:
    """The last five years, all at one cut-off."""
    asked = read_asked(request)
    if not asked.scope.sees_all:
        raise Http404
    groups = counting.read_trend(asked.scope, asked.span)
    lines = [shown.line(_of_year(asked.span, int(g.key)), g.label, g.figures, counting.TREND) for g in groups]
    context = {
        **asked.context,
        "heads": shown.heads(counting.TREND),
        "lines": lines,
        "chart": shown.trend_chart(groups),
    }
    return render(request, "dashboards/years.html", context)


def _of_year(span: Span, year: int) -> Span:
    return Span(span.first.replace(year=year), span.last.replace(year=year), span.cut, span.early_days)


@figures_page
def rows(request: Request) -> HttpResponse:
    """The list behind one number."""
    asked = read_asked(request)
    drill = read_drill(request, asked.scope)
    found, after = page_behind(rows_behind(asked.scope, asked.span, drill), drill.after)
    figure = drill.declared
    context = {
        **asked.context, "lines": [shown.row_line(row) for row in found], "after": after, "drill": drill, "figure": figure,
        "unit_name": found[0].org.label if drill.is_part and found else "", "category": dict(Category.choices).get(drill.category, ""),
        "period": dict(Period.choices).get(drill.period, ""), "least": MOST,
    }  # fmt: skip
    return render(request, "dashboards/rows.html", context)


def read_drill(request: Request, scope: Scope) -> Drill:
    """Raises Http404 for a number that is not counted here."""
    get = request.GET
    asked = get.get("unit", "")
    unit = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    drill = Drill(
        get.get("figure") or ("registered" if scope.sees_all else "handled"), get.get("of") == "1", bool(unit) or not scope.sees_all, unit,
        get.get("category", "") if get.get("category") in Category.values else "",
        get.get("period", "") if get.get("period") in Period.values else "", get.get("after", ""),
    )  # fmt: skip
    if drill.declared is None:
        raise Http404
    return drill


ROW_COLUMNS = [
    Column("编号", 30), Column("标题", 48), Column("领衔代表", 12), Column("类别", 14), Column("承办单位", 24),
    Column("立案日", 12), Column("交办之日", 12), Column("答复期限", 12), Column("答复日", 12), Column("期限情况", 14),
    Column("答复类别", 10), Column("结果评价", 12), Column("过程评价", 12), Column("二次办理", 10), Column("已公开", 10),
]  # fmt: skip


@figures_page
def export_rows(request: Request) -> HttpResponse:
    asked = read_asked(request)
    drill = read_drill(request, asked.scope)
    found = rows_behind(asked.scope, asked.span, drill)[:MOST]
    data = write_rows(ROW_COLUMNS, (_row_cells(shown.row_line(row)) for row in found), sheet="明细")
    return excel_answer(data, f"rows-{drill.figure}-{asked.span.cut}")


def _row_cells(line: dict[str, Any]) -> list[Any]:
    return [
        line["number"], line["title"], line["proposer"], line["category"], line["unit"], line["registered_on"], line["assigned_on"],
        line["due_on"], line["done_on"], line["pace"], line["klass"], line["result"], line["process"],
        "是" if line["second"] else "", "是" if line["published"] else "",
    ]  # fmt: skip


@figures_page
def export(request: Request) -> HttpResponse:
    """All figures of the year in one sheet: what, of what, n, d, percent, cut-off."""
    asked = read_asked(request)
    year = counting.read_year(asked.scope, asked.span)
    columns = [
        Column("范围", 24),
        Column("项目", 18),
        Column("件数", 8),
        Column("占什么", 16),
        Column("其中", 8),
        Column("比例%", 8),
        Column("数据截至", 12),
    ]
    return excel_answer(
        write_rows(columns, list(_figure_cells(year, asked)), sheet="统计"),
        f"figures-{asked.span.year}-{asked.span.cut}",
    )


def _figure_cells(year: counting.Year, asked: Asked) -> list[list[Any]]:
    parts: list[tuple[str, counting.Figures, tuple[str, ...]]] = []
    if asked.scope.sees_all:
        parts = [("全部", year.totals, tuple(SUGGESTIONS))]
        parts += [(group.label, group.figures, TABLE_COLUMNS) for group in (*year.periods, *year.categories)]
    parts += [(line.name, line.figures, tuple(UNITS)) for line in year.units]
    return [
        [label, f.figure.label, f.n, f.figure.of_words or "—", f.d, f.percent, asked.span.cut]
        for label, figures, keys in parts for f in (figures[key] for key in keys)
    ]  # fmt: skip
