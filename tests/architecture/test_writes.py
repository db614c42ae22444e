"""Only services write; only the engine sets a state; services name who acts. Read from the syntax tree."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.code import RENDA, app, functions, name, product, room, tree

WRITES = {"save", "create", "update", "delete", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}
# Rooms that write by their nature: services, the engine, the job runner, the demo's loader, operator's commands.
WRITING = {"services", "management"}
WRITING_APPS = {"renda.ground.workflow", "renda.demo.cast"}
WRITING_FILES = {"renda/ground/kernel/jobs.py"}


def test_only_services_write():
    found = [f"{name(p)}:{line}" for p in product() if not _may_write(p) for line in _writes(tree(p))]
    assert found == []


def test_only_the_engine_sets_a_state():
    with_workflow = {app(p) for p in product() if room(p) == "workflow" and app(p) != "renda.ground.workflow"}
    found = [f"{name(p)}:{line}" for p in product() if app(p) in with_workflow for line in _state_set(tree(p))]
    assert found == []


def test_services_name_the_actor():
    nameless = [
        f"{name(p)}:{f.lineno} {f.name}"
        for p in product()
        for f in functions(tree(p))
        if any(ast.unparse(d).split(".")[-1] == "service" for d in f.decorator_list)
        and "actor" not in {a.arg for a in f.args.kwonlyargs}
    ]
    assert nameless == []


def test_models_do_not_override_save():
    found = [
        f"{name(p)}:{f.lineno}"
        for p in product()
        if room(p) == "models"
        for f in functions(tree(p))
        if f.name in {"save", "delete"} and "self" in {a.arg for a in f.args.args} and not _is_refusal(f)
    ]
    assert found == []


def _may_write(path: Path) -> bool:
    parts = path.relative_to(RENDA).parts
    return (
        room(path) in WRITING
        or "management" in parts
        or parts[0] == "demo"
        or app(path) in WRITING_APPS
        or name(path) in WRITING_FILES
    )


def _writes(module: ast.Module) -> Iterator[int]:
    """Calls that look like a write of the ORM: no positional argument (documents and digests take one)."""
    for node in ast.walk(module):
        if not _is_write(node):
            continue
        if node.func.attr.startswith("bulk_") or (
            not node.args and (node.keywords or node.func.attr in {"save", "delete"})
        ):
            yield node.lineno


def _is_write(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES


def _state_set(module: ast.Module) -> Iterator[int]:
    for node in ast.walk(module):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(t, ast.Attribute) and t.attr == "state" for t in targets):
                yield node.lineno
        if _is_write(node) and any(k.arg == "state" for k in node.keywords):
            yield node.lineno


def _is_refusal(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A method that only refuses ("history is never rewritten") is a guard, not a side effect."""
    return isinstance(function.body[-1], ast.Raise)
