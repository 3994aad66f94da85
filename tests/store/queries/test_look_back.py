"""What a review looks back on."""

from __future__ import annotations

from datetime import date
from typing import Any

from store.board import touchpoints
from store.common.clock import SetClock
from store.domain.agenda import AgendaKind, Decision, StepKey
from store.domain.stages import Stage
from store.evidence import evidence
from store.evidence.erasing import erase
from store.improvements import improvement_status, improvements
from store.improvements.verdicts.reading import read_due_verdicts
from store.journal.seat import Seat
from store.models.improvement import Status
from store.queries.load_snapshot import load_snapshot
from store.queries.look_back import look_back
from store.reviews import ballots, reviews, topics
from store.reviews.closing import close_review


def pick(room: Seat, stage: Stage, cycle: Any, text: str = "A small change", **more: Any) -> str:
    return improvements.pick(room, stage, text, cycle=cycle, **more)


def hold(room: Seat, label: str) -> None:
    """A review that plans the cycle, opened and closed at once."""
    reviews.open_review(room, AgendaKind.SHORT, label)
    reviews.go_to_step(room, 2)
    close_review(room)


def test_undecided_of_any_cycle_come_unowned_first(room: Seat, dana: Seat) -> None:
    pick(room, Stage.CONNECT, "2026-W46", "Old and owned", owner=dana.member_id)
    pick(room, Stage.RESOLVE, "2026-W47", "Owned", owner=dana.member_id)
    pick(room, Stage.ASSIST, "2026-W47", "Nobody's")
    reviews.open_review(room, AgendaKind.SHORT, "2026-W48")
    pick(room, Stage.ASSIST, "2026-W48", "Of the planned cycle")
    found = look_back(room)
    assert [each.text for each in found.undecided] == ["Nobody's", "Old and owned", "Owned"]
    assert found.last_cycle.label == "2026-W47"


def test_the_last_planned_cycle_may_lie_further_back(room: Seat) -> None:
    id = pick(room, Stage.CONNECT, "2026-W44")
    improvement_status.drop(room, id, "Overtaken")
    reviews.open_review(room, AgendaKind.SHORT, "2026-W48")
    found = look_back(room)
    assert found.undecided == ()
    assert [each.status for each in found.last] == [Status.DROPPED]
    assert found.last_cycle.label == "2026-W44"


def test_a_first_review_has_nothing_behind_it(room: Seat) -> None:
    reviews.open_review(room, AgendaKind.SHORT, "2026-W47")
    found = look_back(room)
    assert (found.undecided, found.last, found.verdicts, found.last_cycle) == ((), (), (), None)
    assert found.since is None


def test_a_verdict_is_read_in_the_first_review_after_it(room: Seat, clock: SetClock) -> None:
    for number in range(12):
        day = date(2026, 11, 2 + number % 7)
        evidence.log(room, Stage.RESOLVE, measure="csat", value=3, day=day)
    id = pick(room, Stage.RESOLVE, "2026-W47", measure="csat", after_days=7)
    improvement_status.done(room, id)
    reviews.open_review(room, AgendaKind.SHORT, "2026-W47")
    running = look_back(room).running
    assert [each.id for each in running] == [id]
    reviews.go_to_step(room, 2)
    close_review(room)

    clock.move(days=7)
    assert read_due_verdicts(room) == 0
    pick(room, Stage.CONNECT, "2026-W48")
    reviews.open_review(room, AgendaKind.SHORT, "2026-W49")
    found = look_back(room)
    assert (found.verdicts, [each.id for each in found.running]) == ((), [id])
    reviews.go_to_step(room, 2)
    close_review(room)

    clock.move(days=14)
    assert read_due_verdicts(room) == 1
    pick(room, Stage.ASSIST, "2026-W50")
    reviews.open_review(room, AgendaKind.SHORT, "2026-W51")
    assert [each.id for each in look_back(room).verdicts] == [id]
    assert look_back(room).running == ()
    reviews.go_to_step(room, 2)
    close_review(room)

    clock.move(days=7)
    reviews.open_review(room, AgendaKind.SHORT, "2026-W52")
    assert look_back(room).verdicts == ()


