"""The talk about topics once the votes are revealed: note, decision, one at a time."""

from __future__ import annotations

import pytest

from store.board import touchpoints
from store.common.errors import Conflict, Refused
from store.domain.agenda import TOPIC_MINUTES, Decision, StepKey
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.models.review import Review
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, reviews, topics
from store.transfer.workspace_file import export_workspace
from store.undo.undo import undo


def _review(seat: Seat) -> Review:
    review = load_snapshot(seat).review
    assert review is not None
    return review


@pytest.fixture
def cards(room: Seat, dana: Seat) -> list[str]:
    """Two cards that were voted on, in a review whose votes are revealed."""
    cards = touchpoints.add_many(room, Stage.CONNECT, ["Greeting", "Welcome"])
    reviews.open_review(room)
    keys = [step.key for step in _review(room).steps]
    reviews.go_to_step(room, keys.index(StepKey.FOCUS))
    ballots.vote(dana, cards[0])
    reviews.ask_reveal(room)
    reviews.reveal(room)
    return cards


def test_one_topic_is_talked_about_at_a_time(room: Seat, cards: list[str]) -> None:
    topics.open_topic(room, cards[0])
    topics.open_topic(room, cards[1])
    talked = _review(room).topic
    assert talked is not None
    assert (talked.touchpoint_id, talked.minutes) == (cards[1], TOPIC_MINUTES)
    topics.more_time(room, 2)
    talked = _review(room).topic
    assert talked is not None
    assert talked.minutes == TOPIC_MINUTES + 2
    topics.leave(room)
    assert _review(room).topic is None
    with pytest.raises(Refused, match="No topic"):
        topics.more_time(room)


def test_a_note_and_a_decision_are_kept_and_undone(room: Seat, cards: list[str]) -> None:
    topics.open_topic(room, cards[0])
    topics.note(room, cards[0], "Works by day.")
    topics.settle(room, cards[0], Decision.PICK)
    (topic,) = _review(room).topics
    assert (topic.note, topic.decision) == ("Works by day.", Decision.PICK)
    assert topic.settled_at is not None
    undo(room)
    (topic,) = _review(room).topics
    assert (topic.note, topic.decision, topic.settled_at) == ("Works by day.", Decision.NONE, None)
    undo(room)
    (topic,) = _review(room).topics
    assert topic.note == ""


def test_a_note_that_somebody_changed_is_not_overwritten(
    room: Seat, dana: Seat, cards: list[str]
) -> None:
    topics.open_topic(room, cards[0])
    topics.note(room, cards[0], "First")
    (seen,) = _review(room).topics
    topics.more_time(room)
    topics.note(room, cards[0], "First, longer", seen=seen.version)
    with pytest.raises(Conflict):
        topics.note(dana, cards[0], "Another", seen=seen.version)
    (topic,) = _review(room).topics
    assert topic.note == "First, longer"


def test_only_the_lead_chooses_and_settles_and_anybody_notes(
    room: Seat, dana: Seat, lee: Seat, cards: list[str]
) -> None:
    reviews.join(dana)
    reviews.hand_over_lead(room, dana.member_id)
    topics.open_topic(dana, cards[0])
    topics.note(lee, cards[0], "Said by Lee")
    for deed in (
        lambda: topics.open_topic(lee, cards[1]),
        lambda: topics.settle(lee, cards[0], Decision.PICK),
        lambda: topics.more_time(lee),
        lambda: topics.leave(lee),
    ):
        with pytest.raises(Refused, match="Only the lead"):
            deed()


def test_nothing_is_talked_about_before_the_votes_are_revealed(room: Seat, dana: Seat) -> None:
    card = touchpoints.add(room, Stage.CONNECT, "Greeting")
    reviews.open_review(room)
    for step in (StepKey.MAP, StepKey.FOCUS):
        keys = [each.key for each in _review(room).steps]
        reviews.go_to_step(room, keys.index(step))
        with pytest.raises(Refused, match="once the votes are revealed"):
            topics.open_topic(room, card)
        with pytest.raises(Refused, match="once the votes are revealed"):
            topics.note(room, card, "Too early")


def test_notes_of_merged_topics_stand_together(room: Seat, cards: list[str]) -> None:
    for card, words in zip(cards, ("One.", "Two."), strict=True):
        topics.note(room, card, words)
    touchpoints.merge(room, cards[0], [cards[1]])
    (topic,) = _review(room).topics
    assert topic.touchpoint_id == cards[0]
    assert sorted(topic.note.split("\n")) == ["One.", "Two."]


def test_topics_are_in_an_export(room: Seat, cards: list[str]) -> None:
    topics.note(room, cards[0], "Works by day.")
    topics.settle(room, cards[0], Decision.LOOK)
    (team,) = export_workspace(room.workspace)["teams"]
    (topic,) = team["topics"]
    assert (topic["note"], topic["decision"]) == ("Works by day.", "look")


def test_leaving_focus_ends_the_talk_and_keeps_what_was_said(room: Seat, cards: list[str]) -> None:
    topics.open_topic(room, cards[0])
    topics.note(room, cards[0], "Works by day.")
    step = _review(room).step_index
    reviews.go_to_step(room, step + 1)
    assert _review(room).topic is None
    reviews.go_to_step(room, step)
    (topic,) = _review(room).topics
    assert (topic.note, topic.opened_at, topic.settled_at) == ("Works by day.", None, None)
