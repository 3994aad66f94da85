"""What may stand for an option or argument, where its own type does not say."""

from __future__ import annotations

import re

import click

from care_tui.cli.helping.examples import words_of
from care_tui.context import CommandContext

_CHOICES = re.compile(r"[a-z-]+(\|[a-z-]+)+")
"""A metavar that lists what is possible."""
_KINDS = {
    "shared_team": "team",
    "shared_as": "member",
    "owner": "member",
    "member": "member",
    "measure": "measure",
    "cycle": "cycle",
    "label": "cycle",
    "recipe_name": "recipe",
}
"""The kind of name, by the parameter's own name."""
_NAMED_BY = {"member": "member", "invite": "member", "measure": "measure", "import": "recipe"}
"""The kind of what a command calls NAME or KEY, by the command's first word."""
_NEW = ("member add", "measure add")
"""Commands whose name is a new one."""


def values_of(ctx: click.Context, param: click.Parameter) -> list[str]:
    """All that may stand for ``param``; nothing where anything may."""
    metavar = str(param.metavar or "")
    if _CHOICES.fullmatch(metavar):
        return metavar.split("|")
    words = words_of(ctx)
    command = " ".join(words)
    if param.name == "command" and command == "help":
        return _command_names(ctx)
    if param.name == "name" and words[:1] == ["config"]:
        return _setting_names()
    kind = _KINDS.get(str(param.name))
    if kind is None and param.name in ("name", "key") and words and command not in _NEW:
        kind = _NAMED_BY.get(words[0])
    context = ctx.find_object(CommandContext)
    if kind is None or context is None:
        return []
    from store.workspace.offered_names import offered_names

    today = context.clock.now().date()
    return offered_names(context.location, kind, context.team_name, today)


def _command_names(ctx: click.Context) -> list[str]:
    """The commands that may come after those that ``care help`` has been told already."""
    here = ctx.find_root()
    for word in ctx.params.get("command") or ():
        group = here.command
        command = group.get_command(here, word) if isinstance(group, click.Group) else None
        if command is None:
            return []
        here = click.Context(command, info_name=word, parent=here)
    return here.command.list_commands(here) if isinstance(here.command, click.Group) else []


def _setting_names() -> list[str]:
    from care_tui.settings import KINDS
    from screens.core.keys import BY_ID

    own = [name for name, kind in KINDS.items() if kind is not dict]
    return [*own, *(f"keys.{command}" for command in BY_ID)]
