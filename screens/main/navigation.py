"""The places of the main screen: where each view is, and what can be done from anywhere.

Nothing here is imported before somebody goes there.
"""

from __future__ import annotations

from importlib import import_module

VIEWS: dict[str, str] = {
    "today": "screens.today:TodayView",
    "board": "screens.board:BoardView",
    "evidence": "screens.evidence:EvidenceView",
    "momentum": "screens.momentum:MomentumView",
    "reviews": "screens.reviews.view:ReviewsView",
    "playbook": "screens.playbook.view:PlaybookView",
    "review": "screens.review:ReviewView",
    "settings": "screens.settings.view:SettingsView",
}
"""Where each view's class is; imported at its first visit."""

GLOBAL_COMMANDS: dict[str, str] = {
    "review": "screens.review.opening:open_review",
    "log_feedback": "screens.evidence.log:log_feedback",
    "find": "screens.commands.find:find",
    "parking": "screens.commands.parking:show_parking",
    "promises": "screens.commands.promises:show_promises",
    "questions": "screens.commands.asked_again:show_questions",
    "words": "screens.commands.words:send_words",
    "welcome": "screens.commands.colleague:welcome_colleague",
    "calendar": "screens.commands.calendar_file:make_calendar_file",
    "import_board": "screens.importing.board_import:import_a_board",
    "undo": "screens.commands.undoing:undo",
    "redo": "screens.commands.undoing:redo",
    "change_team": "screens.main.team_picker:change_team",
    "help": "screens.commands.help:show_help",
    "commands": "screens.commands.palette:choose_command",
}
"""What can be done from anywhere, each an ``async def command(main: MainScreen) -> None``
that may await dialogs; imported when it is first asked for."""


def load_by_name(import_path: str) -> object:
    """What ``module:name`` names."""
    module, _, name = import_path.partition(":")
    return getattr(import_module(module), name)


def import_first_dialogs() -> None:
    """Import what the first dialogs need while nobody waits for it."""
    for module in (
        "board.add_line",
        "forms.form",
        "forms.prompt",
        "dialogs.confirm",
        "dialogs.choose",
        "dialogs.reader",
    ):
        import_module(f"screens.{module}")
