"""The report and the date as closing would write them."""

from __future__ import annotations

import pytest

from store.common.errors import NotFound
from store.domain.agenda import AgendaKind
from store.domain.cycles import parse_cycle
from store.domain.statistics.momentum import CycleRecord, StageMark
from store.journal.seat import Seat
from store.reviews import reviews
from store.reviews.close_preview import expected_momentum, preview
from store.reviews.closing import close_review


def test_the_preview_is_what_closing_writes(room: Seat) -> None:
    reviews.open_review(room, AgendaKind.SHORT, "2026-W47")
    reviews.go_to_step(room, 2)
    before = preview(room)
    closed = close_review(room)
    assert before.report == closed.report
    assert before.next_review == closed.next_review


def test_without_a_review_there_is_nothing_to_preview(room: Seat) -> None:
    with pytest.raises(NotFound):
        preview(room)


def _record(label: str, marks: str, *, closed: bool = True, in_time: bool = True) -> CycleRecord:
    """A cycle with a mark a stage: ``d`` done, ``p`` planned, ``-`` nothing."""
    known = {"d": StageMark.DONE, "p": StageMark.PLANNED, "-": StageMark.NONE}
    connect, assist, resolve, enhance = (known[mark] for mark in marks)
    return CycleRecord(
        parse_cycle(label),
        (connect, assist, resolve, enhance),
        review_closed_in_time=in_time,
        closed=closed,
    )


def test_a_first_review_has_nothing_to_count() -> None:
    found = expected_momentum([_record("2026-W47", "----", closed=False)])
    assert (found.first, found.streak, found.cycle) == (True, 0, None)


def test_the_cycle_in_its_grace_is_so_far_and_counts_as_it_stands() -> None:
    before = [_record("2026-W45", "dd--"), _record("2026-W46", "dddd")]
    found = expected_momentum([*before, _record("2026-W47", "ddp-", closed=False)])
    assert (found.first, found.streak, found.done, found.planned) == (False, 3, 2, 3)
    assert found.cycle is not None
    assert found.closes == found.cycle.grace_end
    worse = expected_momentum([*before, _record("2026-W47", "dpp-", closed=False)])
    assert worse.streak == 0