def test_a_verdict_read_again_with_late_evidence_is_listed_again(
    room: Seat, clock: SetClock
) -> None:
    id = pick(room, Stage.RESOLVE, "2026-W47", measure="csat", after_days=7)
    improvement_status.done(room, id)
    hold(room, "2026-W47")
    clock.move(days=15)
    assert read_due_verdicts(room) == 1
    pick(room, Stage.CONNECT, "2026-W49")
    hold(room, "2026-W50")
    clock.move(days=7)
    assert look_back(room).verdicts == ()
    for day in (date(2026, 11, 20), date(2026, 12, 2)):
        evidence.log(room, Stage.RESOLVE, measure="csat", value=3, day=day)
    assert read_due_verdicts(room) == 1
    (again,) = look_back(room).verdicts
    assert (again.id, again.reading.after.n) == (id, 1)
    assert again.reading.reread == date(2026, 12, 9)
    clock.move(days=1)
    hold(room, "2026-W51")
    assert look_back(room).verdicts == ()


def test_what_closed_before_the_last_review_and_was_read_after_it_is_listed(
    room: Seat, clock: SetClock
) -> None:
    """A window may close before a review and be read after it, when answers have come."""
    id = pick(room, Stage.RESOLVE, "2026-W47", measure="csat", after_days=7)
    improvement_status.done(room, id)
    hold(room, "2026-W47")
    clock.move(days=9)
    assert read_due_verdicts(room) == 0
    pick(room, Stage.CONNECT, "2026-W48")
    found = look_back(room)
    assert (found.verdicts, [each.id for each in found.running]) == ((), [id])
    hold(room, "2026-W49")
    clock.move(days=1)
    assert [each.id for each in look_back(room).running] == [id]
    evidence.log(room, Stage.RESOLVE, measure="csat", value=3, day=date(2026, 11, 26))
    assert [each.id for each in look_back(room).verdicts] == [id]
    assert read_due_verdicts(room) == 1
    assert [each.id for each in look_back(room).verdicts] == [id]
    assert look_back(room).running == ()


def test_what_was_logged_since_the_last_review_is_counted(room: Seat, clock: SetClock) -> None:
    evidence.log(room, Stage.RESOLVE, quote="Before")
    hold(room, "2026-W47")
    clock.move(hours=1)
    evidence.log(room, Stage.RESOLVE, quote="After")
    erase(room, evidence.log(room, Stage.RESOLVE, quote="Erased"))
    found = look_back(room)
    assert found.logged == 1
    assert found.since == date(2026, 11, 17)


def test_a_verdict_that_an_upgrade_stores_late_is_no_news(room: Seat, clock: SetClock) -> None:
    """The days were over, and all answers there, before the last review: nothing is new."""
    id = pick(room, Stage.RESOLVE, "2026-W47", measure="csat", after_days=7)
    improvement_status.done(room, id)
    hold(room, "2026-W47")
    clock.move(days=14)
    evidence.log(room, Stage.RESOLVE, measure="csat", value=3)
    pick(room, Stage.CONNECT, "2026-W49")
    hold(room, "2026-W50")
    clock.move(days=7)
    assert read_due_verdicts(room) == 1
    assert look_back(room).verdicts == ()


def test_what_somebody_was_to_look_into_comes_back_without_a_name_first(dana: Seat) -> None:
    cards = [touchpoints.add(dana, Stage.RESOLVE, text) for text in ("Refund", "Night line")]
    reviews.open_review(dana)
    review = load_snapshot(dana).review
    assert review is not None
    reviews.go_to_step(dana, [step.key for step in review.steps].index(StepKey.FOCUS))
    for card in cards:
        ballots.vote(dana, card)
    reviews.ask_reveal(dana)
    reviews.reveal(dana)
    topics.settle(dana, cards[0], Decision.LOOK, "Dana, by Friday")
    topics.settle(dana, cards[1], Decision.LOOK)
    assert look_back(dana).looked_into == ()
    reviews.go_to_step(dana, len(review.steps) - 1)
    close_review(dana)
    found = look_back(dana).looked_into
    assert [(each.text, each.looker) for each in found] == [
        ("Night line", "nobody yet"),
        ("Refund", "Dana, by Friday"),
    ]
