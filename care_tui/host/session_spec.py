"""What the server tells a guest's process: who came, to which teams, with what terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from store.common.dataclass import dataclass
from store.teams.access import TeamLogin

OUT_OF_MEMORY = 77
"""The exit code of a guest that needed more memory than it may have."""
_TERM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,63}")
_LOCALE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
_COLORTERM = ("truecolor", "24bit")
_LOCALES = ("LANG", "LC_ALL", "LC_CTYPE")
"""What a guest's terminal may say of its letters; nothing else of a locale matters here."""
SAID = (*_LOCALES, "COLORTERM", "NO_COLOR")
"""The environment variables that a client is listened to for."""
LONGEST_SAID = 64
"""Letters of the longest value that is listened to."""


@dataclass(frozen=True, slots=True)
class SessionSpec:
    """One person coming in."""

    places: tuple[TeamLogin, ...]
    """Whose seats they may take: one for each of their teams."""
    terminal: Mapping[str, str]
    """Environment variables that tell of their terminal; see `terminal_environment`."""
    invite: str = ""
    """The invite they came in by, which is used up once they have seen the first screen; empty
    for who logged in with a key."""
    proven: tuple[str, ...] = ()
    """The public keys, as lines, that their client proved to hold as they came."""
    unfit: str = ""
    """Why a key that their client showed cannot be used, in a sentence."""
    incoming: str = ""
    """The folder where files arrive that they send from their browser; empty: it is no browser."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> SessionSpec:
        places = tuple(TeamLogin(**login) for login in value["places"])
        invite, proven, unfit = value["invite"], tuple(value["proven"]), value["unfit"]
        return cls(places, dict(value["terminal"]), invite, proven, unfit, value["incoming"])


def terminal_environment(term: str, environment: Mapping[str, str]) -> dict[str, str]:
    """The environment variables a guest's process gets from ``term``, the terminal's kind,
    and from what the client ``environment``; whatever is not about its screen is left out."""
    variables = {"TERM": term if _TERM.fullmatch(term) else "xterm-256color"}
    for name in _LOCALES:
        if _LOCALE.fullmatch(environment.get(name, "")):
            variables[name] = environment[name]
    if not any(name in variables for name in _LOCALES):
        variables["LANG"] = "C.UTF-8"
    if environment.get("COLORTERM") in _COLORTERM:
        variables["COLORTERM"] = environment["COLORTERM"]
    if environment.get("NO_COLOR"):
        variables["NO_COLOR"] = "1"
    return variables
