"""Between the meetings over SSH: private words on Tuesday by two members, the lead's Friday."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.board import touchpoints
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.models.review import Waiting
from store.queries.load_snapshot import load_snapshot
from store.reviews import early
from tests.care_tui.reader import Reader

if TYPE_CHECKING:
    from tests.care_tui.host.conftest import Hosted

SMALL = (80, 24)
SECRET = "Mondays we drown"


def test_what_two_guests_write_alone_is_seen_by_nobody_before_the_reveal(host: Hosted) -> None:
    touchpoints.add(host.room, Stage.CONNECT, "Welcome e-mail")
    dana, lee = (
        Reader(name, host.ssh(key=host.key(name, name), size=SMALL)) for name in ("Dana", "Lee")
    )
    for person in (dana, lee):
        person.reads("1 Today")
    lee.types("2", "Welcome e-mail", "a Add")
    lee.types("w", "Lee, only you see this.", "Where does a customer meet us?")
    lee.types(f"{SECRET}\r", "C Connect 2")
    host.until(lambda: load_snapshot(host.room).waiting == Waiting(1, 0))
    lee.types("\x1b", "w End turn")
    lee.types("k", "v Vote")
    lee.types("v", "4 of 5 votes left")
    lee.types("w", "What you gave privately waits for")
    dana.reads("1 private touchpoint and one person's votes wait for")
    dana.types("2", "Welcome e-mail", "a Add")
    dana.types("w", "Dana, only you see this.", "Where does a customer meet us?")
    dana.types("The form asks twice\r", "C Connect 2")
    host.until(lambda: load_snapshot(host.room).waiting == Waiting(2, 1))
    dana.types("\x1b", "w End turn")
    dana.types("w", "What you gave privately waits for")
    mine = Seat(host.room.workspace, host.room.team_id, host.member("Dana"))
    assert [card.text for card in early.my_cards(mine)] == ["The form asks twice"]

    dana.types("P", "Park it for another day")
    dana.types("Ask legal\r", "Parked.")
    host.until(lambda: [note.by for note in load_snapshot(host.room).parked] == ["Dana"])
    dana.types("r", "It plans", "wait for this review")
    dana.types("\r\r\r", "Who is here, and how are we?")
    lee.reads("Dana started the review. Press r to join.")
    for step in ("Evidence", "Look back", "Map"):
        dana.types(">", step)
    dana.reads("2 private touchpoints written")
    # All that the lead's terminal was ever sent, and the board that is common, hold nothing of it.
    assert SECRET.encode() not in dana.client.bytes
    assert SECRET not in repr(load_snapshot(host.room))
    dana.types("R", "this shows whose touchpoints they are")
    dana.types("y", "Mondays we", "The form asks")
