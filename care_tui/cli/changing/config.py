"""``config``: a person's settings, shown and changed."""

from __future__ import annotations

import os
from typing import Any

import click

from care_tui.cli.inputs import json_option
from care_tui.cli.lazy import LazyGroup
from care_tui.cli.output import fact, facts, message
from care_tui.context import CommandContext, pass_here
from care_tui.settings import KINDS, config_path, save_settings
from store.common.errors import Refused, WrongValue
from store.common.text import drawable

_KEYS = "keys."
"""What the name of a key's setting begins with."""
_YES_NO = {"true": True, "false": False}
_INSTEAD = {"workspace": "CARE_WORKSPACE", "team": "CARE_TEAM", "member": "CARE_MEMBER"}
"""The environment variable that is taken in place of a setting."""


@click.group(cls=LazyGroup)
def config() -> None:
    """Your settings."""


@config.command("path")
def config_path_() -> None:
    """Where the settings file is."""
    fact(str(config_path()))


@config.command("show")
@json_option
@pass_here
def config_show(context: CommandContext, as_json: bool) -> None:
    """The settings in force, as TOML."""
    import tomli_w

    settings = context.settings
    shown_settings = _in_force(context)
    if as_json:
        facts({"settings": shown_settings, "problems": list(settings.problems)})
        return
    fact(tomli_w.dumps(shown_settings).rstrip())
    for problem in settings.problems:
        message(problem)


@config.command("get")
@click.argument("name", metavar="NAME")
@pass_here
def config_get(context: CommandContext, name: str) -> None:
    """Print one setting in force, such as theme, or the keys of a command: keys.board.add."""
    _check_name(name)
    in_force = _in_force(context)
    if name.startswith(_KEYS):
        from screens.core.keys import BY_ID

        command = name.removeprefix(_KEYS)
        fact(in_force["keys"].get(command, BY_ID[command].keys))
        return
    value = in_force[name]
    fact(str(value).lower() if isinstance(value, bool) else value)


@config.command("set")
@click.argument("name", metavar="NAME")
@click.argument("value", metavar="VALUE")
@pass_here
def config_set(context: CommandContext, name: str, value: str) -> None:
    """Change one setting; an empty VALUE for a text takes care's own. Comments stay."""
    _check_name(name)
    path = config_path()
    save_settings(path, {name: _checked(context, name, value)})
    message(f"Saved in {path}.")
    instead = _INSTEAD.get(name)
    if instead is not None and os.environ.get(instead):
        message(f"{instead} is set, and is taken in its place.")


def _in_force(context: CommandContext) -> dict[str, Any]:
    from care_tui.sharing.sharing import own_sharing
    from store.workspace.location import shown_location

    settings = context.settings
    return {
        "theme": settings.theme,
        "ascii": settings.ascii,
        "mouse": settings.mouse,
        "guide": settings.guide,
        "bell": settings.bell,
        "workspace": shown_location(context.location),
        "team": context.team_name or "",
        "member": context.member_name or "",
        "keys": dict(settings.keys),
        "share": {
            target.name: f"{target.scheme}://…"
            for target in own_sharing(settings, context.clock, os.environ).targets
        },
    }


def _check_name(name: str) -> None:
    """Raise WrongValue where nothing is set by ``name``, with what can be."""
    if name.startswith(_KEYS):
        from screens.core.keys import BY_ID

        command = name.removeprefix(_KEYS)
        if command not in BY_ID:
            raise WrongValue(f"There is no command “{command}” with keys.{_hint(command, BY_ID)}")
        return
    if name.partition(".")[0] in ("share", "host"):
        raise WrongValue(f"“{name}” is written in the file itself: care config path.")
    names = [each for each, kind in KINDS.items() if kind is not dict]
    if name not in names:
        raise WrongValue(
            f"There is no setting “{name}”.{_hint(name, names)} Settings are "
            f"{', '.join(names)}, and keys.COMMAND such as keys.board.add."
        )


def _hint(word: str, names: Any) -> str:
    from difflib import get_close_matches

    similar = get_close_matches(word.casefold(), list(names), n=1)
    return f" Did you mean {similar[0]}?" if similar else ""


def _checked(context: CommandContext, name: str, value: str) -> str | bool:
    """The value as it is saved. Raises WrongValue where the setting cannot take it."""
    if drawable(value) != value:
        raise WrongValue(f"The setting “{name}” takes text without control characters.")
    if name.startswith(_KEYS):
        return _checked_keys(context, name.removeprefix(_KEYS), value)
    if KINDS[name] is bool:
        if value.casefold() not in _YES_NO:
            raise WrongValue(f"The setting “{name}” takes true or false, not “{value}”.")
        return _YES_NO[value.casefold()]
    if name == "theme" and value:
        known = _theme_names()
        if value not in known:
            raise WrongValue(f"The setting “theme” takes {', '.join(known)}, not “{value}”.")
    if name == "workspace" and value:
        _check_workspace(value)
    return value


def _checked_keys(context: CommandContext, command: str, keys: str) -> str:
    from screens.core.rebinding import check_rebinding

    others = {name: own for name, own in context.settings.keys.items() if name != command}
    good, problems = check_rebinding({command: keys, **others})
    if command not in good:
        raise WrongValue(next(each for each in problems if f"“{command}”" in each))
    return keys


def _theme_names() -> list[str]:
    from textual.theme import BUILTIN_THEMES

    from screens.theme.themes import themes

    own = [theme.name for theme in themes()]
    return [*own, *sorted(set(BUILTIN_THEMES) - set(own))]


def _check_workspace(value: str) -> None:
    from store.db.engine import workspace_url

    if value == "-":
        raise WrongValue("A workspace is a file or the URL of a server, not -.")
    try:
        workspace_url(value)
    except Refused as refused:
        raise WrongValue(refused.message) from None
