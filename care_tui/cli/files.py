"""``export``, ``backup``, ``restore``: files people own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from care_tui.cli.lazy import CareCommand
from care_tui.cli.output import fact, message, refuse_stream, write_out
from care_tui.context import CommandContext, pass_here
from store.common.errors import NotFound, Refused

if TYPE_CHECKING:
    from store.workspace.workspace import Workspace

_FILE = click.Path(path_type=Path)
_ID = re.compile(r"[0-9a-hj-km-np-tv-z]{4,12}")
"""What a touchpoint's id looks like, or its beginning."""
_FORCE = "Replace the file there."


@click.command(cls=CareCommand)
@click.option("-o", "--output", type=_FILE, metavar="FILE", help="Where to. [default: the screen]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["toml", "json", "csv"]),
    help="All of it as TOML or JSON, or the evidence as CSV. [default: toml]",
)
@click.option("--split", type=_FILE, metavar="DIR", help="TOML in a folder, one file a cycle.")
@click.option("--force", is_flag=True, help=_FORCE)
@pass_here
def export(
    context: CommandContext, output: Path | None, form: str | None, split: Path | None, force: bool
) -> None:
    """Write the whole workspace as text; care import workspace brings it back."""
    if split is not None:
        if output is not None or form not in (None, "toml"):
            raise click.UsageError(
                "--split writes TOML into its folder. Leave out -o and --format."
            )
        _export_split(context, split)
        return
    workspace = context.workspace()
    if output is not None and output.expanduser().absolute() == workspace.path:
        raise Refused(f"{output} is the workspace itself. Export it to another file.")
    write_out(output, _exported(workspace, form), force=force)


def _exported(workspace: Workspace, form: str | None) -> str | Iterator[str]:
    from store.transfer.workspace_file import export_workspace, to_json, to_toml

    if form == "csv":
        from store.transfer.csv_file import evidence_csv

        return evidence_csv(workspace)
    exported = export_workspace(workspace)
    return to_json(exported) if form == "json" else to_toml(exported)


def _export_split(context: CommandContext, folder: Path) -> None:
    from store.transfer.split import write_split

    refuse_stream(folder)
    done = write_split(context.workspace(), folder.expanduser())
    fact(f"{done.written:,} written, {done.same:,} the same, {done.removed:,} removed")
    message(f"Exported into {folder}. Bring it back with: care import workspace {folder}")


@click.command(cls=CareCommand)
@click.argument("file", type=_FILE, metavar="FILE", required=False)
@click.option("--force", is_flag=True, help=_FORCE)
@click.option(
    "--remove-old",
    is_flag=True,
    help="Remove saved backups that still name who wrote private touchpoints. Writes no FILE.",
)
@pass_here
def backup(context: CommandContext, file: Path | None, force: bool, remove_old: bool) -> None:
    """Copy the workspace into FILE while others may go on working."""
    if remove_old == (file is not None):
        raise click.UsageError("Name the FILE to write, or say --remove-old.")
    if file is not None:
        refuse_stream(file)
    if file is None:
        _remove_old(context)
        return
    from store.workspace import backup

    backup_path = backup.backup(context.workspace(), file, force=force)
    fact(str(backup_path))
    message("Backed up. Votes, moods and ratings that are not revealed are not in it.")


def _remove_old(context: CommandContext) -> None:
    from store.workspace.old_backups import remove_naming_backups

    path = context.workspace().path
    if path is None:
        raise Refused("Backups of a workspace on a server are its administrator's.")
    for removed in remove_naming_backups(path, context.clock.now().astimezone().date()):
        fact(str(removed))
    message("Removed what named hidden authors. Backups you copied elsewhere are yours to remove.")


@click.command(cls=CareCommand)
@click.argument("file", type=_FILE, metavar="FILE")
@click.option("--force", is_flag=True, help="Do not save the workspace that is there now.")
@pass_here
def restore(context: CommandContext, file: Path, force: bool) -> None:
    """Put the backup FILE where the workspace is; what stood there is kept beside it."""
    from store.workspace import backup
    from store.workspace.automatic_backups import age_of

    refuse_stream(file)
    if _ID.fullmatch(str(file)) and not file.exists():
        raise NotFound(
            f"There is no backup {file}. An archived touchpoint comes back with: care unarchive {file}"
        )
    replaced = backup.restore(file, context.location, force=force)
    age = age_of(file.expanduser(), context.clock.now())
    message(f"Restored {context.location} from a backup {age} old.")
    if replaced is not None:
        fact(str(replaced))
        message("That is the workspace as it was before.")
