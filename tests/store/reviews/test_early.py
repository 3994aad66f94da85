"""Private cards and votes for the review to come: given between the meetings, taken in by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from store.board import archived_touchpoints, touchpoints
from store.common.errors import NotFound, Refused
from store.db.tables.ballot_models import EarlyCardRow, EarlyVoteRow, PrivateCardRow, VoteRow
from store.db.tables.journal_models import JournalRow
from store.domain.agenda import AgendaKind, StepKey
from store.domain.stages import Stage
from store.models.review import Waiting
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, cancelling, closing, early, reviews
from store.teams import cycle_skips, members
from store.teams.teams import set_team
from store.undo import undo

if TYPE_CHECKING:
    from store.common.clock import SetClock
    from store.journal.seat import Seat


def _go(seat: Seat, key: StepKey) -> None:
    review = load_snapshot(seat).review
    assert review is not None
    index = [step.key for step in review.steps].index(key)
    reviews.ask_reveal(seat)
    reviews.go_to_step(seat, index, reveal=True)


def _texts(seat: Seat) -> list[str]:
    return [card.text for card in early.my_cards(seat)]


def _on_board(seat: Seat) -> list[str]:
    return [card.text for column in load_snapshot(seat).board for card in column.touchpoints]


def _count(seat: Seat, *tables: type) -> list[int | None]:
    with seat.reading() as session:
        return [session.scalar(select(func.count()).select_from(table)) for table in tables]


def test_cards_wait_for_their_writer_alone_and_are_listed_edited_and_removed(
    dana: Seat, lee: Seat
) -> None:
    seq = load_snapshot(dana).seq
    one = early.write_card(dana, Stage.CONNECT, " The first call ")
    two = early.write_card(dana, Stage.ASSIST, "The queue")
    early.write_card(lee, Stage.CONNECT, "Lee's own")
    early.edit_card(dana, one, "The very first call")
    assert _texts(dana) == ["The very first call", "The queue"]
    assert early.remove_card(dana, two) == "The queue"
    assert _texts(dana) == ["The very first call"]
    assert _texts(lee) == ["Lee's own"]
    for stolen in (lambda: early.edit_card(lee, one, "mine"), lambda: early.remove_card(lee, one)):
        with pytest.raises(NotFound, match="not there any more"):
            stolen()
    with pytest.raises(Refused, match="can't be empty"):
        early.write_card(dana, Stage.CONNECT, "  ")
    snapshot = load_snapshot(lee)
    assert snapshot.waiting == Waiting(2, 0)
    assert "first call" not in repr(snapshot)
    assert snapshot.seq == seq
    assert _on_board(lee) == []


def test_the_room_writes_and_votes_for_nobody(room: Seat) -> None:
    card = touchpoints.add(room, Stage.CONNECT, "Welcome")
    acts: list[Callable[[], object]] = [
        lambda: early.write_card(room, Stage.CONNECT, "x"),
        lambda: early.my_cards(room),
        lambda: early.vote(room, card),
        lambda: early.my_votes(room),
    ]
    for act in acts:
        with pytest.raises(Refused, match="is a person's"):
            act()


def test_the_review_that_opens_takes_the_cards_into_its_map(
    room: Seat, dana: Seat, lee: Seat
) -> None:
    early.write_card(dana, Stage.CONNECT, "Dana's")
    early.write_card(lee, Stage.CONNECT, "Lee's")
    reviews.open_review(room, present=[str(dana.member_id)])
    assert load_snapshot(room).waiting == Waiting()
    assert _texts(dana) == ["Dana's"]
    early.edit_card(dana, early.my_cards(dana)[0].id, "Dana's card")
    early.write_card(dana, Stage.CONNECT, "Another")  # Its Map is ahead.
    _go(room, StepKey.MAP)
    assert [card.text for card in ballots.my_cards(dana)] == ["Dana's card", "Another"]
    review = load_snapshot(room).review
    assert review is not None
    assert (review.private.cards, review.private.writers) == (3, 2)
    assert _on_board(room) == []
    reviews.ask_reveal(room)
    reviews.reveal(room)
    assert sorted(_on_board(room)) == ["Another", "Dana's card", "Lee's"]
    early.write_card(dana, Stage.CONNECT, "For the next one")
    assert load_snapshot(room).waiting == Waiting(1, 0)
    assert sorted(_on_board(room)) == ["Another", "Dana's card", "Lee's"]


def test_who_is_taken_off_the_list_is_still_heard(room: Seat, dana: Seat, lee: Seat) -> None:
    early.write_card(lee, Stage.CONNECT, "Lee's")
    reviews.open_review(room, present=[str(dana.member_id), str(lee.member_id)])
    reviews.set_present(room, [str(dana.member_id)])
    _go(room, StepKey.MAP)
    reviews.ask_reveal(room)
    reviews.reveal(room)
    assert _on_board(room) == ["Lee's"]


def test_a_review_without_map_leaves_the_cards_to_the_next(dana: Seat, clock: SetClock) -> None:
    early.write_card(dana, Stage.CONNECT, "Dana's")
    reviews.open_review(dana, AgendaKind.SHORT)
    assert load_snapshot(dana).waiting == Waiting(1, 0)
    early.write_card(dana, Stage.ASSIST, "Another")
    _go(dana, StepKey.CLOSE)
    closing.close_review(dana)
    assert _texts(dana) == ["Dana's", "Another"]
    clock.move(days=7)
    reviews.open_review(dana)
    assert load_snapshot(dana).waiting == Waiting()
    _go(dana, StepKey.MAP)
    assert [card.text for card in ballots.my_cards(dana)] == ["Dana's", "Another"]


def test_what_is_given_for_a_skipped_cycle_comes_into_the_one_after(dana: Seat) -> None:
    card = touchpoints.add(dana, Stage.CONNECT, "Welcome")
    early.write_card(dana, Stage.CONNECT, "Dana's")
    early.vote(dana, card)
    planned = load_snapshot(dana).review_due.planned
    cycle_skips.skip_cycle(dana, planned.label, "Holiday")
    reviews.open_review(dana)
    assert load_snapshot(dana).waiting == Waiting(0, 1)
    _go(dana, StepKey.FOCUS)
    assert ballots.my_votes(dana) == {card: 1}
    assert load_snapshot(dana).waiting == Waiting()


def test_votes_during_a_review_without_focus_wait_for_the_next(dana: Seat, lee: Seat) -> None:
    card = touchpoints.add(dana, Stage.CONNECT, "Welcome")
    reviews.open_review(dana, AgendaKind.SHORT)
    assert early.vote(lee, card) == 4
    _go(dana, StepKey.CLOSE)
    closing.close_review(dana)
    assert early.my_votes(lee) == {card: 1}
    reviews.open_review(dana)
    _go(dana, StepKey.FOCUS)
    assert ballots.my_votes(lee) == {card: 1}


def test_cards_given_in_a_cancelled_review_wait_too(dana: Seat, lee: Seat) -> None:
    card = touchpoints.add(dana, Stage.CONNECT, "Welcome")
    early.write_card(lee, Stage.CONNECT, "Before")
    early.vote(lee, card)
    reviews.open_review(dana, present=[str(lee.member_id)])
    _go(dana, StepKey.MAP)
    ballots.write_card(lee, Stage.ASSIST, "In the review")
    cancelling.cancel_review(dana)
    assert _texts(lee) == ["Before", "In the review"]
    assert early.my_votes(lee) == {card: 1}
    assert load_snapshot(dana).waiting == Waiting(2, 1)
    reviews.open_review(dana, present=[str(lee.member_id)])
    _go(dana, StepKey.MAP)
    assert [each.text for each in ballots.my_cards(lee)] == ["Before", "In the review"]


def test_votes_given_in_a_cancelled_focus_wait_and_replace_those_before(
    dana: Seat, lee: Seat
) -> None:
    card = touchpoints.add(dana, Stage.CONNECT, "Welcome")
    early.vote(lee, card)
    reviews.open_review(dana, present=[str(lee.member_id)])
    _go(dana, StepKey.FOCUS)
    assert ballots.vote(lee, card) == 3
    cancelling.cancel_review(dana)
    assert early.my_votes(lee) == {card: 2}
    assert _count(dana, VoteRow, EarlyVoteRow) == [0, 1]


def test_votes_keep_to_their_limits_and_follow_the_board(dana: Seat, lee: Seat) -> None:
    a, b, c = touchpoints.add_many(dana, Stage.CONNECT, ["A", "B", "C"])
    assert [early.vote(lee, a) for _ in range(3)] == [4, 3, 2]
    with pytest.raises(Refused, match="At most 3"):
        early.vote(lee, a)
    early.vote(lee, b)
    early.vote(lee, b)
    with pytest.raises(Refused, match="5 votes are placed"):
        early.vote(lee, c)
    with pytest.raises(Refused, match="no vote on this"):
        early.vote(lee, c, -1)
    assert early.vote(lee, b, -1) == 1
    touchpoints.merge(dana, a, [b])
    assert early.my_votes(lee) == {a: 3}  # 3 at most on one; the others are free again.
    undo.undo(dana)
    assert early.my_votes(lee) == {a: 3, b: 1}
    touchpoints.archive(dana, [a])
    assert early.my_votes(lee) == {b: 1}
    assert early.vote(lee, c) == 3
    archived_touchpoints.unarchive(dana, [a])
    assert early.my_votes(lee) == {b: 1, c: 1}
    with pytest.raises(Refused, match="not on the board"):
        touchpoints.archive(dana, [b])
        early.vote(lee, b)


def test_votes_come_into_focus_and_are_revealed_with_it(room: Seat, dana: Seat, lee: Seat) -> None:
    a, b = touchpoints.add_many(dana, Stage.CONNECT, ["A", "B"])
    early.vote(lee, a)
    early.vote(dana, b)
    reviews.open_review(room)
    with pytest.raises(Refused, match="A review is open"):
        early.vote(lee, b)
    _go(room, StepKey.FOCUS)
    ballots.vote(dana, b)
    _go(room, StepKey.MAP)
    review = load_snapshot(room).review
    assert review is not None
    assert review.votes == {a: 1, b: 2}
    _go(room, StepKey.FOCUS)
    assert _count(room, VoteRow, EarlyVoteRow) == [0, 0]


def test_who_leaves_takes_all_of_it_along(room: Seat, dana: Seat, lee: Seat) -> None:
    card = touchpoints.add(dana, Stage.CONNECT, "Welcome")
    early.write_card(lee, Stage.CONNECT, "Lee's")
    early.vote(lee, card)
    early.write_card(dana, Stage.CONNECT, "Dana's")
    members.member_leaves(room, str(lee.member_id))
    assert load_snapshot(room).waiting == Waiting(1, 0)
    assert _count(room, EarlyCardRow, EarlyVoteRow) == [1, 0]


def test_authors_are_not_shown_while_cards_wait(dana: Seat) -> None:
    early.write_card(dana, Stage.CONNECT, "Dana's")
    with pytest.raises(Refused, match="while authors are hidden"):
        set_team(dana, show_authors=True)


def test_nothing_of_it_is_in_the_journal(room: Seat, dana: Seat) -> None:
    early.write_card(dana, Stage.CONNECT, "Only mine")
    reviews.open_review(room)
    cancelling.cancel_review(room)
    with room.reading() as session:
        rows = session.scalars(select(JournalRow)).all()
    assert "Only mine" not in repr([(row.what, row.changes) for row in rows])
    with pytest.raises(Refused, match="nothing of yours left"):
        undo.undo(dana)


def test_two_hundred_cards_are_enough(dana: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(early, "LIMIT", 2)
    for text in ("one", "two"):
        early.write_card(dana, Stage.CONNECT, text)
    with pytest.raises(Refused, match="2 private touchpoints of yours wait"):
        early.write_card(dana, Stage.CONNECT, "three")
    assert _count(dana, EarlyCardRow, PrivateCardRow) == [2, 0]


@pytest.mark.parametrize(
    ("waiting", "words"),
    [
        (Waiting(), ""),
        (Waiting(1), "1 private touchpoint waits"),
        (Waiting(3), "3 private touchpoints wait"),
        (Waiting(0, 1), "One person's votes wait"),
        (Waiting(3, 2), "3 private touchpoints and the votes of 2 people wait"),
    ],
)
def test_what_waits_is_counted_in_words(waiting: Waiting, words: str) -> None:
    assert waiting.words == words
