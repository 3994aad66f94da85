"""The parking lot: notes that wait for another day until they are taken up or dropped."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store.board import parking
from store.common.errors import NotFound, Refused
from store.domain.stages import Stage
from store.improvements import improvements
from store.queries.load_snapshot import load_snapshot
from store.reviews import closing, reviews
from store.teams import members
from store.transfer.copy_workspace import copy_workspace
from store.transfer.workspace_file import export_workspace, read_workspace_file, to_json, to_toml
from store.transfer.workspace_import import import_workspace
from store.undo import undo
from store.workspace.workspace import Workspace, create_workspace, open_workspace

if TYPE_CHECKING:
    from store.common.clock import SetClock
    from store.journal.seat import Seat


def _waiting(seat: Seat) -> list[str]:
    return [note.text for note in load_snapshot(seat).parked]


def test_notes_wait_in_the_order_parked_with_who_parked_them(
    room: Seat, dana: Seat, clock: SetClock
) -> None:
    parking.park(dana, "  Ask legal about refunds ")
    clock.move(hours=1)
    parking.park(room, "A new phone system?")
    first, second = load_snapshot(room).parked
    assert (first.text, first.by) == ("Ask legal about refunds", "Dana")
    assert (second.text, second.by) == ("A new phone system?", "")
    assert second.at - first.at == timedelta(hours=1)
    parking.reword(dana, second.id, "A phone system that rings?")
    assert _waiting(room)[1] == "A phone system that rings?"
    assert parking.find_by_start(room, second.id[:6]) == second.id


@pytest.mark.parametrize(
    ("text", "reason"), [(" ", "can't be empty"), ("x" * 201, "at most 200 characters")]
)
def test_a_note_is_short_and_says_something(dana: Seat, text: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        parking.park(dana, text)
    assert _waiting(dana) == []


def test_a_note_becomes_a_touchpoint_in_one_step(dana: Seat) -> None:
    note = parking.park(dana, "The form asks twice")
    card = parking.take_up(dana, note, Stage.ASSIST)
    snapshot = load_snapshot(dana)
    assert [(each.id, each.text) for each in snapshot.board[1].touchpoints] == [
        (card, "The form asks twice")
    ]
    assert snapshot.parked == ()
    for again in (
        lambda: parking.take_up(dana, note, Stage.ASSIST),
        lambda: parking.drop(dana, note),
        lambda: parking.reword(dana, note, "x"),
    ):
        with pytest.raises(Refused, match="taken up as a touchpoint already"):
            again()
    with pytest.raises(NotFound, match="no parked note"):
        parking.find_by_start(dana, note)
    assert undo.undo(dana) == "Took “The form asks twice” from the parking lot to Assist"
    assert _waiting(dana) == ["The form asks twice"]
    assert load_snapshot(dana).board[1].touchpoints == ()
    undo.redo(dana)
    assert _waiting(dana) == []


def test_a_note_becomes_an_improvement_in_one_step(dana: Seat) -> None:
    note = parking.park(dana, "Ask once")
    improvements.pick(dana, Stage.ASSIST, "Ask for the number once", parked=note)
    snapshot = load_snapshot(dana)
    assert [each.text for each in snapshot.planned] == ["Ask for the number once"]
    assert snapshot.parked == ()
    undo.undo(dana)
    snapshot = load_snapshot(dana)
    assert (snapshot.planned, len(snapshot.parked)) == ((), 1)
    parking.drop(dana, note)
    with pytest.raises(Refused, match="was dropped already"):
        improvements.pick(dana, Stage.ASSIST, "Ask once", parked=note)
    assert load_snapshot(dana).planned == ()


def test_a_dropped_note_comes_back_by_undo(dana: Seat) -> None:
    note = parking.park(dana, "Later")
    assert parking.drop(dana, note) == "Later"
    assert _waiting(dana) == []
    undo.undo(dana)
    assert _waiting(dana) == ["Later"]
    undo.undo(dana)
    assert _waiting(dana) == []


def test_it_is_carried_from_review_to_review(dana: Seat, clock: SetClock) -> None:
    parking.park(dana, "Later")
    for _ in range(2):
        reviews.open_review(dana)
        review = load_snapshot(dana).review
        assert review is not None
        for index in range(1, len(review.steps)):
            reviews.go_to_step(dana, index)
        closing.close_review(dana)
        assert _waiting(dana) == ["Later"]
        clock.move(days=7)


def test_who_leaves_stays_named(room: Seat, lee: Seat) -> None:
    parking.park(lee, "Later")
    members.member_leaves(room, str(lee.member_id))
    assert [each.by for each in load_snapshot(room).parked] == ["Lee"]


def test_a_hundred_are_enough(dana: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parking, "MOST", 1)
    note = parking.park(dana, "One")
    with pytest.raises(Refused, match="1 notes wait"):
        parking.park(dana, "Two")
    parking.drop(dana, note)
    parking.park(dana, "Two")


@pytest.mark.parametrize("write", [to_toml, to_json])
def test_it_comes_back_from_an_export(dana: Seat, tmp_path: Path, write: object) -> None:
    parking.park(dana, "Waits")
    parking.drop(dana, parking.park(dana, "Is over"))
    assert callable(write)
    text = write(export_workspace(dana.workspace))
    other = create_workspace(tmp_path / "other.db", dana.workspace.clock, durable=False)
    import_workspace(other, read_workspace_file(text.encode(), "export"))
    assert write(export_workspace(other)) == text
    other.close()


@pytest.mark.parametrize(
    ("was", "now", "reason"),
    [
        ('outcome = "dropped"', 'outcome = "eaten"', "cannot be read"),
        ('outcome = "dropped"\n', "", "without a time of it, or waits with one"),
        ('text = "Is over"', f'text = "{"x" * 201}"', "cannot be read"),
    ],
)
def test_a_file_that_breaks_its_rules_is_refused(
    dana: Seat, tmp_path: Path, was: str, now: str, reason: str
) -> None:
    parking.drop(dana, parking.park(dana, "Is over"))
    text = to_toml(export_workspace(dana.workspace))
    assert was in text
    other = create_workspace(tmp_path / "other.db", dana.workspace.clock, durable=False)
    with pytest.raises(Refused, match=reason):
        import_workspace(other, read_workspace_file(text.replace(was, now).encode(), "export"))
    other.close()


def test_it_goes_along_in_a_copy(workspace: Workspace, dana: Seat, tmp_path: Path) -> None:
    parking.park(dana, "Waits")
    copy_workspace(workspace, tmp_path / "copy.db")
    copy = open_workspace(tmp_path / "copy.db", workspace.clock)
    seat = dana.__class__(copy, copy.find_team().id)
    assert _waiting(seat) == ["Waits"]
    copy.close()
