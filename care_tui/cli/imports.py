"""``import``: boards, feedback and whole workspaces out of files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from care_tui.cli.here import Here, pass_here
from care_tui.cli.import_feedback import import_feedback
from care_tui.cli.inputs import json_option
from care_tui.cli.say import fact, facts, message, plural, read_in, table
from store.errors import Refused
from store.practice.stages import STAGES, Stage, parse_stage

if TYPE_CHECKING:
    from store.board_import import BoardImport

_FILE = click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")


@click.group("import")
def import_() -> None:
    """Bring in a board, customer feedback, or a whole workspace."""


import_.add_command(import_feedback)


@import_.command("workspace")
@_FILE
@pass_here
def import_workspace(here: Here, file: Path) -> None:
    """Bring an exported workspace back, a file or a folder; what is here already stays."""
    from store.exchange.split import read_split
    from store.exchange.workspace_file import read_workspace_file
    from store.exchange.workspace_import import import_workspace as bring_in

    folder = file.expanduser()
    found = read_split(folder) if folder.is_dir() else read_workspace_file(read_in(file), file.name)
    with here.made_if_missing() as (workspace, made):
        done = bring_in(workspace, found)
        fact(f"{done.added:,} added, {done.same:,} the same, {done.kept:,} kept")
        message(f"Imported into {'the new workspace ' if made else ''}{workspace.place}.")
    if done.kept:
        message("Kept: what differs here from the file was left as it is here.")


@import_.command("board")
@_FILE
@click.option(
    "--map",
    "maps",
    metavar="LIST=STAGE",
    multiple=True,
    help="The stage a list goes to, or skip; repeatable.",
)
@_DRY_RUN
@json_option
@pass_here
def import_board(
    here: Here, file: Path, maps: tuple[str, ...], dry_run: bool, as_json: bool
) -> None:
    """Put the cards of a Trello board, a retrospective or Markdown lists on the board."""
    from store import board_import
    from store.exchange.boards import read_board

    said = dict(_mapped(text) for text in maps)
    seat = here.seat()
    board = read_board(read_in(file), file.name)
    placed, waiting = board_import.places_for(board, said)
    if waiting and not _may_ask():
        raise Refused(_ask_for(waiting))
    asked = {name: _ask(name) for name in waiting}
    placed, _ = board_import.places_for(board, {**said, **asked})
    done = board_import.import_board(seat, board, placed, file=file.name, dry_run=dry_run)
    here.removed += done.removed
    if as_json:
        facts(_board_facts(done))
    else:
        _show_board(done)
    for problem in done.problems:
        message(problem)
    if dry_run:
        message("Nothing was written.")


def _mapped(text: str) -> tuple[str, Stage | None]:
    from store.board_import import LEAVE_OUT

    name, equals, stage = text.rpartition("=")
    if not equals:
        raise click.UsageError(f"--map takes LIST=STAGE; “{text}” has no =.")
    word = stage.strip().casefold()
    return name, None if word == LEAVE_OUT else parse_stage(word)


def _may_ask() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _ask_for(names: Sequence[str]) -> str:
    lists = ", ".join(f"“{name}”" for name in names)
    example = names[0] or "…"
    return (
        f'Say to which stage each list goes: {lists}. For example --map "{example}=connect",'
        f' or --map "{example}=skip" to leave it out. Nothing was imported.'
    )


def _ask(name: str) -> Stage | None:
    """Ask the person which stage the list goes to, until they say one or to skip it."""
    from store.board_import import LEAVE_OUT

    choices = ", ".join([*(stage.value for stage in STAGES), LEAVE_OUT])
    while True:
        said = str(click.prompt(f"“{name}” goes to ({choices})", err=True)).strip().casefold()
        if said == LEAVE_OUT:
            return None
        try:
            return parse_stage(said)
        except Refused as refused:
            message(refused.message)


def _show_board(done: BoardImport) -> None:
    rows = []
    for each in done.lists:
        where = f"→ {each.stage.label}" if each.stage else "left out"
        there = f", {each.there:,} there already" if each.there else ""
        rows.append([each.name or "(no name)", where, f"{each.added:,} added{there}"])
    table(rows)
    fact(f"{plural(done.added, 'touchpoint')} added")


def _board_facts(done: BoardImport) -> dict[str, Any]:
    return {
        "lists": [
            {
                "list": each.name,
                "stage": each.stage.value if each.stage else None,
                "added": each.added,
                "there": each.there,
            }
            for each in done.lists
        ],
        "added": done.added,
        "problems": list(done.problems),
    }
