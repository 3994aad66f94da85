"""What a review looks back on."""

from __future__ import annotations

from datetime import date

from store import evidence, improvements, outcomes, reviews
from store.closing import close_review
from store.erasing import erase
from store.look_back import look_back
from store.practice.agenda import AgendaKind
from store.practice.stages import Stage
from store.snapshot import Status


def pick(room, stage, cycle, text="A small change", **more):
    return improvements.pick(room, stage, text, cycle=cycle, **more)


def hold(room, label):
    """A review that plans the cycle, opened and closed at once."""
    reviews.open_review(room, AgendaKind.SHORT, label)
    reviews.go_to_step(room, 2)
    close_review(room)


def test_undecided_of_any_cycle_come_unowned_first(room, dana):
    pick(room, Stage.CONNECT, "2026-W46", "Old and owned", owner=dana.member_id)
    pick(room, Stage.RESOLVE, "2026-W47", "Owned", owner=dana.member_id)
    pick(room, Stage.ASSIST, "2026-W47", "Nobody's")
    reviews.open_review(room, AgendaKind.SHORT, "2026-W48")
    pick(room, Stage.ASSIST, "2026-W48", "Of the planned cycle")
    found = look_back(room)
    assert [each.text for each in found.undecided] == ["Nobody's", "Old and owned", "Owned"]
    assert found.last_cycle.label == "2026-W47"


def test_the_last_planned_cycle_may_lie_further_back(room):
    id = pick(room, Stage.CONNECT, "2026-W44")
    outcomes.drop(room, id, "Overtaken")
    reviews.open_review(room, AgendaKind.SHORT, "2026-W48")
    found = look_back(room)
    assert found.undecided == ()
    assert [each.status for each in found.last] == [Status.DROPPED]
    assert found.last_cycle.label == "2026-W44"


def test_a_first_review_has_nothing_behind_it(room):
    reviews.open_review(room, AgendaKind.SHORT, "2026-W47")
    found = look_back(room)
    assert (found.undecided, found.last, found.verdicts, found.last_cycle) == ((), (), (), None)
    assert found.since is None


def test_a_verdict_is_read_in_the_first_review_after_it(room, clock):
    for number in range(12):
        day = date(2026, 11, 2 + number % 7)
        evidence.log(room, Stage.RESOLVE, measure="csat", value=3, day=day)
    id = pick(room, Stage.RESOLVE, "2026-W47", measure="csat")
    outcomes.done(room, id)
    reviews.open_review(room, AgendaKind.SHORT, "2026-W47")
    running = look_back(room).running
    assert [each.id for each in running] == [id]
    reviews.go_to_step(room, 2)
    close_review(room)

    clock.move(days=7)
    pick(room, Stage.CONNECT, "2026-W48")
    reviews.open_review(room, AgendaKind.SHORT, "2026-W49")
    assert look_back(room).verdicts == ()
    reviews.go_to_step(room, 2)
    close_review(room)

    clock.move(days=14)
    pick(room, Stage.ASSIST, "2026-W50")
    reviews.open_review(room, AgendaKind.SHORT, "2026-W51")
    assert [each.id for each in look_back(room).verdicts] == [id]
    assert look_back(room).running == ()
    reviews.go_to_step(room, 2)
    close_review(room)

    clock.move(days=7)
    reviews.open_review(room, AgendaKind.SHORT, "2026-W52")
    assert look_back(room).verdicts == ()


def test_a_verdict_read_again_with_late_evidence_is_listed_again(room, clock):
    id = pick(room, Stage.RESOLVE, "2026-W47", measure="csat", after_days=7)
    outcomes.done(room, id)
    hold(room, "2026-W47")
    clock.move(days=14)
    pick(room, Stage.CONNECT, "2026-W49")
    hold(room, "2026-W50")
    clock.move(days=7)
    assert look_back(room).verdicts == ()
    evidence.log(room, Stage.RESOLVE, measure="csat", value=3, day=date(2026, 11, 20))
    (again,) = look_back(room).verdicts
    assert (again.id, again.reading.late) == (id, 1)
    clock.move(days=1)
    hold(room, "2026-W51")
    assert look_back(room).verdicts == ()


def test_what_was_logged_since_the_last_review_is_counted(room, clock):
    evidence.log(room, Stage.RESOLVE, quote="Before")
    hold(room, "2026-W47")
    clock.move(hours=1)
    evidence.log(room, Stage.RESOLVE, quote="After")
    erase(room, evidence.log(room, Stage.RESOLVE, quote="Erased"))
    found = look_back(room)
    assert found.logged == 1
    assert found.since == date(2026, 11, 17)
