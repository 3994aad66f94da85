"""What people may call a command that has another name."""

from __future__ import annotations

_TAKE_AWAY = (
    "A touchpoint leaves the board with archive, an answer is erased with erase, an improvement is "
    "dropped with drop."
)
_CHANGE = "A touchpoint or an improvement is changed with edit, the team with team set."
OTHER_WORDS = {
    **dict.fromkeys(("remove", "delete", "del", "rm"), _TAKE_AWAY),
    **dict.fromkeys(("change", "update", "modify", "set"), _CHANGE),
    "rename": "A text is changed with edit, a member's name with member rename, the team's with team "
    "set --name.",
    "list": "The board is shown by board, the plan by status, what is counted by measure list.",
    "show": "The board is shown by board, the plan by status, a verdict by verdict.",
    "new": "A touchpoint is added with add, a team is made with init, a case with case add.",
    "create": "A touchpoint is added with add, a team is made with init, a case with case add.",
    "skip": "A stage is skipped with pick STAGE --skip REASON, a cycle with cycle skip.",
    "unskip": "A cycle is taken up again with cycle unskip, a stage with pick STAGE TEXT --replace.",
    "reopen": "A case is opened again with case reopen, a review in the app.",
    "split": "A merge is taken back with undo.",
    "redo": "What was taken back with undo is done again by its own command.",
    "revert": "Your latest change is taken back with undo.",
    "plan": "An improvement is planned with pick.",
    "improve": "An improvement is planned with pick.",
    "improvement": "An improvement is planned with pick, changed with edit.",
    "touchpoint": "A touchpoint is added with add, changed with edit.",
    "feedback": "Feedback is logged with log, brought in with import feedback.",
    "quote": "A customer's words are logged with log STAGE --quote TEXT.",
    "vote": "Votes are given in a review (care review), or before it with private vote.",
    "later": "What belongs to another day is parked with park TEXT.",
    "open": "The app opens with care alone.",
    "start": "A review starts with review, the app with care alone.",
}
"""Words that are no commands, and what does what they mean."""
