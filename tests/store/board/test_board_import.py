"""Boards out of files: one step each, and never twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.board.board_import import import_board, places_for
from store.common.errors import Refused
from store.domain.stages import Stage
from store.formats.boards.boards import read_board
from store.undo.undo import redo, undo

if TYPE_CHECKING:
    from tests.conftest import Live

BOARD = b"# Connect\n- Welcome\n\n# 3. Resolve: own it\n- Queue\n- Queue\n\n# Ideas\n- Wish\n"


def test_lists_find_their_stage_by_name() -> None:
    board = read_board(BOARD, "x.md")
    placed, waiting = places_for(board, {})
    assert placed == {"connect": Stage.CONNECT, "3. resolve: own it": Stage.RESOLVE}
    assert waiting == ("Ideas",)
    placed, waiting = places_for(board, {"IDEAS": None, "connect": Stage.ENHANCE})
    assert (placed["ideas"], placed["connect"], waiting) == (None, Stage.ENHANCE, ())
    with pytest.raises(Refused, match="“Ideas”"):
        places_for(board, {"Nope": Stage.ASSIST})


def test_a_board_is_one_step_to_undo(live: Live) -> None:
    board = read_board(BOARD, "x.md")
    placed, _ = places_for(board, {"Ideas": Stage.ENHANCE})
    done = import_board(live.seat, board, placed, file="x.md")
    assert done.added == 4
    assert live.texts() == [["Welcome"], [], ["Queue", "Queue"], ["Wish"]]
    undo(live.seat)
    assert live.texts() == [[], [], [], []]
    redo(live.seat)
    assert live.texts() == [["Welcome"], [], ["Queue", "Queue"], ["Wish"]]


def test_a_card_that_stands_there_is_not_added_again(live: Live) -> None:
    board = read_board(BOARD, "x.md")
    placed, _ = places_for(board, {"Ideas": None})
    import_board(
        live.seat, read_board(b"# Resolve\n- queue\n", "y.md"), {"resolve": Stage.RESOLVE}, file="y"
    )
    done = import_board(live.seat, board, placed, file="x.md")
    assert [(each.added, each.there) for each in done.lists] == [(1, 0), (1, 1), (0, 0)]
    seq = live.snapshot.seq
    assert import_board(live.seat, board, placed, file="x.md").added == 0
    assert live.snapshot.seq == seq
