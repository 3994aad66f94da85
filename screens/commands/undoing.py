"""Undo and redo from anywhere: ask the store, and say what was taken back or done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.core.store_calls import act

if TYPE_CHECKING:
    from screens.main.main_screen import MainScreen
    from store.journal.seat import Seat


def _undo(seat: Seat) -> str:
    from store.undo.undo import undo

    return undo(seat)


def _redo(seat: Seat) -> str:
    from store.undo.undo import redo

    return redo(seat)


async def undo(main: MainScreen) -> None:
    """Take back the latest own change."""
    outcome = await act(main, _undo)
    if outcome:
        main.notify(f"Taken back: {outcome.value}", markup=False, timeout=4)


async def redo(main: MainScreen) -> None:
    """Do again what the latest undo took back."""
    outcome = await act(main, _redo)
    if outcome:
        main.notify(f"Done again: {outcome.value}", markup=False, timeout=4)
