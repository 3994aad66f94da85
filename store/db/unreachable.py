"""That a workspace cannot be reached, or is kept busy, in the same words whatever database it is."""

from __future__ import annotations

from store.common.errors import Unreachable

LOST = "The workspace cannot be reached now. Try again."
BUSY = "Another program keeps the workspace busy. Nothing was changed. Try again."


def unreachable_sentence(named: str | None) -> Unreachable:
    """That a workspace cannot be reached, called ``named`` where that may be said."""
    return Unreachable(f"{named} cannot be reached now. Try again." if named else LOST)
