"""The bottom row where not every key fits."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.widget import Widget

from screens.chrome.footer import footer_pieces
from screens.keys import REACHABLE, Where, commands_of, key_name
from screens.usable import Usable

WITH_HELP = [name for name, places in REACHABLE.items() if Where.EVERYWHERE in places]


def _usable(name):
    node = Widget()
    return [
        Usable(command, command.key_list, node, enabled=True)
        for command in commands_of(*REACHABLE[name])
    ]


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("name", WITH_HELP)
def test_help_is_always_named_and_nothing_more_important_left_out(name, width):
    usable = _usable(name)
    pieces = footer_pieces(usable, width)
    text = "".join(piece.text for piece in pieces)
    assert cell_len(text.rstrip()) <= width
    assert "? Help" in text
    first = [one for one in usable if one.command.footer == 1 and not one.command.group]
    for one in first:
        assert f"{key_name(one.keys[0])} {one.command.label}" in text


def test_where_all_fit_none_is_left_out():
    text = "".join(piece.text for piece in footer_pieces(_usable("Pick"), 1000))
    for label in ("Write it", "Cancel review", "I'm done", "Quit", "Lead"):
        assert label in text
