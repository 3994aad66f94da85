"""Which keys of the board wait for what, and why one is not possible now."""

from __future__ import annotations

from store.domain.agenda import Deed, StepKey, refusal
from store.models.touchpoint import Touchpoint

VOTES = frozenset({"vote", "unvote"})
NEED_A_CARD = frozenset(
    {"edit", "move", "friction", "feeling", "mark", "merge", "pick", "notes", "archive"}
)
WAIT_FOR_VOTES = frozenset({"merge", "archive"})
IN_PRIVATE = frozenset({"add", "edit", "archive"})
ACTIONS = VOTES | NEED_A_CARD | {"add", "archived", "set_friction"}


def why_not(
    action: str, card: Touchpoint | None, *, opening: bool, voting: bool, private: bool
) -> str | None:
    """Why ``action`` is not possible with the ``card`` under the cursor."""
    if opening:
        return "The workspace is still opening. One moment."
    if action in WAIT_FOR_VOTES and voting:
        deed = Deed.MERGE if action == "merge" else Deed.ARCHIVE
        return refusal(deed, StepKey.FOCUS, leads=True, revealed=False, voting=True)
    if action in NEED_A_CARD | VOTES and card is None:
        return "There is no touchpoint under the cursor. Press a to add one."
    if action in VOTES:
        return "Votes are private: press w for a turn, then vote."
    return "In a private turn only your own new touchpoints change." if private else None
