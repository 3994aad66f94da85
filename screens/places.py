"""The places of the main screen: where each view is, and what can be done from anywhere.

Nothing here is imported before somebody goes there.
"""

from __future__ import annotations

from importlib import import_module

from textual.message import Message

VIEWS: dict[str, str] = {
    "today": "screens.today:TodayView",
    "board": "screens.board:TouchpointsView",
    "evidence": "screens.evidence:EvidenceView",
    "momentum": "screens.momentum:MomentumView",
    "reviews": "screens.reviews:ReviewsView",
    "playbook": "screens.playbook:PlaybookView",
    "review": "screens.review:ReviewView",
    "settings": "screens.settings:SettingsView",
}
"""Where each view's class is; imported at its first visit."""

ERRANDS: dict[str, str] = {
    "review": "screens.review.opening:open_review",
    "log_feedback": "screens.evidence.log:log_feedback",
    "find": "screens.find:find",
    "undo": "screens.undoing:undo",
    "redo": "screens.undoing:redo",
    "change_team": "screens.team_picker:change_team",
    "help": "screens.help:show_help",
    "commands": "screens.palette:choose_command",
}
"""What can be done from anywhere, each an ``async def errand(main: MainScreen) -> None``
that may await dialogs; imported when it is first asked for."""


def load_by_name(place: str) -> object:
    """What ``module:name`` names."""
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


class Go(Message):
    """Somebody wants to see another view; ``what`` is handed to its `View.visit`."""

    def __init__(self, view: str, **what: object) -> None:
        super().__init__()
        self.view = view
        self.what = what
