"""A file that its person sent from their browser: offered as soon as nothing else is being asked."""

from __future__ import annotations

import asyncio
from pathlib import PurePath
from typing import TYPE_CHECKING

from screens.core.app_context import ReceivedFile, app_context_of
from screens.core.main_context import main_of
from screens.core.unasked import STILL, is_busy, is_still
from screens.dialogs.choose import Choose, Option
from screens.importing.board_import import import_a_board
from screens.importing.file_form import FileForm
from screens.importing.wizard import import_file
from store.formats.tabular.workbooks import is_workbook

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App

    from screens.core.main_context import MainContext

FEEDBACK, BOARD = "feedback", "board"
_BOARDS = frozenset({".json", ".md", ".markdown"})
_SOON = 0.2
"""Seconds between two looks whether something else is still being asked."""


async def offer_received(app: App[Any]) -> None:
    """Import the file that came from the browser, once its person can be asked what it is.
    Awaited in a worker."""
    context = app_context_of(app)
    top = app.screen_stack[-1] if app.screen_stack else None
    if isinstance(top, FileForm):
        top.take_received()
        return
    if top is not None and _free_main(app) is None and context.received is not None:
        app.notify(f"{context.received.name} is here. It is offered once this is closed.")
    while (main := _free_main(app)) is None or is_busy(app) or not is_still(app, STILL):
        await asyncio.sleep(_SOON)
    if context.received is None or main.snapshot is None:
        return  # An import that was begun meanwhile has taken it.
    kind = kind_of(context.received) or await _ask_kind(main, context.received.name)
    if kind == FEEDBACK:
        await import_file(main.current_view, main.snapshot)
    elif kind == BOARD:
        await import_a_board(main)
    else:
        context.received = None


def _free_main(app: App[Any]) -> MainContext | None:
    """The main screen, if it is on top and shows a team; nobody else's turn is disturbed."""
    main = main_of(app)
    if main is None or main.snapshot is None or len(app.screen_stack) > 1:
        return None
    return main if main.app_context.turn is None else None


def kind_of(received: ReceivedFile) -> str:
    """What only one kind of import can read; empty where a person must say it."""
    if is_workbook(received.data):
        return FEEDBACK
    is_board = PurePath(received.name).suffix.casefold() in _BOARDS
    return BOARD if is_board or received.data[:64].lstrip().startswith(b"{") else ""


async def _ask_kind(main: MainContext, name: str) -> str | None:
    question = Choose(
        f"What is in {name}?",
        [
            Option(FEEDBACK, "Customer feedback", "answers, ratings, tickets"),
            Option(BOARD, "A board", "touchpoints in lists"),
        ],
        chosen=BOARD if main.view == BOARD else FEEDBACK,
    )
    question.unasked = True
    return await main.app.push_screen_wait(question)
