"""What is leaned on of Textual's private parts: all listed, all there, none indispensable."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from textual._compositor import Compositor

from care_tui.cli.root import cli
from care_tui.terminal import textual_internals
from care_tui.terminal.textual_internals import DRAWING, PARTS, PrivatePart, lacking

if TYPE_CHECKING:
    from tests.conftest import Live

ROOT = Path(__file__).parents[3]
TOPS = ("care_tui", "screens")
LISTED = {re.split(r"[(]", name)[0].rpartition(".")[2] for part in PARTS for name in part.names}
OF_ASYNCSSH = {"care_tui/host/ssh/connection.py"}
"""Files that lean on private names of asyncssh, none of Textual's; tests/faults tries each."""
OF_CLICK = {"care_tui/cli/shell/completion.py"}
"""The file that leans on private names of click, whose scripts it completes for;
tests/care_tui/cli/helping tries them."""
OF_PYTHON = {"_exit", "_run_exitfuncs", "_leave_task", "_log_destroy_pending", "_replace"}
"""Names with an underscore that Python documents, or that only end the program sooner."""


def private(name: str) -> bool:
    """Whether it is private; `_on_…` are handlers, which Textual documents as such."""
    return name.startswith("_") and not name.startswith(("__", "_on_"))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_textual_has_it_as_expected(part: PrivatePart) -> None:
    assert lacking(part) == []
    assert part.name in textual_internals.usable()


@pytest.mark.parametrize(
    "name",
    [
        "textual._gone:Compositor._get_renders",
        "textual.app:Gone._registry",
        "textual.app:App._gone",
        "textual.app:App._gone(self)",
        "textual.app:App._display(self, screen)",
    ],
)
def test_what_is_gone_or_takes_other_things_is_lacking(name: str) -> None:
    assert lacking(PrivatePart("part", "Something.", (name,))) == [name]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
async def test_the_app_works_without_it(
    part: Any,
    live: Live,
    typed: Callable[..., Any],
    until: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rest = textual_internals.usable() - {part.name}
    monkeypatch.setattr(textual_internals, "usable", lambda: rest)
    app = live.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: live.main(app).snapshot)
        if part.name == DRAWING:
            assert type(app.screen._compositor) is Compositor
        await pilot.press("a")
        await typed(pilot, "Welcome")
        await pilot.press("enter")
        app.notify("Once")
        app.notify("Once")
        await until(pilot, lambda: ["Welcome"] in live.texts())
        await pilot.press("escape", "q")
    assert app.return_code == 0


def test_the_doctor_says_what_is_different(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def said() -> str:
        where = {"XDG_CONFIG_HOME": str(tmp_path), "CARE_WORKSPACE": str(tmp_path / "none.db")}
        return CliRunner(env=where).invoke(cli, ["doctor"]).stdout

    told = [part.without for part in PARTS]
    assert not any(each in said() for each in told)
    monkeypatch.setattr(textual_internals, "usable", frozenset)
    assert all(each in said() for each in told)


def test_no_other_private_name_is_used() -> None:
    own, used = set[str](), set[tuple[str, str]]()
    for path in (path for top in TOPS for path in (ROOT / top).rglob("*.py")):
        place = str(path.relative_to(ROOT))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                if place not in OF_ASYNCSSH | OF_CLICK and private(node.attr):
                    used.add((place, node.attr))
            else:
                own.update(own_names(node))
    assert {each for each in used if each[1] not in own | LISTED | OF_PYTHON} == set()


def own_names(node: ast.AST) -> Iterator[str]:
    """The names that a piece of a file gives to what is its own."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            for each in target.elts if isinstance(target, ast.Tuple) else [target]:
                if isinstance(each, ast.Name):
                    yield each.id
                elif isinstance(each, ast.Attribute):
                    yield each.attr


def test_no_other_private_method_is_replaced() -> None:
    replaced = set()
    for top in TOPS:
        for found in walk_packages(import_module(top).__path__, f"{top}."):
            if found.name.endswith("__main__"):
                continue
            for kind in vars(import_module(found.name)).values():
                if inspect.isclass(kind) and kind.__module__ == found.name:
                    replaced |= {f"{found.name}: {name}" for name in shadowing(kind)}
    assert replaced == set()


def shadowing(kind: type) -> Iterator[str]:
    """The private functions of ``kind`` that hide one of Textual's and are not listed."""
    bases = [base for base in kind.__mro__[1:] if base.__module__.startswith("textual")]
    for name, value in vars(kind).items():
        hides = inspect.isfunction(value) and any(name in vars(base) for base in bases)
        if hides and private(name) and name not in LISTED:
            yield name
