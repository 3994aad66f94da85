"""Quotes chosen for the report and what was learned: kept with the review, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.common.errors import NotFound, Refused
from store.domain.stages import Stage
from store.evidence import evidence
from store.improvements import improvements
from store.journal.seat import Seat
from store.models.review import Review
from store.queries.evidence.quotes_to_read import quotes_to_read
from store.queries.load_snapshot import load_snapshot
from store.reviews import reviews, talk
from store.transfer.workspace_file import export_workspace, read_workspace_file, to_toml
from store.transfer.workspace_import import import_workspace
from store.undo import undo
from store.workspace.workspace import create_workspace


def _review(seat: Seat) -> Review:
    review = load_snapshot(seat).review
    assert review is not None
    return review


def test_a_quote_is_chosen_left_out_and_undone(room: Seat) -> None:
    said = evidence.log(room, Stage.ASSIST, quote="She stayed on the line.")
    with pytest.raises(NotFound):
        talk.choose_quote(room, said)
    reviews.open_review(room)
    assert talk.choose_quote(room, said)
    assert _review(room).quotes == (said,)
    undo.undo(room)
    assert _review(room).quotes == ()
    assert talk.choose_quote(room, said)
    assert not talk.choose_quote(room, said)
    assert _review(room).quotes == ()


def test_an_answer_without_words_is_no_quote(room: Seat) -> None:
    said = evidence.log(room, Stage.CONNECT, measure="csat", value=4)
    reviews.open_review(room)
    with pytest.raises(Refused, match="no words"):
        talk.choose_quote(room, said)


def test_what_was_learned_and_quotes_come_back_from_an_export(room: Seat, tmp_path: Path) -> None:
    said = evidence.log(room, Stage.ASSIST, quote="She stayed on the line.")
    id = improvements.pick(room, Stage.ASSIST, "Stay on the line")
    reviews.open_review(room)
    talk.choose_quote(room, said)
    talk.note_learned(room, id, "People wait\nif told how long.")
    reviews.bring_together(room, "assist")
    data = to_toml(export_workspace(room.workspace)).encode()
    other = create_workspace(tmp_path / "other.db", durable=False)
    import_workspace(other, read_workspace_file(data, "care.toml"))
    review = _review(Seat(other, room.team_id))
    assert review.quotes == (said,)
    assert review.learned == {id: "People wait\nif told how long."}
    assert review.called is None
    other.close()
    talk.note_learned(room, id, " ")
    assert _review(room).learned == {}


def test_quotes_to_read_are_one_let_down_one_served_well_and_never_the_same_words(
    room: Seat,
) -> None:
    for value, words in ((2, "Slow."), (5, "Lovely."), (5, "lovely."), (5, "Fine."), (4, "Good.")):
        evidence.log(room, Stage.CONNECT, measure="csat", value=value, quote=words)
    found = [each.quote.casefold() for each in quotes_to_read(room, None)]
    assert len(found) == len(set(found)) == 3
    assert "slow." in found


def test_a_quote_of_a_word_is_read_only_where_longer_ones_leave_room(room: Seat) -> None:
    for value, words in ((2, "Nobody called back."), (4, "Quick and kind."), (1, "ok"), (3, "no")):
        evidence.log(room, Stage.CONNECT, measure="csat", value=value, quote=words)
    found = [each.quote for each in quotes_to_read(room, None)]
    assert {"Nobody called back.", "Quick and kind."} < set(found)
    assert len(found) == 3


def test_only_the_lead_brings_everybody_together(dana: Seat, lee: Seat) -> None:
    reviews.open_review(dana, present=[str(lee.member_id)])
    with pytest.raises(Refused, match="Only the lead may bring everybody along"):
        reviews.bring_together(lee)
    reviews.bring_together(dana, "assist")
    reviews.bring_together(dana)
    called = _review(lee).called
    assert called is not None
    assert (called.number, called.sitting, called.place) == (2, dana.sitting, "")
