"""Files stay under 400 lines and functions under 40, so that both fit a screen and a head."""

from tests.architecture.code import files, functions, name, tree

MOST_LINES, MOST_IN_A_FUNCTION = 400, 40


def test_no_file_passes_400_lines():
    """But migrations: a command writes them, and a room's first one holds all its tables."""
    ours = (p for p in files(".py", ".js", ".html", ".gw") if p.parent.name != "migrations")
    sizes = {name(p): len(p.read_text().splitlines()) for p in ours}
    assert {p: n for p, n in sizes.items() if n > MOST_LINES} == {}


def test_no_function_passes_40_lines():
    long = {
        f"{name(p)}:{f.lineno} {f.name}": f.end_lineno - f.lineno + 1
        for p in files(".py")
        for f in functions(tree(p))
        if f.end_lineno - f.lineno + 1 > MOST_IN_A_FUNCTION
    }
    assert long == {}


def test_no_file_is_called_utils():
    vague = {"utils", "helpers", "common", "manager", "managers", "info", "misc"}
    assert [name(p) for p in files(".py") if p.stem in vague or p.parent.name in vague] == []
