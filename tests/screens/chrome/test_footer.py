"""The bottom row where not every key fits."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len
from textual.widget import Widget

from screens.chrome.footer import footer_pieces
from screens.core.available_commands import AvailableCommand
from screens.core.keys import REACHABLE, KeyScope, commands_of, key_name

WITH_HELP = [name for name, places in REACHABLE.items() if KeyScope.EVERYWHERE in places]


def _usable(name: str) -> list[AvailableCommand]:
    node = Widget()
    return [
        AvailableCommand(command, command.key_list, node, enabled=True)
        for command in commands_of(*REACHABLE[name])
    ]


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("name", WITH_HELP)
def test_help_is_always_named_and_nothing_more_important_left_out(name: Any, width: int) -> None:
    usable = _usable(name)
    pieces = footer_pieces(usable, width)
    text = "".join(piece.text for piece in pieces)
    assert cell_len(text.rstrip()) <= width
    assert "? Help" in text
    first = [one for one in usable if one.command.footer == 1 and not one.command.group]
    for one in first:
        assert f"{key_name(one.keys[0])} {one.command.label}" in text


def test_where_all_fit_none_is_left_out() -> None:
    text = "".join(piece.text for piece in footer_pieces(_usable("Pick"), 1000))
    for label in ("Write it", "Cancel review", "I'm done", "Quit", "Lead"):
        assert label in text
