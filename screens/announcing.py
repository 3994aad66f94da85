"""What others did to the review as a whole, told at the terminals that did not do it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.snapshot import Review, Snapshot


@dataclass(frozen=True, slots=True)
class Standing:
    """What is told of: which review is open, who leads it, and how many are closed."""

    review: str | None
    """The open review's id; None while none is open."""
    lead: str | None
    """The id of the member who leads it; None: the room."""
    closed: int


def standing_of(snapshot: Snapshot) -> Standing:
    """How the review stands in ``snapshot``."""
    review = snapshot.review
    lead = review.lead.id if review and review.lead else None
    return Standing(review.id if review else None, lead, snapshot.reviews_closed)


def announcement(before: Standing, now: Snapshot, member_id: str | None) -> str | None:
    """What the person at a terminal (None: the room) is told of the review in a sentence: that
    it started, closed, was cancelled or is led by somebody else; None where nothing of this
    happened."""
    standing, review = standing_of(now), now.review
    if review is None:
        if before.review is None:
            return None
        if standing.closed > before.closed:
            return "The review is closed; its report is under 5 Reviews."
        return "The review was begun by mistake and is cancelled."
    leads_here = standing.lead is not None and standing.lead == member_id
    if standing.review != before.review:
        return None if leads_here else f"{_leader(review)} started the review; r joins."
    if standing.lead == before.lead:
        return None
    return "You lead now: > goes on, R reveals." if leads_here else f"{_leader(review)} leads now."


def _leader(review: Review) -> str:
    return review.lead.name if review.lead else "The room"


class Announcer:
    """Tells announcements by ``tell`` as snapshots come in, but none of what is done here."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._told: Standing | None = None
        """Up to which everything has been told; None before the first snapshot."""
        self._changing = False
        """Whether this terminal is making a change."""
        self._held: tuple[Snapshot, str | None] | None = None
        """What came in meanwhile, and for whom."""

    @contextlib.contextmanager
    def own_change(self) -> Iterator[None]:
        """What is in the snapshots inside is told at the end, but for what `did` says."""
        self._changing = True
        try:
            yield
        finally:
            self._changing = False
            held, self._held = self._held, None
            if held is not None:
                self.look(*held, private=False)

    def did(self, review: str | None, lead: str | None = None, *, closed: int = 0) -> None:
        """This terminal's change left the review ``review`` open with ``lead``, and so many
        more ``closed``: that is not told here."""
        if self._told is not None:
            self._told = Standing(review, lead, self._told.closed + closed)

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
        before, self._told = self._told, standing_of(now)
        sentence = announcement(before, now, member_id) if before is not None else None
        if sentence is not None:
            self._tell(sentence)
