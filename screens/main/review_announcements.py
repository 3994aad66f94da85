"""What others did to the review as a whole, told at the terminals that did not do it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from store.common.dataclass import dataclass
from store.domain.agenda import ENOUGH_TO_HIDE, StepKey

if TYPE_CHECKING:
    from store.models.review import Review
    from store.models.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ReviewState:
    """What is told of: which review is open, who leads it, and how many are closed."""

    review: str | None
    """The open review's id; None while none is open."""
    lead: str | None
    """The id of the member who leads it; None: the room."""
    closed: int
    asked: str | None = None
    """The step in which the lead was asked about a reveal that shows whose cards or votes they
    are; None while they were not."""
    cards: bool = False
    """Whether the private cards are revealed."""
    votes: bool = False
    """Whether the votes are revealed."""


def review_state_of(snapshot: Snapshot) -> ReviewState:
    """How the review stands in ``snapshot``."""
    review = snapshot.review
    lead = review.lead.id if review and review.lead else None
    if review is None:
        return ReviewState(None, lead, snapshot.reviews_closed)
    asked_step = review.asked.value if review.asked else None
    return ReviewState(
        review.id,
        lead,
        snapshot.reviews_closed,
        asked_step,
        review.map_revealed,
        review.focus_revealed,
    )


def announcement(before: ReviewState, now: Snapshot, member_id: str | None) -> str | None:
    """What the person at a terminal (None: the room) is told of the review in a sentence: that
    it started, closed, was cancelled, is led by somebody else, or what its reveal did; None where
    nothing of this happened."""
    standing, review = review_state_of(now), now.review
    if review is None:
        if before.review is None:
            return None
        if standing.closed > before.closed:
            return "The review is closed. Its report is under 5 Reviews."
        return "The review was begun by mistake and is cancelled."
    leads_here = standing.lead is not None and standing.lead == member_id
    if standing.review != before.review:
        return None if leads_here else f"{_leader(review)} started the review. Press r to join."
    if standing.lead == before.lead:
        leads = standing.lead == member_id
        return None if leads else _of_the_reveal(before, standing, now)
    if leads_here:
        return "You lead now. Press > to go on, R to reveal."
    back = review.led_before is not None and review.led_before == member_id
    return f"{_leader(review)} leads now{'. Press G to take it back' if back else ''}."


def _of_the_reveal(before: ReviewState, state: ReviewState, now: Snapshot) -> str | None:
    """What is told wherever the lead does not sit, whose question said it: that a reveal was asked
    about, and what it did."""
    if (before.cards and not state.cards) or (before.votes and not state.votes):
        return "Another private round begins. Press w for your turn."
    if state.cards and not before.cards and not now.team.show_authors:
        return (
            "The private touchpoints are on the board. They have no author any more, and who wrote one "
            "cannot undo it."
        )
    if state.asked != before.asked and now.review is not None:
        noun = "votes" if state.asked == StepKey.FOCUS else "touchpoints"
        return (
            f"{_leader(now.review)} was asked whether to reveal: fewer than {ENOUGH_TO_HIDE} "
            f"people gave something, so it shows whose {noun} they are."
        )
    return None


def _leader(review: Review) -> str:
    return review.lead.name if review.lead else "The room"


class Announcer:
    """Tells announcements by ``tell`` as snapshots come in, but none of what is done here."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._told: ReviewState | None = None
        """Up to which everything has been told; None before the first snapshot."""
        self._changing = False
        """Whether this terminal is making a change."""
        self._held: tuple[Snapshot, str | None] | None = None
        """What came in meanwhile, and for whom."""

    @property
    def is_own_change(self) -> bool:
        """Whether what comes in now was done at this terminal."""
        return self._changing

    @contextlib.contextmanager
    def own_change(self) -> Iterator[None]:
        """What is in the snapshots inside is told at the end, but for what `did` says."""
        self._changing = True
        try:
            yield
        finally:
            self._changing = False
            held_back, self._held = self._held, None
            if held_back is not None:
                self.look(*held_back, private=False)

    def did(self, review: str | None, lead: str | None = None, *, closed: int = 0) -> None:
        """This terminal's change left the review ``review`` open with ``lead``, and so many
        more ``closed``: that is not told here."""
        if self._told is not None:
            closed += self._told.closed
            same = review is not None and review == self._told.review
            before = self._told if same else ReviewState(None, None, 0)
            self._told = replace(before, review=review, lead=lead, closed=closed)

    def look(self, now: Snapshot | None, member_id: str | None, *, private: bool) -> None:
        """Tell what is new in ``now``; during a private turn keep it until one is over."""
        if now is None:
            self._told = None
            return
        if private:
            return
        if self._changing and self._told is not None:
            self._held = (now, member_id)
            return
        before, self._told = self._told, review_state_of(now)
        sentence = announcement(before, now, member_id) if before is not None else None
        if sentence is not None:
            self._tell(sentence)
