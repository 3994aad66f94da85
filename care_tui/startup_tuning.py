"""What makes a start quick: Python does not look for garbage where there is none, and Textual
paints at once."""

from __future__ import annotations

import gc
import os

_USUAL = gc.get_threshold()
_RARELY = 500_000
"""New objects between two looks for garbage: more than the start of anything makes."""


def look_rarely() -> None:
    """Look for garbage rarely, until `look_as_usual`; a command of the shell needs no other."""
    gc.set_threshold(_RARELY)


def look_as_usual() -> None:
    """Look for garbage as Python does, and never at what was there the first time."""
    if not gc.get_freeze_count():
        gc.freeze()
    gc.set_threshold(*_USUAL)
    gc.enable()


def paint_promptly() -> None:
    """Have Textual, not imported yet, paint a change within 4 ms instead of 17.

    Only what differs is written (`care_tui.terminal.diff_rendering`), so a slow link carries hardly more.
    """
    os.environ.setdefault("TEXTUAL_FPS", "240")
