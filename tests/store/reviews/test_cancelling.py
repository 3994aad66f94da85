"""Taking back a review that was begun by mistake."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import NotFound, Refused
from store.db.tables.ballot_models import MoodRow, PresentRow, PrivateCardRow, RatingRow, VoteRow
from store.db.tables.journal_models import JournalRow
from store.domain.agenda import AgendaKind, StepKey
from store.domain.stages import Stage
from store.improvements import improvement_status, improvements
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, cancelling, closing, early, reviews
from store.transfer.workspace_file import export_workspace, read_workspace_file, to_toml
from store.transfer.workspace_import import import_workspace
from store.undo import undo
from store.workspace.workspace import create_workspace


def _go(seat: Seat, key: StepKey) -> None:
    review = load_snapshot(seat).review
    assert review is not None
    reviews.go_to_step(seat, [step.key for step in review.steps].index(key))


def test_a_cancelled_review_is_as_if_it_had_not_been_opened(
    dana: Seat, lee: Seat, clock: SetClock
) -> None:
    before = load_snapshot(lee)
    text = to_toml(export_workspace(dana.workspace))
    reviews.open_review(dana, AgendaKind.SHORT, present=[str(lee.member_id)])
    reviews.go_to_step(dana, 1)
    cancelling.check_cancel(dana)
    cancelling.cancel_review(dana)
    after = load_snapshot(lee)
    assert after.review is None
    assert after.review_due == before.review_due
    assert (after.momentum, after.strip, after.reviews_closed) == (
        before.momentum,
        before.strip,
        before.reviews_closed,
    )
    assert to_toml(export_workspace(dana.workspace)) == text
    reviews.open_review(lee)
    again = load_snapshot(lee).review
    assert again is not None
    assert again.planned == before.review_due.planned


def test_others_are_told_once_in_the_journal_and_undo_leaves_it(dana: Seat) -> None:
    touchpoints.add(dana, Stage.CONNECT, "Welcome e-mail")
    reviews.open_review(dana)
    seq = load_snapshot(dana).seq
    cancelling.check_cancel(dana)
    assert load_snapshot(dana).seq == seq
    cancelling.cancel_review(dana)
    assert load_snapshot(dana).seq == seq + 1
    with dana.reading() as session:
        entry = session.scalars(select(JournalRow).order_by(JournalRow.seq.desc())).first()
    assert entry is not None
    assert (entry.kind, entry.what, entry.by) == (
        "review-cancelled",
        "Cancelled the review of Week 47",
        dana.member_id,
    )
    assert "Welcome e-mail" in undo.undo(dana)
    assert load_snapshot(dana).review is None


@pytest.mark.parametrize("step", [StepKey.CHECK_IN, StepKey.MAP, StepKey.FOCUS, StepKey.CLOSE])
def test_cards_and_votes_wait_for_the_next_review_and_the_rest_is_deleted(
    dana: Seat, lee: Seat, step: StepKey
) -> None:
    card = touchpoints.add(dana, Stage.CONNECT, "Welcome e-mail")
    reviews.open_review(dana, present=[str(lee.member_id)])
    _go(dana, step)
    give: dict[StepKey, Callable[[], object]] = {
        StepKey.CHECK_IN: lambda: ballots.give_mood(lee, 2),
        StepKey.MAP: lambda: ballots.write_card(lee, Stage.ASSIST, "Nobody has seen this"),
        StepKey.FOCUS: lambda: ballots.vote(lee, card),
        StepKey.CLOSE: lambda: ballots.rate(lee, 1),
    }
    give[step]()
    cancelling.cancel_review(dana)
    with dana.reading() as session:
        for table in (MoodRow, VoteRow, PrivateCardRow, RatingRow, PresentRow):
            assert session.scalar(select(func.count()).select_from(table)) == 0
    board = load_snapshot(dana).board
    assert [len(column.touchpoints) for column in board] == [1, 0, 0, 0]
    texts = [each.text for each in early.my_cards(lee)]
    assert texts == (["Nobody has seen this"] if step is StepKey.MAP else [])
    assert early.my_votes(lee) == ({card: 1} if step is StepKey.FOCUS else {})
    assert early.my_cards(dana) == ()


def test_what_its_writer_takes_back_afterwards_leaves_the_files(path: Path, dana: Seat) -> None:
    reviews.open_review(dana)
    _go(dana, StepKey.MAP)
    card = ballots.write_card(dana, Stage.ASSIST, "Nobody has seen this")
    cancelling.cancel_review(dana)
    early.remove_card(dana, card)
    held = [file.name for file in path.parent.iterdir() if b"has seen this" in file.read_bytes()]
    assert held == []


def test_only_the_lead_cancels_and_only_an_open_review(dana: Seat, lee: Seat, room: Seat) -> None:
    with pytest.raises(NotFound, match="No review is open"):
        cancelling.cancel_review(dana)
    reviews.open_review(dana, present=[str(lee.member_id)])
    for ask in (cancelling.check_cancel, cancelling.cancel_review):
        with pytest.raises(Refused, match="Only the lead may cancel the review"):
            ask(lee)
    cancelling.cancel_review(room)
    assert load_snapshot(room).review is None


def _pick(seat: Seat) -> None:
    improvements.pick(seat, Stage.CONNECT, "Use the name", cycle="2026-W47")


def _carry(seat: Seat) -> None:
    improvement_status.carry(seat, load_snapshot(seat).undecided[0].id)


def _skip(seat: Seat) -> None:
    improvements.skip_stage(seat, Stage.CONNECT, "Nobody is here", cycle="2026-W47")


@pytest.mark.parametrize("plan", [_pick, _carry, _skip])
def test_a_review_in_which_something_was_planned_is_closed_instead(
    room: Seat, plan: Callable[[Seat], None]
) -> None:
    improvements.pick(room, Stage.RESOLVE, "From last week", cycle="2026-W46")
    reviews.open_review(room)
    plan(room)
    with pytest.raises(
        Refused, match=r"Week 47 has been planned .*: undo that first \(u\), or close"
    ):
        cancelling.cancel_review(room)
    undo.undo(room)
    cancelling.cancel_review(room)
    assert load_snapshot(room).review is None


def test_what_stood_before_it_began_or_is_of_another_cycle_does_not_hold_it(room: Seat) -> None:
    _pick(room)
    improvements.skip_stage(room, Stage.ASSIST, "Later", cycle="2026-W47")
    reviews.open_review(room)
    improvements.pick(room, Stage.RESOLVE, "For another week", cycle="2026-W48")
    improvement_status.done(room, load_snapshot(room).undecided[0].id)
    cancelling.cancel_review(room)
    assert {each.text for each in load_snapshot(room).planned} == {
        "Use the name",
        "For another week",
    }


@pytest.mark.parametrize("step", [StepKey.MAP, StepKey.FOCUS])
def test_a_revealed_review_is_closed_instead(room: Seat, dana: Seat, step: StepKey) -> None:
    card = touchpoints.add(room, Stage.CONNECT, "Welcome e-mail")
    reviews.open_review(room)
    _go(room, step)
    if step is StepKey.MAP:
        ballots.write_card(dana, Stage.ASSIST, "Error page")
    else:
        ballots.vote(dana, card)
    reviews.ask_reveal(room)
    reviews.reveal(room)
    with pytest.raises(Refused, match=f"{step.label} is revealed in this review"):
        cancelling.cancel_review(room)


def test_a_reopened_review_keeps_its_report(room: Seat) -> None:
    id = reviews.open_review(room)
    _go(room, StepKey.CLOSE)
    closing.close_review(room)
    reviews.reopen(room, id)
    with pytest.raises(Refused, match="was closed before"):
        cancelling.cancel_review(room)


def test_a_review_that_came_from_a_file_can_be_cancelled(room: Seat, tmp_path: Path) -> None:
    reviews.open_review(room)
    text = to_toml(export_workspace(room.workspace))
    copy = create_workspace(tmp_path / "copy.care", SetClock(room.now), durable=False)
    import_workspace(copy, read_workspace_file(text.encode(), "file"))
    there = Seat(copy, room.team_id)
    cancelling.cancel_review(there)
    assert load_snapshot(there).review is None
    copy.close()
