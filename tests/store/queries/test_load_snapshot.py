"""The snapshot: one team at one moment of its journal, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass

import pytest
from sqlalchemy import event

from store.board import touchpoints
from store.common.clock import SetClock
from store.domain.agenda import AgendaKind
from store.domain.stages import STAGES
from store.domain.statistics.momentum import StageMark
from store.evidence import cases, evidence
from store.improvements import improvement_status, improvements
from store.journal.seat import Seat
from store.models.snapshot import Snapshot
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, reviews
from store.reviews.closing import close_review
from store.teams import cycle_skips, members

C, A, R, E = STAGES


@contextmanager
def _counted(seat: Seat) -> Iterator[list[str]]:
    statements: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(seat.workspace.engine, "before_cursor_execute", count)
    yield statements
    event.remove(seat.workspace.engine, "before_cursor_execute", count)


def _statements(seat: Seat) -> int:
    with _counted(seat) as statements:
        load_snapshot(seat)
    return len(statements)


def test_an_empty_team_has_an_empty_snapshot(room: Seat, clock: SetClock) -> None:
    snapshot = load_snapshot(room)
    assert (snapshot.seq, snapshot.at, snapshot.review) == (1, clock.now(), None)
    assert snapshot.cycle is not None
    assert (snapshot.cycle.label, snapshot.cycle_skipped) == ("2026-W47", None)
    assert [column.stage for column in snapshot.board] == list(STAGES)
    assert all(column.touchpoints == () for column in snapshot.board)
    assert (snapshot.planned, snapshot.undecided, snapshot.follow_ups) == ((), (), ())
    momentum = snapshot.momentum
    assert (momentum.kept_done, momentum.kept_planned, momentum.streak) == (0, 0, 0)
    assert (momentum.learned, momentum.lagging) == (0, None)
    assert [record.cycle.label for record in snapshot.strip] == ["2026-W47"]
    assert snapshot.reviews_closed == 0


def test_the_next_cycle_is_the_first_in_which_something_stands(room: Seat) -> None:
    assert load_snapshot(room).next_cycle is None
    improvements.pick(room, C, "Dropped", cycle="2026-W48")
    improvement_status.drop(room, improvement_status.find_undecided(room, C), "Too big")
    improvements.skip_stage(room, A, "Busy", cycle="2026-W50")
    improvements.pick(room, R, "Done early", cycle="2026-W49")
    improvement_status.done(room, improvement_status.find_undecided(room, R))
    snapshot = load_snapshot(room)
    assert snapshot.next_cycle is not None
    assert snapshot.next_cycle.label == "2026-W49"
    assert [each.text for each in snapshot.planned] == ["Done early"]


def test_a_full_one_holds_what_the_screens_show(room: Seat, dana: Seat, clock: SetClock) -> None:
    card = touchpoints.add(room, C, "Card", friction=3)
    improvements.pick(room, C, "This week's", owner=dana.member_id, touchpoint=card)
    improvements.skip_stage(room, A, "Busy")
    improvements.pick(room, R, "Next week's", cycle="2026-W48")
    improvements.pick(room, R, "Far", cycle="2026-W52")
    cases.add(room, "T-1")
    cases.solve(room, "T-1")
    before = load_snapshot(room)
    assert before.next_cycle is not None
    assert before.next_cycle.label == "2026-W48"
    assert [each.text for each in before.planned] == ["This week's", "Next week's"]
    assert [each.text for each in before.undecided] == ["Next week's", "Far", "This week's"]
    reviews.open_review(room, planned="2026-W48")
    snapshot = load_snapshot(room)
    assert [each.text for each in snapshot.planned] == ["This week's", "Next week's"]
    assert [(skip.stage, skip.reason) for skip in snapshot.skipped_stages] == [(A, "Busy")]
    assert [due.ref for due in snapshot.follow_ups] == ["T-1"]
    assert snapshot.strip[-1].stages == (
        StageMark.PLANNED,
        StageMark.SKIPPED,
        StageMark.NONE,
        StageMark.NONE,
    )
    assert snapshot.review is not None
    assert snapshot.seq == before.seq + 1


def test_everything_in_it_is_frozen(room: Seat, dana: Seat) -> None:
    improvements.pick(room, C, "Something", owner=dana.member_id)
    reviews.open_review(room)

    def check(thing: object) -> None:
        if isinstance(thing, tuple):
            for each in thing:
                check(each)
        elif is_dataclass(thing) and not isinstance(thing, type):
            assert type(thing).__dataclass_params__.frozen, type(thing)  # type: ignore[attr-defined]
            for field in fields(thing):
                check(getattr(thing, field.name))
        else:
            assert not isinstance(thing, list | set), thing

    snapshot = load_snapshot(room)
    assert isinstance(snapshot, Snapshot)
    check(snapshot)


def test_the_strip_is_the_last_twelve_cycles(room: Seat, clock: SetClock) -> None:
    for _ in range(20):
        improvements.pick(room, C, "Something")
        clock.move(days=7)
    strip = load_snapshot(room).strip
    assert len(strip) == 12
    assert strip[-1].running
    assert [record.cycle.label for record in strip[-2:]] == ["2027-W13", "2027-W14"]


def test_momentum_is_folded_from_what_happened(room: Seat, clock: SetClock) -> None:
    """4/4, 3/4, skipped, 2/4, 4/4, 0/4, 3/4, 4/4 gives kept 20 of 28 and a streak of 2."""
    for done in (4, 3, None, 2, 4, 0, 3, 4):
        if done is None:
            cycle_skips.skip_cycle(room, None, "Holiday")
        else:
            label = _hold_review(room)
            for place, stage in enumerate(STAGES):
                id = improvements.pick(room, stage, "Something", cycle=label)
                if place < done:
                    improvement_status.done(room, id)
        clock.move(days=7)
    clock.move(days=2)
    momentum = load_snapshot(room).momentum
    assert (momentum.kept_done, momentum.kept_planned, momentum.streak) == (20, 28, 2)


def _hold_review(room: Seat) -> str:
    """Open and close a review that plans the running cycle; its label."""
    reviews.open_review(room, AgendaKind.SHORT)
    reviews.go_to_step(room, 2)
    return close_review(room).planned


def test_the_running_cycle_never_breaks_the_streak(room: Seat, clock: SetClock) -> None:
    label = _hold_review(room)
    for stage in STAGES[:2]:
        improvement_status.done(room, improvements.pick(room, stage, "Something", cycle=label))
    clock.move(days=9)
    assert load_snapshot(room).momentum.streak == 1


def test_a_review_closed_after_its_cycle_began_anew_breaks_it(room: Seat, clock: SetClock) -> None:
    reviews.open_review(room)
    for stage in STAGES[:2]:
        improvement_status.done(room, improvements.pick(room, stage, "Something"))
    clock.move(days=7)
    reviews.go_to_step(room, 6)
    close_review(room)
    clock.move(days=2)
    snapshot = load_snapshot(room)
    assert snapshot.momentum.streak == 0
    assert not snapshot.strip[0].review_closed_in_time


def _solve(seat: Seat, ref: str) -> None:
    cases.add(seat, ref)
    cases.solve(seat, ref)


_GROWTH: dict[str, Callable[[Seat, int], object]] = {
    "cards": lambda seat, n: touchpoints.add_many(seat, STAGES[n % 4], ["card"] * 20),
    "improvements": lambda seat, n: improvements.pick(
        seat, STAGES[n % 4], "Something", measure="csat", cycle=f"2026-W{48 + n // 4}"
    ),
    "evidence": lambda seat, n: evidence.log(seat, C, measure="csat", value=5),
    "cases": lambda seat, n: _solve(seat, f"T-{n}"),
    "members": lambda seat, n: members.add_member(seat, f"Member {n}"),
}


@pytest.mark.parametrize("what", _GROWTH)
def test_the_number_of_queries_does_not_grow_with(room: Seat, dana: Seat, what: str) -> None:
    for grow in _GROWTH.values():
        grow(room, 0)
    reviews.open_review(room, present=[str(dana.member_id)])
    ballots.give_mood(dana, 3)
    load_snapshot(room)
    _GROWTH[what](room, 1)
    few = _statements(room)
    for n in range(2, 16):
        _GROWTH[what](room, n)
    assert _statements(room) == few
    assert few <= 37


def test_a_snapshot_is_of_one_moment(room: Seat) -> None:
    """All of it is read in one transaction."""
    begun = []

    def note(connection: object) -> None:
        begun.append(connection)

    event.listen(room.workspace.engine, "begin", note)
    load_snapshot(room)
    event.remove(room.workspace.engine, "begin", note)
    assert len(begun) == 1


def test_a_clock_set_back_before_the_team_began_still_shows_it(room: Seat, clock: SetClock) -> None:
    clock.move(days=-40)
    snapshot = load_snapshot(room)
    assert snapshot.cycle is None or snapshot.cycle.start <= clock.now().date()
    assert snapshot.momentum.kept_planned == 0
