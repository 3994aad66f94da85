"""``care`` itself: what comes before the command, and how each ending is said."""

from __future__ import annotations

import sys
from typing import Any

import click

from care_tui import __version__
from care_tui.argv_privacy import without_passwords
from care_tui.cli.lazy import LazyGroup
from care_tui.cli.other_words import OTHER_WORDS
from care_tui.cli.output import end_of_reader, failure, message, plural
from care_tui.context import CommandContext
from store.common.errors import Refused, WrongValue

COMMANDS = {
    "init": "care_tui.cli.setup:init",
    "demo": "care_tui.cli.opening:demo",
    "review": "care_tui.cli.opening:review",
    "status": "care_tui.cli.status.status:status",
    "board": "care_tui.cli.board:board",
    "add": "care_tui.cli.board:add",
    "private": "care_tui.cli.changing.between:private",
    "park": "care_tui.cli.changing.between:park",
    "edit": "care_tui.cli.changing.edit:edit",
    "move": "care_tui.cli.changing.touchpoints:move",
    "merge": "care_tui.cli.changing.touchpoints:merge",
    "archive": "care_tui.cli.changing.touchpoints:archive",
    "unarchive": "care_tui.cli.board:unarchive",
    "pick": "care_tui.cli.improvements:pick",
    "done": "care_tui.cli.improvements:done",
    "drop": "care_tui.cli.improvements:drop",
    "carry": "care_tui.cli.improvements:carry",
    "cycle": "care_tui.cli.changing.cycles:cycle",
    "log": "care_tui.cli.evidence.log:log",
    "evidence": "care_tui.cli.evidence.listing:evidence",
    "case": "care_tui.cli.evidence.cases:case",
    "undo": "care_tui.cli.changing.undo:undo",
    "ask": "care_tui.cli.practice:ask",
    "questions": "care_tui.cli.practice:questions",
    "words": "care_tui.cli.practice:words",
    "quarter": "care_tui.cli.practice:quarter",
    "welcome": "care_tui.cli.practice:welcome",
    "erase": "care_tui.cli.evidence.log:erase",
    "verdict": "care_tui.cli.facts:verdict",
    "momentum": "care_tui.cli.facts:momentum",
    "report": "care_tui.cli.facts:report",
    "summary": "care_tui.cli.facts:summary",
    "share": "care_tui.cli.share:share",
    "calendar": "care_tui.cli.facts:calendar",
    "team": "care_tui.cli.setup:team",
    "member": "care_tui.cli.setup:member",
    "measure": "care_tui.cli.evidence.measures:measure",
    "invite": "care_tui.cli.access:invite",
    "look": "care_tui.cli.access:look",
    "host": "care_tui.cli.host:host",
    "web": "care_tui.cli.host:web",
    "import": "care_tui.cli.importing.import_command:import_",
    "undo-import": "care_tui.cli.importing.recipes:undo_import",
    "export": "care_tui.cli.files:export",
    "copy": "care_tui.cli.copy:copy",
    "backup": "care_tui.cli.files:backup",
    "restore": "care_tui.cli.files:restore",
    "doctor": "care_tui.cli.doctor_checks.doctor:doctor",
    "config": "care_tui.cli.changing.config:config",
    "completion": "care_tui.cli.shell.completion:completion",
    "help": "care_tui.cli.shell.help_command:help",
}


class CommandFailure(click.ClickException):
    """An ending with one sentence on standard error, or with JSON where facts are wanted as JSON."""

    def __init__(self, sentence: str, code: str, *, field: str | None = None) -> None:
        """``code`` is what kind of failure it is, for programs."""
        super().__init__(sentence)
        self.code = code
        self.field = field
        self.as_json = False

    def show(self, file: Any = None) -> None:
        failure(self.message, self.code, field=self.field, as_json=self.as_json)


class WrongUsage(CommandFailure):
    """An ending with exit code 2: what was typed is not in the command's form."""

    exit_code = 2


def _as_failure(refused: Refused) -> CommandFailure:
    """How a refusal ends a command: a value that nobody could read is wrong usage."""
    ending = WrongUsage if isinstance(refused, WrongValue) else CommandFailure
    return ending(refused.message, refused.code, field=refused.field)


def _ready_to_show(error: click.ClickException, *, as_json: bool) -> click.ClickException:
    """What ``error`` will say, without the passwords of URLs; as JSON where that is wanted."""
    vars(error).update(message=without_passwords(error.message))
    if not as_json:
        return error
    if not isinstance(error, CommandFailure):
        ending = WrongUsage if error.exit_code == 2 else CommandFailure
        error = ending(error.format_message(), "usage")
    error.as_json = True
    return error


_AS_JSON = "care.as-json"
"""Whether facts are wanted as JSON, in the context's ``meta``."""


class RootCommand(LazyGroup):
    """The whole command line. Nothing ends in a traceback, or says a password."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        words = args[: args.index("--")] if "--" in args else args
        as_json = "--json" in words
        try:
            ctx = super().make_context(info_name, args, parent, obj=CommandContext(), **extra)
        except Refused as refused:
            raise _ready_to_show(_as_failure(refused), as_json=as_json) from None
        except click.ClickException as error:
            raise _ready_to_show(error, as_json=as_json) from None
        ctx.meta[_AS_JSON] = as_json
        return ctx

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from care_tui.cli.helping.sections import SECTIONS, write_sections

        write_sections(self, ctx, formatter, SECTIONS)

    def invoke(self, ctx: click.Context) -> Any:
        as_json = bool(ctx.meta.get(_AS_JSON))
        if sys.stdout is None:
            failure("Standard output is closed, so nothing can be printed.", "refused")
            ctx.exit(1)
        try:
            value = super().invoke(ctx)
        except BrokenPipeError:
            end_of_reader()
            ctx.exit(0)
        except Refused as refused:
            raise _ready_to_show(_as_failure(refused), as_json=as_json) from None
        except click.ClickException as error:
            raise _ready_to_show(error, as_json=as_json) from None
        except (click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            failure("Stopped.", "stopped", as_json=as_json)
            ctx.exit(130)
        except Exception as bug:  # noqa: BLE001 - said in a sentence and written down
            from care_tui.app_session import report_failure

            raise _ready_to_show(
                CommandFailure(report_failure(bug), "bug"), as_json=as_json
            ) from None
        context = ctx.find_object(CommandContext)
        if context is not None and context.removed:
            message(f"Removed {plural(context.removed, 'control character')} from the text.")
        return value


@click.group(
    cls=RootCommand,
    import_paths=COMMANDS,
    other_words=OTHER_WORDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--ascii", is_flag=True, help="Draw the app in ASCII only.")
@click.option(
    "--guest",
    is_flag=True,
    help="Open the app with no file and no shell in reach, for guests over SSH. Needs --as.",
)
@click.version_option(__version__, prog_name="care", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, ascii: bool, guest: bool) -> None:
    """Run your team's customer-experience review: Connect, Assist, Resolve, Enhance.

    Without a command the app opens. Facts go to standard output, messages to standard
    error; the exit code is 0 when all is well, 1 when something was refused or a check
    failed, 2 for wrong usage, 3 when a check could not be made.
    """
    context: CommandContext = ctx.obj
    context.ascii = ascii
    ctx.call_on_close(context.close)
    if guest:
        if ctx.invoked_subcommand is not None:
            raise click.UsageError("--guest opens the app. Leave the command out.", ctx)
        from care_tui.host.forced import open_as_guest

        ctx.exit(open_as_guest(context))
    if ctx.invoked_subcommand is None:
        from care_tui.app_session import open_app

        ctx.exit(open_app(context))
