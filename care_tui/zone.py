"""This machine's time zone, guessed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from store.errors import Refused
from store.practice.cycles import parse_zone

FALLBACK = "UTC"
_MARK = "zoneinfo/"


def guess_zone(environment: Mapping[str, str] = os.environ, root: Path = Path("/")) -> str:
    """The IANA name of the zone in ``TZ``, ``/etc/timezone`` or ``/etc/localtime``, else UTC.

    ``root`` is where ``etc`` is looked for.
    """
    asked = environment.get("TZ", "").lstrip(":")
    for name in (asked, _said(root / "etc/timezone"), _linked(root / "etc/localtime")):
        if name:
            with contextlib.suppress(Refused):
                zone = parse_zone(_named(name))
                return FALLBACK if zone == f"Etc/{FALLBACK}" else zone
    return FALLBACK


def _said(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _linked(file: Path) -> str:
    try:
        return str(file.readlink())
    except OSError:
        return ""


def _named(text: str) -> str:
    """The zone's name in a text that may be a path into the zone files."""
    return text.rpartition(_MARK)[2] if _MARK in text else text
