"""Moving the one next review; the team's own day stays."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from store.common.clock import SetClock
from store.common.errors import Refused
from store.domain.agenda import AgendaKind
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews.close_preview import preview
from store.reviews.closing import close_review
from store.reviews.next_date import move_next_review
from store.reviews.reviews import go_to_step, open_review
from store.undo.undo import undo


def _local(seat: Seat, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(load_snapshot(seat).team.zone))


def test_the_next_review_moves_and_only_that_one(room: Seat, clock: SetClock) -> None:
    open_review(room, AgendaKind.SHORT)
    own = preview(room).next_review
    day = (own + timedelta(days=3)).date()
    moved = move_next_review(room, day, time(9, 30))
    assert _local(room, moved).date() == day
    assert preview(room).next_review == moved
    go_to_step(room, 2)
    assert close_review(room).next_review == moved
    snapshot = load_snapshot(room)
    assert (snapshot.review_due.at, snapshot.review_due.overdue) == (moved, False)
    clock.at = moved + timedelta(minutes=1)
    assert load_snapshot(room).review_due.overdue
    open_review(room, AgendaKind.SHORT)
    go_to_step(room, 2)
    after = close_review(room).next_review
    assert _local(room, after).strftime("%a %H:%M") == _local(room, own).strftime("%a %H:%M")


def test_moving_back_and_undo(room: Seat) -> None:
    open_review(room)
    own = preview(room).next_review
    moved = move_next_review(room, own.date() + timedelta(days=2))
    assert moved != own
    assert move_next_review(room, None) == own
    undo(room)
    assert preview(room).next_review == moved


@pytest.mark.parametrize("days", [-1, 101])
def test_a_day_that_cannot_be(room: Seat, days: int) -> None:
    open_review(room)
    today: date = room.now.date()
    with pytest.raises(Refused, match="next review is"):
        move_next_review(room, today + timedelta(days=days))


def test_only_the_lead_moves_it(room: Seat, dana: Seat, lee: Seat) -> None:
    open_review(dana)
    with pytest.raises(Refused, match="Only the lead"):
        move_next_review(lee, room.now.date() + timedelta(days=3))
