"""Who is at which terminal: here, away, gone; and the lead, who keeps it while at work."""

from __future__ import annotations

import pytest

from store import presence, reviews
from store.attendance import State, states_of
from store.clock import SetClock
from store.db.access_models import PresenceRow
from store.errors import Refused
from store.load import load_snapshot
from store.presence import who_is_here
from store.seat import Seat


def _states(seat: Seat) -> dict[str | None, State]:
    return states_of(who_is_here(seat.workspace, seat.team_id, seat.now))


def _mark(seat: Seat) -> tuple[int, int]:
    snapshot = load_snapshot(seat)
    return snapshot.seq, snapshot.unjournaled


def _lead(seat: Seat) -> str:
    review = load_snapshot(seat).review
    assert review is not None
    return review.lead.name if review.lead else "the room"


def test_who_arrives_is_here_until_they_leave_and_nobody_is_woken(room: Seat, dana: Seat) -> None:
    before = _mark(room)
    presence.arrive(room)
    presence.arrive(dana)
    assert _states(room) == {None: State.HERE, dana.member_id: State.HERE}
    presence.leave(dana)
    assert _states(room) == {None: State.HERE}
    presence.leave(dana)
    assert _mark(room) == before


def test_a_minute_without_a_key_is_away_and_45_seconds_without_a_beat_gone(
    dana: Seat, lee: Seat, clock: SetClock
) -> None:
    presence.arrive(dana)
    presence.arrive(lee)
    came = clock.now()
    clock.move(seconds=44)
    presence.beat(dana, came)
    assert _states(dana) == {dana.member_id: State.HERE, lee.member_id: State.HERE}
    clock.move(seconds=1)
    assert _states(dana) == {dana.member_id: State.HERE}
    clock.move(seconds=15)
    assert _states(dana) == {dana.member_id: State.AWAY}
    presence.beat(dana, clock.now())
    assert _states(dana) == {dana.member_id: State.HERE}


def test_the_next_who_arrives_removes_the_rows_of_those_gone(
    dana: Seat, lee: Seat, clock: SetClock
) -> None:
    presence.arrive(dana)
    clock.move(seconds=60)
    presence.arrive(lee)
    with lee.reading() as session:
        assert [row.member_id for row in session.query(PresenceRow)] == [lee.member_id]
    presence.beat(dana, clock.now())
    assert set(_states(lee)) == {dana.member_id, lee.member_id}


def test_a_member_at_two_terminals_is_here_while_working_at_one(
    dana: Seat, clock: SetClock
) -> None:
    other = Seat(dana.workspace, dana.team_id, dana.member_id)
    presence.arrive(dana)
    presence.arrive(other)
    clock.move(seconds=40)
    presence.beat(other, clock.now())
    presence.beat(dana, clock.now())
    clock.move(seconds=40)
    presence.beat(dana, clock.now())
    assert _states(dana) == {dana.member_id: State.HERE}
    clock.move(seconds=30)
    presence.beat(other, clock.now())
    assert _states(dana) == {dana.member_id: State.HERE}


def test_a_lead_at_work_keeps_the_lead_whatever_is_confirmed(
    dana: Seat, lee: Seat, clock: SetClock
) -> None:
    reviews.open_review(dana, present=[str(lee.member_id)])
    presence.arrive(dana)
    presence.arrive(lee)
    with pytest.raises(Refused, match="Dana leads and is here"):
        reviews.take_lead(lee, confirmed=True)
    clock.move(seconds=40)
    presence.beat(dana, clock.now())
    clock.move(seconds=40)
    presence.beat(dana, clock.now())
    with pytest.raises(Refused, match="Dana leads and is here"):
        reviews.take_lead(lee, confirmed=True)
    assert _lead(lee) == "Dana"


def test_the_lead_of_who_is_away_is_taken_after_a_confirmation(
    dana: Seat, lee: Seat, clock: SetClock
) -> None:
    reviews.open_review(dana, present=[str(lee.member_id)])
    presence.arrive(dana)
    came = clock.now()
    clock.move(seconds=60)
    presence.beat(dana, came)
    with pytest.raises(Refused, match="Dana leads and is here"):
        reviews.take_lead(lee)
    reviews.take_lead(lee, confirmed=True)
    assert _lead(dana) == "Lee"


def test_the_lead_of_who_is_gone_is_taken_after_a_confirmation(
    dana: Seat, lee: Seat, clock: SetClock
) -> None:
    reviews.open_review(dana, present=[str(lee.member_id)])
    presence.arrive(dana)
    presence.arrive(lee)
    clock.move(seconds=45)
    reviews.take_lead(lee, confirmed=True)
    assert _lead(dana) == "Lee"
