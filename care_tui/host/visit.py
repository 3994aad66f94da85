"""What the server tells a guest's process: who came, to which teams, with what terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from store.access import Admitted

MOST_COLUMNS, MOST_ROWS = 1000, 500
_TERM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,63}")
_LOCALE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
_COLORTERM = ("truecolor", "24bit")
_LOCALES = ("LANG", "LC_ALL", "LC_CTYPE")
"""What a guest's terminal may say of its letters; nothing else of a locale matters here."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One person coming in."""

    places: tuple[Admitted, ...]
    """Whose seats they may take: one for each of their teams."""
    terminal: Mapping[str, str]
    """Environment variables that tell of their terminal; see `terminal_environment`."""
    offered: tuple[str, ...] = ()
    """Public keys that came with an invite, as lines; empty for who logged in with a key."""
    invited: bool = False
    """Whether they came in with an invite, which is used up now."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Visit:
        places = tuple(Admitted(**place) for place in value["places"])
        return cls(places, dict(value["terminal"]), tuple(value["offered"]), value["invited"])


def terminal_environment(term: str, said: Mapping[str, str]) -> dict[str, str]:
    """The environment variables a guest's process gets from ``term``, the terminal's kind,
    and from what the client ``said``; whatever is not about its screen is left out."""
    found = {"TERM": term if _TERM.fullmatch(term) else "xterm-256color"}
    for name in _LOCALES:
        if _LOCALE.fullmatch(said.get(name, "")):
            found[name] = said[name]
    if not any(name in found for name in _LOCALES):
        found["LANG"] = "C.UTF-8"
    if said.get("COLORTERM") in _COLORTERM:
        found["COLORTERM"] = said["COLORTERM"]
    if said.get("NO_COLOR"):
        found["NO_COLOR"] = "1"
    return found


def fit_size(columns: int, rows: int) -> tuple[int, int]:
    """The size a guest's terminal gets: what was asked for within reason, 80 × 24 for none."""
    return (
        min(columns, MOST_COLUMNS) if columns > 0 else 80,
        min(rows, MOST_ROWS) if rows > 0 else 24,
    )


def line(message: Mapping[str, Any]) -> bytes:
    """A message between the server and the zygote."""
    return json.dumps(message).encode() + b"\n"
