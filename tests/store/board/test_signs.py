"""Where customers may need help and say nothing."""

from __future__ import annotations

from store.board import touchpoints
from store.board.signs import sign_words, unseen_needs, without_sign
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot


def test_friction_without_a_sign_is_named_in_assist_the_most_first(dana: Seat) -> None:
    board = load_snapshot(dana).board
    assert unseen_needs(board) == ""
    touchpoints.add(dana, Stage.ASSIST, "Calm", friction=0)
    touchpoints.add(dana, Stage.ASSIST, "Seen", friction=3, sign="a third search")
    for number, friction in enumerate((1, 3, 2, 1)):
        touchpoints.add(dana, Stage.ASSIST, f"Page {number}", friction=friction)
    touchpoints.add(dana, Stage.RESOLVE, "Refund", friction=3)
    board = load_snapshot(dana).board
    words = unseen_needs(board)
    assert words.startswith("Customers may need help at Page 1, Page 2, Page 0 and 1 more and")
    assert len(without_sign(board)) == 5
    (seen,) = (card for card in board[1].touchpoints if card.text == "Seen")
    assert sign_words(seen) == "The sign: a third search."
