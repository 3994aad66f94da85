"""The page of all keys, out of the table that the screens bind them from."""

from __future__ import annotations

from screens.core.keys import KeyCommand, KeyScope, commands_of, key_name

_TOP = """# Keys

<!-- Made by `python -m handbook pages` from the table in `screens/core/keys.py`. -->

`?` shows the keys that work where you are, and `ctrl+p` lists every command. Arrows and `h j k l` both
move. A form saves on `ctrl+s`, and `esc` never loses text. Pasting many lines on the board makes many
touchpoints, after asking.

The mouse acts too. To select text with it, hold `shift` (in some terminals `option` or `fn`) while you
drag, or switch *Mouse* off in the settings (`,`).

Every key can be changed: put the name from the last column into `[keys]` of your
[settings](settings.md#your-settings), or run `care config set keys.NAME KEY`.
"""
FIRST = (KeyScope.EVERYWHERE, KeyScope.CURSOR, KeyScope.PROGRAM)
"""The places that head the page, since they are met on every other."""
_SAID = {KeyScope.PROGRAM: "In the whole program, above dialogs too"}


def keys_page() -> str:
    """The page as Markdown."""
    places = (*FIRST, *(place for place in KeyScope if place not in FIRST))
    return "\n".join([_TOP, *(_part(place) for place in places)])


def _part(place: KeyScope) -> str:
    rows = [
        "| Keys | What it does | Name |",
        "|---|---|---|",
        *(
            f"| {_keys(command)} | {cell(command.help)} | `{command.id}` |"
            for command in commands_of(place)
        ),
    ]
    return "\n".join([f"## {_SAID.get(place, place.value)}", "", *rows, ""])


def _keys(command: KeyCommand) -> str:
    names = [key_name(key).replace("^", "ctrl+") for key in command.key_list]
    return " ".join(f"`{name}`" for name in names) or "`ctrl+p`, by name"


def cell(text: str) -> str:
    """``text`` as a table's cell holds it: on one line, with no bar that ends the cell."""
    return " ".join(text.split()).replace("|", r"\|")
