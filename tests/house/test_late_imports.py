"""Imports inside functions: each is of a kind that pyproject.toml lists with its reason."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
KINDS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["late_imports"]
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@cache
def late_imports() -> tuple[tuple[str, str], ...]:
    """Every import inside a function: the module it stands in, and the one it names."""
    return tuple(_late_imports())


def _late_imports() -> Iterator[tuple[str, str]]:
    for top in ("care_tui", "screens", "store"):
        for path in (ROOT / top).rglob("*.py"):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            if module.startswith("store.db.migrations."):
                continue  # A migration stands as it was written.
            for function in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(function, FUNCTIONS):
                    for name in _named_in(function):
                        yield module, name


def _named_in(function: ast.AST) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_within(module: str, folder: str) -> bool:
    return module == folder or module.startswith(f"{folder}.")


def test_every_late_import_is_of_a_kind_with_its_reason() -> None:
    unlisted = {
        f"{module} imports {name}"
        for module, name in late_imports()
        if not any(
            any(is_within(module, place) for place in kind["in"])
            and any(is_within(name, listed) for listed in kind["imports"])
            for kind in KINDS.values()
        )
    }
    assert unlisted == set()


def test_every_kind_is_in_use_and_says_why() -> None:
    found = set(late_imports())
    unused = {
        f"{name}: {listed}"
        for name, kind in KINDS.items()
        for listed in kind["imports"]
        if not any(
            is_within(imported, listed) and any(is_within(module, place) for place in kind["in"])
            for module, imported in found
        )
    }
    assert unused == set()
    assert all(kind["why"] for kind in KINDS.values())
