"""What others did to the review as a whole, told at the terminals that did not do it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from store.snapshot import Snapshot


def announcement(before: Snapshot, now: Snapshot, member_id: str | None) -> str | None:
    """What the person at a terminal (None: the room) is told of the review in a sentence: that
    it started, closed or is led by somebody else; None where nothing of this happened."""
    was, review = before.review, now.review
    if review is None:
        return "The review is closed; its report is under 5 Reviews." if was else None
    leader = review.lead.id if review.lead else None
    if was is None or was.id != review.id:
        if leader is not None and leader == member_id:
            return None
        name = review.lead.name if review.lead else "The room"
        return f"{name} started the review; r joins."
    if leader == (was.lead.id if was.lead else None):
        return None
    if leader is not None and leader == member_id:
        return "You lead now: > goes on, R reveals."
    return f"{review.lead.name if review.lead else 'The room'} leads now."


class Announcer:
    """Tells announcements by ``tell`` as snapshots come in, but none of what is done here."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._told: Snapshot | None = None
        """The snapshot up to which everything has been told; None before the first."""
        self._own = 0
        """How many changes this terminal is making."""

    @contextlib.contextmanager
    def own_change(self) -> Iterator[None]:
        """What the snapshots inside bring was done here."""
        self._own += 1
        try:
            yield
        finally:
            self._own -= 1

    def look(self, now: Snapshot | None, member_id: str | None, *, private: bool) -> None:
        """Tell what is new in ``now``; during a private turn keep it until one is over."""
        if private and now is not None:
            return
        before, self._told = self._told, now
        if before is None or now is None or self._own:
            return
        sentence = announcement(before, now, member_id)
        if sentence is not None:
            self._tell(sentence)
