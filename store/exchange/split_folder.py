"""The folder an export is split into: whose it is, and changing only what is care's in it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from store.errors import Refused
from store.exchange.encoding import read_at_most
from store.exchange.workspace_file import read_workspace_file
from store.own_folder import make_own_folder

MANIFEST = "workspace.toml"
HEADER = "# Written by care; “care import workspace” brings this folder back.\n"
"""The first line of every file; one without it is not taken for care's."""


@dataclass(frozen=True, slots=True)
class SplitWritten:
    """What an export did to its folder, in files."""

    written: int
    same: int
    removed: int


def check_folder(folder: Path, workspace_id: str) -> None:
    """Raise Refused unless ``folder`` is missing, empty, or an export of this workspace.

    Names that begin with a dot, such as ``.git``, do not count.
    """
    try:
        if folder.exists() and not folder.is_dir():
            raise Refused(f"{folder} is a file; the export needs a folder.")
        manifest = folder / MANIFEST
        if manifest.exists():
            facts = read_workspace_file(read_at_most(manifest), str(manifest))
            if facts.get("workspace") != workspace_id:
                raise Refused(f"{folder} holds another workspace; choose an empty folder.")
        elif folder.exists() and any(not path.name.startswith(".") for path in folder.iterdir()):
            raise Refused(
                f"{folder} is not empty, and no workspace was exported there; "
                "choose an empty folder."
            )
    except OSError as error:
        raise Refused(f"{folder} cannot be used: {error.strerror}.") from None


def write_files(
    folder: Path, files: Mapping[str, str], is_ours: Callable[[str], bool]
) -> SplitWritten:
    """Make ``folder`` hold ``files``: texts by relative path.

    Files whose text is the same are not touched. Others that begin with `HEADER` and have a
    name that ``is_ours`` are removed, with the folders this leaves empty. Raises Refused,
    changing nothing, where a file without the header stands in the way.
    """
    try:
        changed = {
            folder / path: data
            for path, text in files.items()
            if (data := text.encode()) != _standing(folder / path)
        }
        for path, data in changed.items():
            _write(path, data)
        removed = 0
        for path in _leftover(folder, files, is_ours):
            path.unlink()
            removed += 1
            _remove_empty(path.parent, folder)
    except OSError as error:
        raise Refused(f"{folder} cannot be written: {error.strerror}.") from None
    return SplitWritten(len(changed), len(files) - len(changed), removed)


def _standing(path: Path) -> bytes | None:
    """What the file at ``path`` says; None where there is none. Refused where it is not ours."""
    if not path.is_symlink() and not path.exists():
        return None
    if path.is_symlink() or not path.is_file() or not _begins_as_ours(path):
        raise Refused(f"{path} was not written by care; move it away. Nothing was changed.")
    return path.read_bytes()


def _begins_as_ours(path: Path) -> bool:
    header = HEADER.encode()
    with path.open("rb") as file:
        return file.read(len(header)) == header


def _write(path: Path, data: bytes) -> None:
    """Write the file whole or not at all, for its owner alone: customers' words are in it."""
    make_own_folder(path.parent)
    partial = path.with_name(f".{path.name}.{secrets.token_hex(6)}.partial")
    try:
        with os.fdopen(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(data)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _leftover(folder: Path, files: Mapping[str, str], is_ours: Callable[[str], bool]) -> list[Path]:
    """Files of an earlier export that are none of ``files``."""
    found = [*folder.glob("*/*.toml"), *folder.glob("*/*/*.toml")]
    return [
        path
        for path in sorted(found)
        if (name := path.relative_to(folder).as_posix()) not in files
        and is_ours(name)
        and path.is_file()
        and not path.is_symlink()
        and _begins_as_ours(path)
    ]


def _remove_empty(place: Path, folder: Path) -> None:
    while place != folder and not any(place.iterdir()):
        place.rmdir()
        place = place.parent
