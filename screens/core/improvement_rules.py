"""Which keys of improvements need one that is planned, and why one is not possible now."""

from __future__ import annotations

from store.models.improvement import Improvement, Status

DECIDING = frozenset({"done", "drop", "carry", "edit"})
"""Actions on an improvement that nobody has decided yet."""
_STANDS = {
    Status.PLANNED: "planned",
    Status.DONE: "done already",
    Status.DROPPED: "dropped already",
    Status.CARRIED: "carried over already",
}


def why_not(action: str, improvement: Improvement | None) -> str:
    """Why ``action`` is not possible with the ``improvement`` under the cursor."""
    if improvement is None:
        return "There is no improvement under the cursor."
    if action == "link" and improvement.status is Status.PLANNED:
        return "This improvement has no link. Press e to give it one."
    if action == "link":
        return "This improvement has no link."
    return f"This improvement is {_STANDS[improvement.status]}."
