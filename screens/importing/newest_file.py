"""The file that the weekly import is probably about: the newest beside the one imported last,
where a recipe knows its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from screens.importing.recipe_dialogs import recipes_for
from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.common.text import drawable

if TYPE_CHECKING:
    from store.evidence.importing.recipes import Recipe
    from store.journal.seat import Seat

DRAFT = "import/last"
"""Under which the machine keeps which file was imported last, and when that was changed."""
_ENDINGS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".ods", ".json", ".jsonl"})
_NAMES_READ = 2_000
"""Names of the folder that are looked through."""
_OPENED = 5
"""The newest files that are looked into."""
_LARGEST = 4_000_000
"""Bytes of a file from which it is not looked into unasked."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A file to import, and the one recipe that fits it; None where several do."""

    path: str
    recipe: Recipe | None

    @property
    def said(self) -> str:
        """Why it is proposed, in words."""
        by = f" The recipe “{self.recipe.name}” reads it." if self.recipe else ""
        return f"Proposed: the newest file beside your last import.{by}"


def last_import(typed: str) -> dict[str, str]:
    """What to keep of the file at the path ``typed``, just imported; empty where it is gone."""
    with suppress(OSError, ValueError, RuntimeError):
        path = Path(typed.strip().strip("'\"")).expanduser().absolute()
        return {"file": str(path), "changed": str(path.stat().st_mtime_ns)}
    return {}


def propose(seat: Seat, last: Mapping[str, str]) -> Proposal | None:
    """The newest file in the folder of the ``last`` import, changed after that one, whose columns
    a recipe of the team knows; None where there is none."""
    with suppress(OSError, ValueError, RuntimeError, KeyError):
        folder, changed = Path(last["file"]).parent, int(last["changed"])
        newest = sorted(_tables(folder, changed), reverse=True)
        for _, path in newest[:_OPENED]:
            found = _fitting(seat, path)
            if found is not None:
                return found
    return None


def _tables(folder: Path, changed: int) -> Iterator[tuple[int, Path]]:
    for path in islice(folder.iterdir(), _NAMES_READ):
        if path.suffix.lower() not in _ENDINGS or drawable(path.name) != path.name:
            continue
        with suppress(OSError):
            stat = path.stat()
            if path.is_file() and stat.st_mtime_ns > changed and stat.st_size <= _LARGEST:
                yield stat.st_mtime_ns, path


def _fitting(seat: Seat, path: Path) -> Proposal | None:
    try:
        offered = recipes_for(seat, path.read_bytes(), path.name)
    except Refused:
        return None
    if not offered:
        return None
    only, differs = offered[0]
    return Proposal(str(path), only if len(offered) == 1 and not differs else None)
