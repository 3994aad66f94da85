"""``care`` itself: what comes before the command, and how each ending is said."""

from __future__ import annotations

from typing import Any

import click

from care_tui import __version__
from care_tui.cli.here import Here
from care_tui.cli.lazy import LazyGroup
from care_tui.cli.say import message, plural
from care_tui.quick_start import import_without_openssl
from store.errors import Refused

_HOME = "care_tui.cli."
PLACES = {
    "init": _HOME + "setup:init",
    "demo": _HOME + "opening:demo",
    "review": _HOME + "opening:review",
    "status": _HOME + "status:status",
    "board": _HOME + "board:board",
    "add": _HOME + "board:add",
    "pick": _HOME + "improvements:pick",
    "done": _HOME + "improvements:done",
    "drop": _HOME + "improvements:drop",
    "carry": _HOME + "improvements:carry",
    "cycle": _HOME + "improvements:cycle",
    "log": _HOME + "evidence:log",
    "case": _HOME + "evidence:case",
    "erase": _HOME + "evidence:erase",
    "verdict": _HOME + "facts:verdict",
    "momentum": _HOME + "facts:momentum",
    "report": _HOME + "facts:report",
    "team": _HOME + "setup:team",
    "member": _HOME + "setup:member",
    "measure": _HOME + "setup:measure",
    "invite": _HOME + "access:invite",
    "host": _HOME + "host:host",
    "import": _HOME + "imports:import_",
    "export": _HOME + "files:export",
    "copy": _HOME + "copy:copy",
    "backup": _HOME + "files:backup",
    "restore": _HOME + "files:restore",
    "doctor": _HOME + "doctor:doctor",
    "config": _HOME + "files:config",
}


class Said(click.ClickException):
    """An ending with one sentence on standard error and exit code 1."""

    def show(self, file: Any = None) -> None:
        message(self.message)


class Root(LazyGroup):
    """The whole command line. Nothing ends in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            value = super().invoke(ctx)
        except Refused as refused:
            raise Said(refused.message) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            message("Stopped.")
            ctx.exit(130)
        except Exception as failure:  # noqa: BLE001 - said in a sentence and written down
            from care_tui.opening import report_failure

            raise Said(report_failure(failure)) from None
        here = ctx.find_object(Here)
        if here is not None and here.removed:
            message(f"Removed {plural(here.removed, 'control character')} from the text.")
        return value


@click.group(
    cls=Root,
    places=PLACES,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--workspace",
    metavar="PATH|URL",
    help="The workspace to work on (CARE_WORKSPACE).",
)
@click.option("--team", metavar="NAME", help="The team, where the workspace has several.")
@click.option("--as", "member", metavar="MEMBER", help="Who types (CARE_MEMBER).")
@click.option("--ascii", is_flag=True, help="Draw the app in ASCII only.")
@click.option(
    "--guest",
    is_flag=True,
    help="Open the app with no file and no shell in reach, for who came over SSH; needs --as.",
)
@click.version_option(__version__, prog_name="care", message="%(prog)s %(version)s")
@click.pass_context
def cli(
    ctx: click.Context,
    workspace: str | None,
    team: str | None,
    member: str | None,
    ascii: bool,
    guest: bool,
) -> None:
    """Run your team's customer-experience review: Connect, Assist, Resolve, Enhance.

    Without a command the app opens. Facts go to standard output, messages to standard
    error; the exit code is 0 when all is well, 1 when something was refused or a check
    failed, 2 for wrong usage.
    """
    if ctx.invoked_subcommand != "host":  # Which speaks SSH.
        import_without_openssl()
    here = Here(workspace, team, member, ascii=ascii)
    ctx.obj = here
    ctx.call_on_close(here.close)
    if guest:
        if ctx.invoked_subcommand is not None:
            raise click.UsageError("--guest opens the app and goes with no command.", ctx)
        from care_tui.host.forced import open_as_guest

        ctx.exit(open_as_guest(here))
    if ctx.invoked_subcommand is None:
        from care_tui.opening import open_app

        ctx.exit(open_app(here))
