"""``export``, ``backup``, ``restore``, ``config``: files people own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from care_tui.cli.here import Here, pass_here
from care_tui.cli.say import fact, message, write_out
from care_tui.settings import config_path
from store.errors import Refused

if TYPE_CHECKING:
    from store.workspace import Workspace

_FILE = click.Path(path_type=Path)
_FORCE = "Replace what stands there."


@click.command()
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
    here: Here, output: Path | None, form: str | None, split: Path | None, force: bool
) -> None:
    """Write the whole workspace as text; care import workspace brings it back."""
    if split is not None:
        if output is not None or form not in (None, "toml"):
            raise click.UsageError("--split writes TOML into its folder; leave -o and --format.")
        _export_split(here, split)
        return
    workspace = here.workspace()
    if output is not None and output.expanduser().absolute() == workspace.path:
        raise Refused(f"{output} is the workspace itself; export it to another file.")
    write_out(output, _exported(workspace, form), force=force)


def _exported(workspace: Workspace, form: str | None) -> str | Iterator[str]:
    from store.exchange.workspace_file import export_workspace, to_json, to_toml

    if form == "csv":
        from store.exchange.csv_file import evidence_csv

        return evidence_csv(workspace)
    found = export_workspace(workspace)
    return to_json(found) if form == "json" else to_toml(found)


def _export_split(here: Here, folder: Path) -> None:
    from store.exchange.split import write_split

    done = write_split(here.workspace(), folder.expanduser())
    fact(f"{done.written:,} written, {done.same:,} the same, {done.removed:,} removed")
    message(f"Exported into {folder}; care import workspace {folder} brings it back.")


@click.command()
@click.argument("file", type=_FILE, metavar="FILE")
@click.option("--force", is_flag=True, help=_FORCE)
@pass_here
def backup(here: Here, file: Path, force: bool) -> None:
    """Copy the workspace into FILE while others may go on working."""
    from store import upkeep

    made = upkeep.backup(here.workspace(), file, force=force)
    fact(str(made))
    message("Backed up. Votes, moods and ratings that are not revealed are not in it.")


@click.command()
@click.argument("file", type=_FILE, metavar="FILE")
@click.option("--force", is_flag=True, help="Do not keep the workspace that stands there.")
@pass_here
def restore(here: Here, file: Path, force: bool) -> None:
    """Put the backup FILE where the workspace is; what stood there is kept beside it."""
    from store import upkeep
    from store.kept_backups import age_of

    kept = upkeep.restore(file, here.place, force=force)
    age = age_of(file.expanduser(), here.clock.now())
    message(f"Restored {here.place} from a backup {age} old.")
    if kept is not None:
        fact(str(kept))
        message("That is the workspace as it was before.")


@click.group()
def config() -> None:
    """Your settings."""


@config.command("path")
def config_path_() -> None:
    """Where the settings file is."""
    fact(str(config_path()))


@config.command("show")
@pass_here
def config_show(here: Here) -> None:
    """The settings in force, as TOML."""
    import tomli_w

    from store.workspace import shown_place

    settings = here.settings
    shown = {
        "theme": settings.theme,
        "ascii": settings.ascii,
        "workspace": shown_place(here.place),
        "team": here.team_name or "",
        "member": here.member_name or "",
        "keys": dict(settings.keys),
    }
    fact(tomli_w.dumps(shown).rstrip())
    for problem in settings.problems:
        message(problem)
