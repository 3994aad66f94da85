"""What moved on the board between two reviews, as the reports tell it."""

from __future__ import annotations

from datetime import timedelta

from store.board import touchpoints
from store.board.board_diff import BoardChanges, CardDiff, FrictionChange, Merge, Move
from store.board.board_text import MOST, board_facts, board_lines
from store.common.clock import SetClock
from store.domain.agenda import AgendaKind
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.reports.report import CycleReport, cycle_report
from store.reports.report_facts import as_facts
from store.reports.report_text import as_markdown
from store.reviews import reviews
from store.reviews.closing import close_review
from store.undo import undo


def hold_review(seat: Seat, clock: SetClock) -> CycleReport:
    """A short review, an hour long; its report."""
    reviews.open_review(seat, AgendaKind.SHORT)
    clock.at += timedelta(hours=1)
    reviews.go_to_step(seat, 2)
    planned = close_review(seat).planned
    clock.at += timedelta(minutes=1)
    return cycle_report(seat, planned)


def changes(seat: Seat, clock: SetClock) -> BoardChanges:
    """What the next review's report tells of the board."""
    return hold_review(seat, clock).board


def told(found: BoardChanges) -> list[str]:
    return list(board_lines(found))


def test_a_first_report_tells_of_every_card_and_the_next_of_what_came_since(
    room: Seat, clock: SetClock
) -> None:
    touchpoints.add(room, Stage.RESOLVE, "Late fee", friction=3)
    first = changes(room, clock)
    assert first.span.since is None
    assert told(first) == ["Added: Late fee (Resolve), friction severe"]
    touchpoints.add(room, Stage.CONNECT, "Greeting")
    second = changes(room, clock)
    assert second.span.since == first.span.until
    assert second.added == (CardDiff(Stage.CONNECT, "Greeting", 0),)


def test_net_changes_count_and_what_was_undone_does_not(room: Seat, clock: SetClock) -> None:
    fee = touchpoints.add(room, Stage.RESOLVE, "Late fee")
    form = touchpoints.add(room, Stage.CONNECT, "Form", friction=2)
    changes(room, clock)
    for level in (1, 3):
        touchpoints.set_friction(room, [fee], level)
    touchpoints.move(room, [form], Stage.ASSIST)
    touchpoints.set_friction(room, [form], 1)
    undo.undo(room)
    touchpoints.add(room, Stage.CONNECT, "Taken back")
    undo.undo(room)
    found = changes(room, clock)
    assert found.friction == (FrictionChange(CardDiff(Stage.RESOLVE, "Late fee", 3), before=0),)
    assert found.moved == (Move(CardDiff(Stage.ASSIST, "Form", 2), came_from=Stage.CONNECT),)
    assert (found.added, found.merged, found.archived) == ((), (), ())
    assert told(found) == [
        "Moved: Form (Assist), from Connect",
        "Friction: Late fee (Resolve), from none to severe",
    ]


def test_a_change_taken_back_by_hand_is_none(room: Seat, clock: SetClock) -> None:
    fee = touchpoints.add(room, Stage.RESOLVE, "Late fee")
    changes(room, clock)
    touchpoints.move(room, [fee], Stage.ASSIST)
    touchpoints.move(room, [fee], Stage.RESOLVE)
    assert not changes(room, clock).any


def test_merged_and_archived_cards_are_told_once(room: Seat, clock: SetClock) -> None:
    chat = touchpoints.add(room, Stage.CONNECT, "Chat")
    old = touchpoints.add(room, Stage.CONNECT, "Fax")
    changes(room, clock)
    same = touchpoints.add(room, Stage.CONNECT, "Chat window", friction=2)
    touchpoints.merge(room, chat, [same])
    brief = touchpoints.add(room, Stage.ASSIST, "Here and gone")
    touchpoints.archive(room, [old, brief])
    found = changes(room, clock)
    card = CardDiff(Stage.CONNECT, "Chat", 2)
    assert found.merged == (Merge(card, ("Chat window",)),)
    assert found.friction == (FrictionChange(card, 0),)
    assert found.archived == (CardDiff(Stage.CONNECT, "Fax", 0),)
    assert found.added == ()
    assert not changes(room, clock).any


def test_a_new_card_that_took_an_older_one_in_is_not_new(room: Seat, clock: SetClock) -> None:
    old = touchpoints.add(room, Stage.RESOLVE, "Late fee")
    changes(room, clock)
    new = touchpoints.add(room, Stage.RESOLVE, "Fees")
    touchpoints.add(room, Stage.RESOLVE, "Call back")
    touchpoints.merge(room, new, [old])
    found = changes(room, clock)
    assert [card.text for card in found.added] == ["Call back"]
    assert found.merged == (Merge(CardDiff(Stage.RESOLVE, "Fees", 0), ("Late fee",)),)


def test_an_older_report_stays_what_it_was(room: Seat, clock: SetClock) -> None:
    fee = touchpoints.add(room, Stage.RESOLVE, "Late fee")
    changes(room, clock)
    touchpoints.set_friction(room, [fee], 1)
    report = hold_review(room, clock)
    touchpoints.set_friction(room, [fee], 3)
    touchpoints.archive(room, [fee])
    again = cycle_report(room, report.cycle.label)
    assert again.board == report.board
    assert told(again.board) == ["Friction: Late fee (Resolve), from none to some"]


def test_an_open_review_tells_what_moved_until_now(room: Seat, clock: SetClock) -> None:
    touchpoints.add(room, Stage.RESOLVE, "Late fee")
    changes(room, clock)
    reviews.open_review(room, AgendaKind.SHORT)
    touchpoints.add(room, Stage.RESOLVE, "Written in the review")
    review = cycle_report(room, "2026-W48")
    assert told(review.board) == ["Added: Written in the review (Resolve)"]


def test_markdown_and_facts_say_the_same_without_authors(
    room: Seat, dana: Seat, clock: SetClock
) -> None:
    hold_review(room, clock)
    touchpoints.add(dana, Stage.RESOLVE, "Late *fee*", friction=1)
    report = hold_review(room, clock)
    text = as_markdown(report)
    assert "## What moved on the board, since 17 Nov\n\n- Added: Late \\*fee\\* (Resolve)" in text
    assert "Dana" not in text.split("## What moved")[1]
    assert as_facts(report)["board"] == board_facts(report.board)
    (added,) = board_facts(report.board)["added"]
    assert added.pop("touchpoint") == report.board.added[0].id != ""
    assert added == {"stage": "resolve", "text": "Late *fee*", "friction": 1}


def test_of_many_changes_some_are_listed_and_the_others_counted(
    room: Seat, clock: SetClock
) -> None:
    touchpoints.add_many(room, Stage.ASSIST, [f"Card {number}" for number in range(MOST + 3)])
    lines = told(changes(room, clock))
    assert len(lines) == MOST + 1
    assert lines[-1] == "Added: 3 more"
