"""What makes a start quick: nothing is loaded that no part of the app uses, and Python does
not look for garbage where there is none."""

from __future__ import annotations

import gc
import os
import sys

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


def import_without_openssl() -> None:
    """Import asyncio, hashlib and hmac as Python has them where it is built without OpenSSL.

    Nothing in the app speaks TLS through asyncio, and Python's own hashes are quick enough;
    OpenSSL takes a twentieth of a start and 3 MB. ``import ssl`` works as ever afterwards.
    """
    users = {"ssl": {"asyncio"}, "_hashlib": {"hashlib", "hmac"}}
    left_out = [name for name in users if not {name, *users[name]} & sys.modules.keys()]
    for name in left_out:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401
        import hashlib  # noqa: F401
        import hmac  # noqa: F401
    finally:
        for name in left_out:
            del sys.modules[name]


def paint_promptly() -> None:
    """Have Textual, not imported yet, paint a change within 4 ms instead of 17.

    Only what differs is written (`care_tui.display`), so a slow link carries hardly more.
    """
    os.environ.setdefault("TEXTUAL_FPS", "240")
