"""This machine's time zone, guessed."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from store.common.errors import Refused
from store.domain.cycles import parse_zone

FALLBACK = "UTC"
_MARK = "zoneinfo/"


def guess_zone(
    environment: Mapping[str, str] = os.environ,
    root: Path = Path("/"),
    platform: str = sys.platform,
) -> str:
    """The IANA name of the zone in ``TZ``, ``/etc/timezone`` or ``/etc/localtime``, else UTC.

    ``root`` is where ``etc`` is looked for. On Windows tzlocal knows which zone is meant by the
    name that Windows has for it.
    """
    variable = environment.get("TZ", "").lstrip(":")
    if platform == "win32":
        candidates = [_of_windows()]
    else:
        candidates = [_contents(root / "etc/timezone"), _linked(root / "etc/localtime")]
    for name in (variable, *candidates):
        if name:
            with contextlib.suppress(Refused):
                zone = parse_zone(_zone_name(name))
                return FALLBACK if zone == f"Etc/{FALLBACK}" else zone
    return FALLBACK


def _of_windows() -> str:
    try:
        return str(import_module("tzlocal").get_localzone_name() or "")
    except (ImportError, LookupError, OSError, ValueError):
        return ""


def _contents(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _linked(file: Path) -> str:
    try:
        return str(file.readlink())
    except OSError:
        return ""


def _zone_name(text: str) -> str:
    """The zone's name in a text that may be a path into the zone files."""
    return text.rpartition(_MARK)[2] if _MARK in text else text
