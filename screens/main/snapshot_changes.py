"""What a snapshot says of the review, and what changed from one snapshot to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.models.snapshot import Snapshot


def is_open(snapshot: Snapshot | None) -> bool:
    """Whether a review is open."""
    return snapshot is not None and snapshot.review is not None


def stage_of_review(snapshot: Snapshot | None) -> object:
    """What the possible keys depend on, of a snapshot's review."""
    review = snapshot.review if snapshot else None
    if review is None:
        return None
    return (review.id, review.step_index, review.lead, review.map_revealed, review.focus_revealed)


def has_closed(before: Snapshot, now: Snapshot | None) -> bool:
    """Whether the review that was open ``before`` has been closed, and not cancelled."""
    closed = now is not None and now.review is None
    return closed and now is not None and now.reviews_closed > before.reviews_closed
