"""The source as the architecture tests read it: files of our own, their rooms, their syntax trees."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RENDA = ROOT / "renda"
OTHERS = {"node_modules", "dist", "__pycache__", "var"}


@cache
def files(*suffixes: str) -> tuple[Path, ...]:
    """Files of renda/, tests/ and bench/ with one of these endings, built ones left out."""
    found = [p for top in (RENDA, ROOT / "tests", ROOT / "bench") for p in top.rglob("*") if p.suffix in suffixes]
    return tuple(sorted(p for p in found if not OTHERS & set(p.relative_to(ROOT).parts)))


@cache
def product() -> tuple[Path, ...]:
    """Python files that ship and are no migrations or tests."""
    ours = [p for p in files(".py") if p.is_relative_to(RENDA)]
    return tuple(p for p in ours if not {"migrations", "tests"} & set(p.relative_to(RENDA).parts))


@cache
def tracked() -> tuple[Path, ...]:
    """Files under version control, or about to be."""
    asked = ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard"]
    names = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split("\n")
    return tuple(ROOT / name for name in names if name and (ROOT / name).is_file())


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def room(path: Path) -> str:
    """`services` for renda/voice/opinions/services.py and for every file of a folder services/."""
    parts = path.relative_to(RENDA).with_suffix("").parts
    return parts[2] if len(parts) > 2 else parts[-1]


def app(path: Path) -> str:
    """`renda.voice.opinions` for every file below it."""
    return ".".join(("renda", *path.relative_to(RENDA).parts[:2]))


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
