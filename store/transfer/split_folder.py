"""The folder an export is split into: whose it is, and changing only what is care's in it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.common.private_directory import make_own_folder
from store.formats.tabular.encoding import read_at_most
from store.transfer.workspace_file import read_workspace_file

MANIFEST = "workspace.toml"
HEADER = "# Written by care; “care import workspace” brings this folder back.\n"
"""The first line of every file; one without it is not taken for care's."""


@dataclass(frozen=True, slots=True)
class SplitResult:
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
            raise Refused(f"{folder} is a file. The export needs a folder.")
        manifest = folder / MANIFEST
        if manifest.exists():
            facts = read_workspace_file(read_at_most(manifest), str(manifest))
            if facts.get("workspace") != workspace_id:
                raise Refused(f"{folder} holds another workspace. Choose an empty folder.")
        elif folder.exists() and any(not path.name.startswith(".") for path in folder.iterdir()):
            raise Refused(
                f"{folder} is not empty, and no workspace was exported there. "
                "Choose an empty folder."
            )
    except OSError as error:
        raise Refused(f"{folder} cannot be used: {error.strerror}.") from None


def check_no_link(folder: Path, path: Path) -> None:
    """Raise Refused where ``path``, or a folder on the way to it from ``folder``, is a link:
    ``folder`` is what a person named, what is in it may be anybody's."""
    way = [path, *path.parents]
    for step in reversed(way[: way.index(folder)]):
        if step.is_symlink():
            raise Refused(
                f"{step} is a link, and care follows none in {folder}. Move it away. Nothing was "
                "changed."
            )


def write_files(
    folder: Path, files: Mapping[str, str], is_ours: Callable[[str], bool]
) -> SplitResult:
    """Make ``folder`` hold ``files``: texts by relative path.

    Files whose text is the same are not touched. Others that begin with `HEADER` and have a
    name that ``is_ours`` are removed, with the folders this leaves empty. Raises Refused,
    changing nothing, where a file without the header, or a link, stands in the way.
    """
    try:
        for name in files:
            check_no_link(folder, (folder / name).parent)
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
    return SplitResult(len(changed), len(files) - len(changed), removed)


def _standing(path: Path) -> bytes | None:
    """What the file at ``path`` says; None where there is none. Refused where it is not ours."""
    if not path.is_symlink() and not path.exists():
        return None
    if path.is_symlink() or not path.is_file() or not _begins_as_ours(path):
        raise Refused(f"{path} was not written by care. Move it away. Nothing was changed.")
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
    leftovers = [*folder.glob("*/*.toml"), *folder.glob("*/*/*.toml")]
    return [
        path
        for path in sorted(leftovers)
        if (name := path.relative_to(folder).as_posix()) not in files
        and is_ours(name)
        and path.is_file()
        and not any(step.is_symlink() for step in (path, path.parent, path.parent.parent))
        and _begins_as_ours(path)
    ]


def _remove_empty(directory: Path, folder: Path) -> None:
    while directory != folder and not any(directory.iterdir()):
        directory.rmdir()
        directory = directory.parent
