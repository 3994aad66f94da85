"""Commands and groups of them: imported when asked for, each with the options that all share."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from care_tui.context import CommandContext

WORDS = "care.words"
"""Where a group leaves what was typed after a command's name, in the context's ``meta``."""
_ALIKE = 0.7
"""How alike a word must be to a command to be taken for its misspelling."""


class SharedOption(click.Option):
    """An option of ``care`` itself that may also stand after any command. ``care --help`` tells
    it; each command's help has one line for all of them."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        if ctx.parent is None:
            return super().get_help_record(ctx)
        here = [each for each in ctx.command.get_params(ctx) if isinstance(each, SharedOption)]
        if self is not here[0]:
            return None
        return ", ".join(each.opts[0] for each in here), "Taken here too: see care --help."


def _say(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> None:
    """Hand what was given to the command's context. Raises WrongValue where two differ."""
    context = ctx.find_object(CommandContext)
    for value in values:
        if context is not None:
            context.say(param.opts[0], value)


def _shared(option: str, metavar: str, help: str) -> SharedOption:
    return SharedOption(
        [option, f"shared_{option.removeprefix('--')}"],
        metavar=metavar,
        help=help,
        multiple=True,
        is_eager=True,
        expose_value=False,
        callback=_say,
    )


SHARED = (
    _shared("--workspace", "PATH|URL", "The workspace to work on (CARE_WORKSPACE)."),
    _shared("--team", "NAME", "The team, where the workspace has several (CARE_TEAM)."),
    _shared("--as", "MEMBER", "Who types (CARE_MEMBER)."),
)
"""What says where a command acts, and for whom. They are read before a command's own options,
some of which need to know the team."""


class _Shares(click.Command):
    """A command that takes the shared options, and whose help ends with an example."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        own = super().get_params(ctx)
        taken = {name for each in self.params for name in each.opts}
        shared = [each for each in SHARED if taken.isdisjoint(each.opts)]
        index = 0 if ctx.parent is None else len(self.params)
        return [*own[:index], *shared, *own[index:]]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from care_tui.cli.helping.examples import write_examples

        write_examples(ctx, formatter)


_IDS_AS_JSON = "care.ids-as-json"
"""Whether ids are wanted as JSON, in the context's ``meta``."""
_NO_IDS = frozenset(
    [
        "init",
        "demo",
        "review",
        "words",
        "welcome",
        "report",
        "summary",
        "calendar",
        "share",
        "host",
        "web",
        "export",
        "copy",
        "backup",
        "restore",
        "config.get",
        "config.path",
        "config.set",
        "completion",
        "help",
    ]
)
"""Commands without facts that print texts and paths, or open something: no ids."""


def _wants_ids(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    ctx.meta[_IDS_AS_JSON] = value


_JSON = click.Option(
    ["--json", "ids_as_json"],
    is_flag=True,
    expose_value=False,
    callback=_wants_ids,
    help="Print the ids as JSON.",
)


def _name(ctx: click.Context) -> str:
    """The command's words after ``care``, with a point between them."""
    words: list[str] = []
    while ctx.parent is not None:
        words.insert(0, str(ctx.info_name))
        ctx = ctx.parent
    return ".".join(words)


class CareCommand(_Shares):
    """One of care's commands. Those that print no facts but ids take ``--json``, too."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        params = super().get_params(ctx)
        taken = any("--json" in each.opts for each in self.params)
        if taken or ctx.parent is None or _name(ctx) in _NO_IDS:
            return params
        return [*params[: len(self.params)], _JSON, *params[len(self.params) :]]

    def invoke(self, ctx: click.Context) -> Any:
        if not ctx.meta.get(_IDS_AS_JSON):
            return super().invoke(ctx)
        from care_tui.cli.output import facts, held

        value = None
        with held() as pieces:
            try:
                value = super().invoke(ctx)
            except click.exceptions.Exit as ended:
                if ended.exit_code:
                    raise
        facts({"ids": "".join(pieces).splitlines()})
        return value


class LazyGroup(_Shares, click.Group):
    """A group that knows where its commands are."""

    command_class = CareCommand

    def __init__(
        self,
        *args: Any,
        import_paths: Mapping[str, str] | None = None,
        other_words: Mapping[str, str] | None = None,
        **settings: Any,
    ) -> None:
        """``import_paths``: ``module:attribute`` by command name, in the order help lists them.
        ``other_words``: what does what people may call otherwise, by their word."""
        super().__init__(*args, **settings)
        self.import_paths = dict(import_paths or {})
        self.other_words = dict(other_words or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.import_paths, *super().list_commands(ctx)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from care_tui.cli.helping.sections import write_sections

        write_sections(self, ctx, formatter, {"Commands": self.list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        import_path = self.import_paths.get(cmd_name)
        if import_path is None:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = import_path.partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        ctx.meta[WORDS] = tuple(args[1:])
        if not ctx.resilient_parsing and self.get_command(ctx, args[0]) is None:
            ctx.fail(f"There is no command “{args[0]}”.{self._hint(ctx, args[0])}")
        return super().resolve_command(ctx, args)

    def _hint(self, ctx: click.Context, word: str) -> str:
        """What may be meant by a word that is no command."""
        meant = self.other_words.get(word.casefold())
        if meant is not None:
            return f" {meant}"
        from difflib import get_close_matches

        similar = get_close_matches(word.casefold(), self.list_commands(ctx), n=1, cutoff=_ALIKE)
        return f" Did you mean {similar[0]}?" if similar else ""
