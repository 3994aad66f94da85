"""Help: every command has its place, an example that is right, and a page that tells of it."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from care_tui.cli.helping.examples import EXAMPLES
from care_tui.cli.helping.sections import SECTIONS, in_short
from care_tui.cli.lazy import SHARED
from care_tui.cli.root import COMMANDS, cli
from tests.care_tui.conftest import Care, go_home

ROOT = Path(__file__).parents[4]


def commands() -> Iterator[tuple[str, click.Context]]:
    """Every command by its words, with a context to ask it in."""
    yield from _below(cli.make_context("care", [], resilient_parsing=True), "")


def _below(ctx: click.Context, words: str) -> Iterator[tuple[str, click.Context]]:
    yield words, ctx
    if isinstance(ctx.command, click.Group):
        for name in ctx.command.list_commands(ctx):
            found = ctx.command.get_command(ctx, name)
            assert found is not None
            yield from _below(
                click.Context(found, info_name=name, parent=ctx), f"{words} {name}".strip()
            )


ALL = dict(commands())


def parsed(words: list[str]) -> str:
    """The command that click takes ``words`` for, each of them read and none run."""
    ctx = cli.make_context("care", words)
    path = []
    while isinstance(ctx.command, click.Group) and (rest := [*ctx._protected_args, *ctx.args]):
        name, command, rest = ctx.command.resolve_command(ctx, rest)
        assert command is not None
        path.append(str(name))
        ctx = command.make_context(name, rest, parent=ctx)
    return " ".join(path)


@pytest.fixture(scope="module")
def two_teams(made_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Care:
    """The command line on a workspace with another team, Support; examples only read it."""
    home = tmp_path_factory.mktemp("two-teams")
    shutil.copytree(made_home, home, dirs_exist_ok=True)
    care = Care(home)
    with pytest.MonkeyPatch.context() as patch:
        go_home(home, patch)
        patch.setenv("CARE_WORKSPACE", str(care.workspace))
        care("init", "--team", "Support")
    return care


def test_every_command_is_in_one_section() -> None:
    listed = [name for names in SECTIONS.values() for name in names]
    assert sorted(listed) == sorted(COMMANDS)


def test_every_command_is_told_and_nothing_else() -> None:
    assert set(EXAMPLES) == set(ALL)


@pytest.mark.parametrize(
    ("words", "example"), [(words, each) for words in EXAMPLES for each in EXAMPLES[words].examples]
)
def test_examples_are_right(words: str, example: str, two_teams: Care, monkeypatch: Any) -> None:
    go_home(two_teams.folder, monkeypatch)
    monkeypatch.setenv("CARE_WORKSPACE", str(two_teams.workspace))
    first, *rest = shlex.split(example)
    assert first == "care"
    assert parsed(rest).startswith(words)


@pytest.mark.parametrize("words", EXAMPLES)
def test_the_page_is_there_and_tells_of_the_command(words: str) -> None:
    page = (ROOT / EXAMPLES[words].page).read_text()
    assert all(re.search(rf"\b{re.escape(word)}\b", page) for word in words.split())


@pytest.mark.parametrize("words", EXAMPLES)
def test_help_ends_with_its_examples(words: str, care: Any) -> None:
    help = care("help", *words.split())
    asked = words.replace("member key ", "member key Dana ").split()
    assert help == care(*asked, "--help")
    assert all(f"  {each}\n" in help for each in EXAMPLES[words].examples)
    assert help.endswith(f"More in {EXAMPLES[words].page}.\n")


def test_options_that_all_share_are_told_once(care: Any) -> None:
    names = [each.opts[0] for each in SHARED]
    assert all(f"  {name} " in care("--help") for name in names)
    told = care("status", "--help")
    assert "  --workspace, --team, --as  Taken here too" in told
    assert all(told.count(name) == 1 for name in names)
    assert "  --workspace, --as " in care("init", "--help")


def test_help_of_what_is_no_command_says_what_is(care: Any) -> None:
    assert "Did you mean status?" in care.misused("help", "statsu")
    assert "care add has no commands of its own." in care.misused("help", "add", "touchpoint")


def test_a_list_of_commands_has_whole_sentences() -> None:
    for words, ctx in ALL.items():
        if words:
            assert "..." not in in_short(ctx.command)
            assert re.fullmatch(r".+[^. ]\.", in_short(ctx.command)), words
