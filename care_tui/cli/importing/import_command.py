"""``import``: boards, feedback and whole workspaces out of files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from care_tui.cli.importing.import_feedback import import_feedback
from care_tui.cli.importing.recipes import recipe
from care_tui.cli.inputs import json_option
from care_tui.cli.lazy import LazyGroup
from care_tui.cli.output import fact, facts, message, plural, read_in, table
from care_tui.context import CommandContext, pass_here
from store.common.errors import Refused
from store.domain.stages import STAGES, Stage, parse_stage

if TYPE_CHECKING:
    from store.board.board_import import BoardImport

_FILE = click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Say what would be done. Writes nothing.")


@click.group("import", cls=LazyGroup)
def import_() -> None:
    """Bring in a board, customer feedback, or a whole workspace."""


import_.add_command(import_feedback)
import_.add_command(recipe)


@import_.command("list")
@json_option
@pass_here
def import_list(context: CommandContext, as_json: bool) -> None:
    """The imports of feedback, the latest first; care undo-import ID takes one back."""
    from zoneinfo import ZoneInfo

    from store.evidence.importing.import_list import list_imports

    seat = context.seat()
    zone = ZoneInfo(context.zone_of(seat))
    imports = [(each, each.at.astimezone(zone)) for each in list_imports(seat)]
    if as_json:
        facts(
            {
                "imports": [
                    {
                        "id": each.id,
                        "file": each.file,
                        "answers": each.answers,
                        "changed": each.changed,
                        "at": at.isoformat(timespec="seconds"),
                        "taken_back": each.taken_back,
                    }
                    for each, at in imports
                ]
            }
        )
        return
    if not imports:
        message("No file is imported yet. Import one with: care import feedback FILE")
    rows = []
    for each, at in imports:
        gone = "taken back" if each.taken_back else ""
        changed = f"{each.changed:,} changed" if each.changed else ""
        brought = plural(each.answers, "answer") if each.answers or not changed else ""
        count = ", ".join(filter(None, [brought, changed]))
        rows.append([each.id, f"{at:%Y-%m-%d}", count, gone, each.file])
    table(rows)


@import_.command("workspace")
@_FILE
@pass_here
def import_workspace(context: CommandContext, file: Path) -> None:
    """Bring an exported workspace back, a file or a folder; what is here already stays."""
    from store.transfer.split import read_split
    from store.transfer.workspace_file import read_workspace_file
    from store.transfer.workspace_import import import_workspace as bring_in

    folder = file.expanduser()
    workspace_file = (
        read_split(folder) if folder.is_dir() else read_workspace_file(read_in(file), file.name)
    )
    with context.create_if_missing() as (workspace, created):
        done = bring_in(workspace, workspace_file)
        fact(f"{done.added:,} added, {done.same:,} the same, {done.kept:,} left as here")
        message(f"Imported into {'the new workspace ' if created else ''}{workspace.location}.")
    if done.kept:
        message("Where this workspace differs from the file, it was left as it is.")


@import_.command("board")
@_FILE
@click.option(
    "--map",
    "maps",
    metavar="LIST=STAGE",
    multiple=True,
    help="The stage a list goes to, or skip. Repeatable.",
)
@_DRY_RUN
@json_option
@pass_here
def import_board(
    context: CommandContext, file: Path, maps: tuple[str, ...], dry_run: bool, as_json: bool
) -> None:
    """Put the cards of a Trello board, a retrospective or Markdown lists on the board."""
    from store.board import board_import
    from store.formats.boards.boards import read_board

    stage_of_list = dict(_mapped(text) for text in maps)
    seat = context.seat()
    board = read_board(read_in(file), file.name)
    placed, waiting = board_import.places_for(board, stage_of_list)
    if waiting and not _may_ask():
        raise Refused(_ask_for(waiting))
    asked = {name: _ask(name) for name in waiting}
    placed, _ = board_import.places_for(board, {**stage_of_list, **asked})
    done = board_import.import_board(seat, board, placed, file=file.name, dry_run=dry_run)
    context.removed += done.removed
    if as_json:
        facts(_board_facts(done))
    else:
        _show_board(done)
    for problem in done.problems:
        message(problem)
    if dry_run:
        message("Nothing was written.")


def _mapped(text: str) -> tuple[str, Stage | None]:
    from store.board.board_import import LEAVE_OUT

    name, equals, stage = text.rpartition("=")
    if not equals:
        raise click.UsageError(f"--map takes LIST=STAGE, and “{text}” has no =.")
    word = stage.strip().casefold()
    return name, None if word == LEAVE_OUT else parse_stage(word)


def _may_ask() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _ask_for(names: Sequence[str]) -> str:
    if tuple(names) == ("",):
        return (
            "The file is one list without a name. Say the stage it goes to, such as"
            f' --map "={STAGES[0].value}". Nothing was imported.'
        )
    lists = ", ".join(f"“{name}”" for name in names)
    example = names[0]
    return (
        f'Say to which stage each list goes: {lists}. For example --map "{example}=connect",'
        f' or --map "{example}=skip" to leave it out. Nothing was imported.'
    )


def _ask(name: str) -> Stage | None:
    """Ask the person which stage the list goes to, until they say one or to skip it."""
    from store.board.board_import import LEAVE_OUT

    choices = ", ".join([*(stage.value for stage in STAGES), LEAVE_OUT])
    while True:
        answer = str(click.prompt(f"“{name}” goes to ({choices})", err=True)).strip().casefold()
        if answer == LEAVE_OUT:
            return None
        try:
            return parse_stage(answer)
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
