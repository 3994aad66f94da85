"""``export``, ``backup``, ``restore``, ``config``: files people own."""

from __future__ import annotations

from pathlib import Path

import click

from care_tui.cli.here import Here, pass_here
from care_tui.cli.say import fact, message, write_out
from care_tui.settings import config_path
from store.errors import Refused

_FILE = click.Path(path_type=Path)
_FORCE = "Replace what stands there."


@click.command()
@click.option("-o", "--output", type=_FILE, metavar="FILE", help="Where to. [default: the screen]")
@click.option(
    "--format", "form", type=click.Choice(["toml", "json"]), default="toml", show_default=True
)
@pass_here
def export(here: Here, output: Path | None, form: str) -> None:
    """Write the whole workspace as text; care import workspace brings it back."""
    from store.exchange.workspace_file import export_workspace, to_json, to_toml

    workspace = here.workspace()
    if output is not None and output.expanduser().absolute() == workspace.path:
        raise Refused(f"{output} is the workspace itself; export it to another file.")
    found = export_workspace(workspace)
    write_out(output, to_json(found) if form == "json" else to_toml(found))


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

    kept = upkeep.restore(file, here.place, force=force)
    message(f"Restored {here.place}.")
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

    settings = here.settings
    shown = {
        "theme": settings.theme,
        "ascii": settings.ascii,
        "workspace": here.place,
        "team": here.team_name or "",
        "member": here.member_name or "",
        "keys": dict(settings.keys),
    }
    fact(tomli_w.dumps(shown).rstrip())
    for problem in settings.problems:
        message(problem)
