"""Archived touchpoints: listed, found, and brought back with their links."""

from __future__ import annotations

import pytest

from store.board import archived_touchpoints, touchpoints
from store.common.errors import Refused
from store.domain.stages import Stage
from store.evidence import evidence
from store.improvements import improvements
from store.journal.seat import Seat
from store.queries import search
from store.queries.load_snapshot import load_snapshot
from store.undo import undo


@pytest.fixture
def card(room: Seat) -> str:
    """An archived touchpoint that an improvement and an answer name."""
    id = touchpoints.add(room, Stage.RESOLVE, "Refund approval")
    touchpoints.add(room, Stage.RESOLVE, "First reply")
    improvements.pick(room, Stage.RESOLVE, "Refund up to 50 euros", touchpoint=id)
    evidence.log(room, Stage.RESOLVE, measure="csat", value=4, touchpoint=id)
    touchpoints.archive(room, [id])
    return id


def on_board(room: Seat) -> list[str]:
    return [card.text for card in load_snapshot(room).board[Stage.RESOLVE.position].touchpoints]


def test_it_comes_back_with_what_names_it(room: Seat, card: str) -> None:
    (found,) = archived_touchpoints.archived_touchpoints(room)
    assert (found.id, found.text, found.stage) == (card, "Refund approval", Stage.RESOLVE)
    archived_touchpoints.unarchive(room, [card])
    assert on_board(room) == ["First reply", "Refund approval"]
    assert archived_touchpoints.archived_touchpoints(room) == ()
    (picked,) = [each for each in load_snapshot(room).planned if each.text.startswith("Refund")]
    assert picked.touchpoint_id == card
    answers = evidence.page(room, evidence.Filter(touchpoint_id=card))
    assert len(answers.items) == 1


def test_undo_archives_it_again(room: Seat, card: str) -> None:
    archived_touchpoints.unarchive(room, [card])
    assert undo.undo(room) == "Brought back “Refund approval”"
    assert on_board(room) == ["First reply"]


def test_it_is_found_by_its_words(room: Seat, card: str) -> None:
    assert [each.id for each in search.find(room, "APPROVAL refund").archived] == [card]
    assert search.find(room, "approval nowhere").archived == ()


def test_what_was_merged_or_is_on_the_board_is_not_brought_back(room: Seat, card: str) -> None:
    archived_touchpoints.unarchive(room, [card])
    with pytest.raises(Refused, match="is on the board already"):
        archived_touchpoints.unarchive(room, [card])
    into = touchpoints.add(room, Stage.RESOLVE, "Refunds")
    touchpoints.merge(room, into, [card])
    assert archived_touchpoints.archived_touchpoints(room) == ()
    with pytest.raises(Refused, match="was merged into another touchpoint"):
        archived_touchpoints.unarchive(room, [card])


def test_an_id_is_found_by_its_beginning(room: Seat, card: str) -> None:
    assert archived_touchpoints.find_archived(room, card[:6]).id == card
    with pytest.raises(Refused, match="archived touchpoint"):
        archived_touchpoints.find_archived(room, "nothing")


def test_several_come_back_one_below_the_other(room: Seat, card: str) -> None:
    other = touchpoints.add(room, Stage.RESOLVE, "Second reply")
    touchpoints.archive(room, [other])
    archived_touchpoints.unarchive(room, [other, card])
    assert on_board(room) == ["First reply", "Second reply", "Refund approval"]
