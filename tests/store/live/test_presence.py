"""Who is at which terminal: here, away, gone; and the lead, who keeps it while at work."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store.common.clock import SetClock
from store.common.errors import Refused
from store.db.tables.presence_models import PresenceRow
from store.journal.seat import Seat
from store.live import presence
from store.live.presence import who_is_here
from store.models.presence_state import State, states_of
from store.queries.load_snapshot import load_snapshot
from store.reviews import reviews


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
    presence.remove_presence(dana)
    assert _states(room) == {None: State.HERE}
    presence.remove_presence(dana)
    assert _mark(room) == before


def test_ten_minutes_without_a_key_are_away_and_45_seconds_without_a_beat_gone(
    dana: Seat, lee: Seat, clock: SetClock
) -> None:
    presence.arrive(dana)
    presence.arrive(lee)
    came = clock.now()
    clock.move(seconds=44)
    presence.write_heartbeat(dana, came)
    assert _states(dana) == {dana.member_id: State.HERE, lee.member_id: State.HERE}
    clock.move(seconds=1)
    assert _states(dana) == {dana.member_id: State.HERE}
    for seconds, state in ((299, State.HERE), (300, State.QUIET), (599, State.QUIET)):
        clock.at = came + timedelta(seconds=seconds)
        presence.write_heartbeat(dana, came)
        assert _states(dana) == {dana.member_id: state}
    clock.move(seconds=1)
    assert _states(dana) == {dana.member_id: State.AWAY}
    presence.write_heartbeat(dana, clock.now())
    assert _states(dana) == {dana.member_id: State.HERE}


def test_the_next_who_arrives_removes_the_rows_of_those_gone(
    dana: Seat, lee: Seat, clock: SetClock
) -> None:
    presence.arrive(dana)
    clock.move(seconds=60)
    presence.arrive(lee)
    with lee.reading() as session:
        assert [row.member_id for row in session.query(PresenceRow)] == [lee.member_id]
    presence.write_heartbeat(dana, clock.now())
    assert set(_states(lee)) == {dana.member_id, lee.member_id}


def test_a_member_at_two_terminals_is_here_while_working_at_one(
    dana: Seat, clock: SetClock
) -> None:
    other = Seat(dana.workspace, dana.team_id, dana.member_id)
    presence.arrive(dana)
    presence.arrive(other)
    clock.move(seconds=40)
    presence.write_heartbeat(other, clock.now())
    presence.write_heartbeat(dana, clock.now())
    clock.move(seconds=40)
    presence.write_heartbeat(dana, clock.now())
    assert _states(dana) == {dana.member_id: State.HERE}
    clock.move(seconds=30)
    presence.write_heartbeat(other, clock.now())
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
    presence.write_heartbeat(dana, clock.now())
    clock.move(seconds=40)
    presence.write_heartbeat(dana, clock.now())
    with pytest.raises(Refused, match="Dana leads and is here"):
        reviews.take_lead(lee, confirmed=True)
    assert _lead(lee) == "Dana"


def test_the_lead_of_who_is_away_is_taken_after_a_confirmation(
    dana: Seat, lee: Seat, clock: SetClock
) -> None:
    reviews.open_review(dana, present=[str(lee.member_id)])
    presence.arrive(dana)
    came = clock.now()
    clock.move(minutes=9)
    presence.write_heartbeat(dana, came)
    with pytest.raises(Refused, match="Dana leads and is here"):
        reviews.take_lead(lee, confirmed=True)
    clock.move(minutes=1)
    presence.write_heartbeat(dana, came)
    with pytest.raises(Refused, match="Dana leads and is here"):
        reviews.take_lead(lee)
    reviews.take_lead(lee, confirmed=True)
    assert _lead(dana) == "Lee"


def test_who_led_before_takes_the_lead_back_at_once_and_nobody_else(
    dana: Seat, lee: Seat, sam: Seat, clock: SetClock
) -> None:
    reviews.open_review(dana, present=[str(lee.member_id), str(sam.member_id)])
    presence.arrive(lee)
    reviews.take_lead(lee, confirmed=True)
    with pytest.raises(Refused, match="Lee leads and is here"):
        reviews.take_lead(sam, confirmed=True)
    presence.arrive(dana)
    reviews.take_lead(dana)
    assert _lead(dana) == "Dana"
    with pytest.raises(Refused, match="Dana leads and is here"):
        reviews.take_lead(lee, confirmed=True)


def test_a_lead_that_was_handed_over_is_not_taken_back(dana: Seat, lee: Seat) -> None:
    reviews.open_review(dana)
    presence.arrive(lee)
    reviews.hand_over_lead(dana, lee.member_id)
    with pytest.raises(Refused, match="Lee leads and is here"):
        reviews.take_lead(dana, confirmed=True)


def test_what_somebody_does_privately_at_a_terminal_and_where_it_looks_is_told(
    dana: Seat, room: Seat
) -> None:
    presence.arrive(dana)
    presence.arrive(room)
    presence.say_turn(room.as_member(str(dana.member_id)), True)
    presence.say_place(dana, "assist")
    found = {each.member_id: each for each in who_is_here(room.workspace, room.team_id, room.now)}
    assert set(found) == {None, dana.member_id}
    assert found[None].writes == dana.member_id
    assert (found[dana.member_id].place, found[dana.member_id].writes) == ("assist", None)
    presence.say_turn(room.as_member(str(dana.member_id)), False)
    presence.say_place(dana, None)
    people = who_is_here(room.workspace, room.team_id, room.now)
    assert [(each.writes, each.place) for each in people] == [(None, None)] * 2


def test_the_lead_of_who_is_gone_is_taken_after_a_confirmation(
    dana: Seat, lee: Seat, clock: SetClock
) -> None:
    reviews.open_review(dana, present=[str(lee.member_id)])
    presence.arrive(dana)
    presence.arrive(lee)
    clock.move(seconds=45)
    reviews.take_lead(lee, confirmed=True)
    assert _lead(dana) == "Lee"


def test_who_types_privately_is_known_and_is_no_terminal_more(
    room: Seat, dana: Seat, clock: SetClock
) -> None:
    presence.arrive(dana)
    presence.say_writing(dana, True)
    assert presence.who_writes(room) == {dana.member_id}
    assert _states(room) == {dana.member_id: State.HERE}
    clock.move(seconds=40)
    presence.write_heartbeat(dana, clock.now())
    clock.move(seconds=40)
    assert presence.who_writes(room) == {dana.member_id}
    clock.move(seconds=5)
    assert presence.who_writes(room) == frozenset()
    presence.write_heartbeat(dana, clock.now())
    presence.say_writing(dana, False)
    assert presence.who_writes(room) == frozenset()
    presence.say_writing(dana, True)
    presence.remove_presence(dana)
    assert presence.who_writes(room) == frozenset()
