"""A person's settings: one TOML file in their config folder, theirs to edit.

Unknown keys are reported and kept. What the program writes changes no other line. ``CARE_CONFIG`` names another file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.common.private_directory import make_own_folder

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
    mouse: bool = True
    """Whether the mouse acts in the app; without, the terminal selects text with it."""
    guide: bool = True
    """Whether a review says what to say and do in each step."""
    bell: bool = False
    """Whether the bell rings once when a step's time is over."""
    workspace: str = ""
    """A path or a database URL; empty: the default file."""
    team: str = ""
    """Which team to open, where the workspace has several."""
    member: str = ""
    """Who types, as ``--as`` says; empty: the room."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys by command, from ``[keys]``."""
    share: Mapping[str, object] = field(default_factory=dict, repr=False)
    """URLs with passwords by name, from ``[share]``: where this person may send summaries."""
    host_share: Mapping[str, object] = field(default_factory=dict, repr=False)
    """Those from ``[host.share]``: where the guests of `care host` may."""
    problems: tuple[str, ...] = ()
    """What in the file could not be used, a sentence each."""
    path: Path | None = None


KINDS: dict[str, type] = {
    "theme": str,
    "ascii": bool,
    "mouse": bool,
    "guide": bool,
    "bell": bool,
    "workspace": str,
    "team": str,
    "member": str,
    "keys": dict,
    "share": dict,
    "host": dict,
}
"""What kind of value each setting takes."""


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


def web_url_file() -> Path:
    """Where the server leaves the address of its page, for those who invite on this machine."""
    return data_path() / "web_url"


def ssh_port_file() -> Path:
    """Where the server leaves the port that it listens at, for those who invite on this machine."""
    return data_path() / "ssh_port"


def state_path() -> Path:
    """The folder of drafts and failure reports."""
    import platformdirs

    return platformdirs.user_state_path(APP)


def sent_folder() -> Path:
    """What was sent from here, a small file for each review and place."""
    return state_path() / "sent"


def load_settings(path: Path) -> Settings:
    """The settings in the file at ``path``; without a file, the defaults.

    Raises Refused when it cannot be read or is no TOML. What is unknown or of the wrong
    kind is left out and said in ``problems``.
    """
    document = _read(path)
    problems = [_unknown(key) for key in document if key not in KINDS]
    good: dict[str, Any] = {}
    for key, kind in KINDS.items():
        if key not in document:
            continue
        if type(document[key]) is kind:
            good[key] = document[key]
        else:
            problems.append(f"The setting “{key}” should be {_SAID[kind]}. It is left out.")
    keys = good.get("keys", {})
    good["keys"] = {name: value for name, value in keys.items() if isinstance(value, str)}
    problems += [
        f'The key for “{name}” should be a text such as "x". It is left out.'
        for name in keys
        if name not in good["keys"]
    ]
    problems += _take_host(good)
    if (good.get("share") or good["host_share"]) and is_open_to_others(path):
        good["share"] = good["host_share"] = {}
        problems.append(
            f"Others on this machine may read {path}, and it has URLs with passwords. They are not"
            f" used until it is yours alone: chmod 600 {path}"
        )
    return Settings(**good, problems=tuple(problems), path=path)


def _take_host(good: dict[str, Any]) -> Iterator[str]:
    """Put what the table ``[host]`` has in its place; a sentence for what is unknown in it."""
    host = good.pop("host", {})
    share = host.get("share", {})
    good["host_share"] = share if isinstance(share, dict) else {}
    if not isinstance(share, dict):
        yield "The setting “host.share” should be a table. It is left out."
    for key in host:
        if key != "share":
            yield f"The settings have an unknown key “host.{key}”. It stays in the file and does nothing."


def is_open_to_others(path: Path) -> bool:
    """Whether somebody else on this machine may read the file; on Windows its folder says that."""
    try:
        return os.name == "posix" and bool(path.stat().st_mode & 0o077)
    except OSError:
        return False


_SAID = {str: "a text", bool: "true or false", dict: "a table"}


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise Refused(
                f"The settings in {path} have more than {MOST_BYTES // 1024} kB. The rest is not read."
            )
        text = data.decode("utf-8")
        if len(text) > _EASY:
            from store.formats.tabular.safe_parsers import read_toml

            return read_toml(text)
        import tomllib

        return tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise Refused(f"The settings in {path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Refused(f"The settings in {path} are not UTF-8 text.") from None
    except (ValueError, RecursionError) as error:
        raise Refused(f"The settings in {path} are not TOML that can be read: {error}.") from None


def _unknown(key: str) -> str:
    import difflib

    similar = difflib.get_close_matches(key, KINDS, n=1)
    hint = f" Did you mean “{similar[0]}”?" if similar else ""
    return f"The settings have an unknown key “{key}”. It stays in the file and does nothing.{hint}"


def save_appearance(
    path: Path,
    *,
    theme: str,
    ascii: bool,
    mouse: bool = True,
    guide: bool = True,
    bell: bool = False,
) -> None:
    """Write how the screen looks into the file; every other line stays as it is. What is
    switched on and off is written only where the file says otherwise.

    Raises Refused when the file cannot be read or written.
    """
    document = _read(path)
    looks: dict[str, str | bool] = {"theme": theme, "ascii": ascii}
    switches = (("mouse", mouse, True), ("guide", guide, True), ("bell", bell, False))
    looks |= {key: on for key, on, usual in switches if on is not document.get(key, usual)}
    save_settings(path, looks)


def save_settings(path: Path, values: Mapping[str, str | bool]) -> None:
    """Write ``values`` into the file, ``keys.COMMAND`` into its table; every other line and
    every comment stays as it is.

    Raises Refused when the file cannot be read or written.
    """
    expected = _read(path)
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    text = path.read_bytes().decode("utf-8") if path.exists() else ""
    try:
        document = tomlkit.parse(text)
        for name, value in values.items():
            table, key = _table_and_key(name)
            for settings in (expected, document):
                (settings.setdefault(table, {}) if table else settings)[key] = value
        text = tomlkit.dumps(document)
    except (TOMLKitError, RecursionError, AttributeError, TypeError):
        raise _not_changed(path) from None
    if _parsed(text) != expected:
        raise _not_changed(path)
    _write(path, text)


def _table_and_key(name: str) -> tuple[str, str]:
    """The table and the key of a setting: those of keys are in a table of their own."""
    table, dot, key = name.partition(".")
    return (table, key) if dot else ("", name)


def _not_changed(path: Path) -> Refused:
    return Refused(f"Only an editor can change the settings in {path}. Nothing was changed.")


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
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
            file.write(text.encode("utf-8"))
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise Refused(f"The settings in {path} cannot be written: {error.strerror}.") from None
