"""What a new review can plan."""

from __future__ import annotations

from store.common.clock import SetClock
from store.domain.agenda import AgendaKind
from store.journal.seat import Seat
from store.reviews import reviews
from store.reviews.closing import close_review
from store.reviews.review_options import openings
from store.teams.cycle_skips import skip_cycle


def test_early_in_a_cycle_that_cycle_is_offered(room: Seat) -> None:
    found = openings(room)
    assert [each.cycle.label for each in found] == ["2026-W47", "2026-W48", "2026-W49", "2026-W50"]
    assert [each.offered for each in found] == [True, False, False, False]
    assert [each.running for each in found] == [True, False, False, False]


def test_past_half_of_it_the_next_one_is(room: Seat, clock: SetClock) -> None:
    clock.move(days=3)
    assert next(each.cycle.label for each in openings(room) if each.offered) == "2026-W48"


def test_a_skipped_cycle_is_not_on_offer(room: Seat) -> None:
    skip_cycle(room, "2026-W47", "Holiday")
    skip_cycle(room, "2026-W49", "Holiday")
    found = openings(room)
    assert [each.cycle.label for each in found] == ["2026-W48", "2026-W50", "2026-W51", "2026-W52"]
    assert found[0].offered


def test_a_reviewed_cycle_names_its_review(room: Seat) -> None:
    id = reviews.open_review(room, AgendaKind.SHORT, "2026-W47")
    reviews.go_to_step(room, 2)
    close_review(room)
    first, second, *_ = openings(room)
    assert (first.review_id, first.offered) == (id, False)
    assert (second.review_id, second.offered) == (None, True)


def test_what_is_offered_is_among_them_however_far_it_is(room: Seat) -> None:
    for week in range(47, 53):
        reviews.open_review(room, AgendaKind.SHORT, f"2026-W{week}")
        reviews.go_to_step(room, 2)
        close_review(room)
    assert [each.cycle.label for each in openings(room) if each.offered] == ["2026-W53"]
