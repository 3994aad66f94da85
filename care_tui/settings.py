"""A person's settings: one TOML file in their config folder, theirs to edit.

Unknown keys are reported and kept. The program itself writes only how the screen looks,
and changes no other line. ``CARE_CONFIG`` names another file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from store.errors import Refused
from store.own_folder import make_own_folder

APP = "care"
MOST_BYTES = 64 * 1024
"""The largest settings file that is read."""
_EASY = 4096
"""Characters from which a file is looked through for what is hard to read."""


@dataclass(frozen=True)
class Settings:
    """What the settings file says; what it leaves out is as here."""

    theme: str = ""
    """A theme's name; empty: the program's own choice."""
    ascii: bool = False
    """Draw with ASCII only."""
    workspace: str = ""
    """A path or a database URL; empty: the default file."""
    team: str = ""
    """Which team to open, where the workspace has several."""
    member: str = ""
    """Who types, as ``--as`` says; empty: the room."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys by command, from ``[keys]``."""
    problems: tuple[str, ...] = ()
    """What in the file could not be used, a sentence each."""
    path: Path | None = None


_KINDS: dict[str, type] = {
    "theme": str,
    "ascii": bool,
    "workspace": str,
    "team": str,
    "member": str,
    "keys": dict,
}


def config_path(environment: Mapping[str, str] = os.environ) -> Path:
    """The settings file: ``CARE_CONFIG``, else ``config.toml`` in the config folder."""
    named = environment.get("CARE_CONFIG", "").strip()
    if named:
        return Path(named).expanduser()
    import platformdirs

    return platformdirs.user_config_path(APP) / "config.toml"


def data_path() -> Path:
    """The folder of the default workspace."""
    import platformdirs

    return platformdirs.user_data_path(APP)


def state_path() -> Path:
    """The folder of drafts and failure reports."""
    import platformdirs

    return platformdirs.user_state_path(APP)


def load_settings(path: Path) -> Settings:
    """The settings in the file at ``path``; without a file, the defaults.

    Raises Refused when it cannot be read or is no TOML. What is unknown or of the wrong
    kind is left out and said in ``problems``.
    """
    document = _read(path)
    problems = [_unknown(key) for key in document if key not in _KINDS]
    good: dict[str, Any] = {}
    for key, kind in _KINDS.items():
        if key not in document:
            continue
        if type(document[key]) is kind:
            good[key] = document[key]
        else:
            problems.append(f"The setting “{key}” should be {_SAID[kind]}; it is left out.")
    keys = good.get("keys", {})
    good["keys"] = {name: value for name, value in keys.items() if isinstance(value, str)}
    problems += [
        f'The key for “{name}” should be a text such as "x"; it is left out.'
        for name in keys
        if name not in good["keys"]
    ]
    return Settings(**good, problems=tuple(problems), path=path)


_SAID = {str: "a text", bool: "true or false", dict: "a table"}


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise Refused(
                f"The settings in {path} have more than {MOST_BYTES // 1024} kB; no more are read."
            )
        text = data.decode("utf-8")
        if len(text) > _EASY:
            from store.exchange.bounded import read_toml

            return read_toml(text)
        import tomllib

        return tomllib.loads(text)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise Refused(f"The settings in {path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Refused(f"The settings in {path} are not UTF-8 text.") from None
    except (ValueError, RecursionError) as error:
        raise Refused(f"The settings in {path} are not TOML that can be read: {error}.") from None


def _unknown(key: str) -> str:
    import difflib

    near = difflib.get_close_matches(key, _KINDS, n=1)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    return f"The settings have an unknown key “{key}”; it is kept, and does nothing.{hint}"


def save_appearance(path: Path, *, theme: str, ascii: bool) -> None:
    """Write how the screen looks into the file; every other line stays as it is.

    Raises Refused when the file cannot be read or written.
    """
    document = _read(path)
    wanted: dict[str, Any] = {**document, "theme": theme, "ascii": ascii}
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for key in ("theme", "ascii"):
        text = _with_line(text, key, wanted[key])
    if _parsed(text) != wanted:
        import tomli_w

        text = tomli_w.dumps(wanted)
    _write(path, text)


def _with_line(text: str, key: str, value: str | bool) -> str:
    """``text`` with the top-level ``key`` set, in its own line."""
    import tomli_w

    line = tomli_w.dumps({key: value})
    head, tail = text, ""
    table = re.search(r"^\s*\[", text, re.MULTILINE)
    if table:
        head, tail = text[: table.start()], text[table.start() :]
    found = re.compile(rf"^{key}[ \t]*=.*\n?", re.MULTILINE)
    head, changed = found.subn(lambda _match: line, head, count=1)
    if not changed:
        head = line + head
    return head + tail


def _parsed(text: str) -> dict[str, Any] | None:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _write(path: Path, text: str) -> None:
    """Replace the file as a whole, readable by its owner alone."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        make_own_folder(path.parent)
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise Refused(f"The settings in {path} cannot be written: {error.strerror}.") from None
