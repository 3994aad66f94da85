"""What this machine has sent: a small file for each review and place, so that nothing goes twice.

A file holds a name, a time and how it stands; never a URL or a word of the summary.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from care_tui.paths import hashed_name
from store.common.dataclass import dataclass
from store.common.errors import AlreadyThere, Refused
from store.common.private_directory import make_own_folder

_MOST_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Sending:
    """A sending that was begun."""

    at: datetime
    arrived: bool
    """False where nobody knows how it ended."""


class SentRecords:
    """The records in ``folder``, which is made when something is sent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, review: str, place: str) -> Sending | None:
        """The last sending of this review to this place; None where there is none."""
        try:
            with self._path(review, place).open("rb") as file:
                record = json.loads(file.read(_MOST_BYTES))
            return Sending(datetime.fromisoformat(record["at"]), record["state"] == "sent")
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as unreadable:
            raise Refused(
                f"What was sent is remembered in {self._folder}, which cannot be read"
                f" ({type(unreadable).__name__}). Nothing was sent."
            ) from None

    def begin(
        self, review: str, place: str, now: datetime, *, again: bool
    ) -> tuple[Path, str | None, str]:
        """Note that a sending begins: the record's path, its text if the sending comes to nothing
        (None: it goes), and its text once it arrived.

        Raises AlreadyThere where one was begun before, unless ``again``: two at once cannot
        both begin the first.
        """
        path = self._path(review, place)
        sent, begun = (_text(review, place, now, state) for state in ("sent", "sending"))
        with self._refusing_failures():
            make_own_folder(self._folder)
            before = path.read_text("utf-8") if again and path.exists() else None
            mode = os.O_TRUNC if before is not None else os.O_EXCL
            try:
                descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | mode, 0o600)
            except FileExistsError:
                raise AlreadyThere("It was sent there already, or is being sent now.") from None
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(begun)
        return path, before, sent

    @contextmanager
    def _refusing_failures(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Refused(
                f"What is sent cannot be remembered in {self._folder}"
                f" ({error.strerror or type(error).__name__}), so nothing was sent."
            ) from None

    def _path(self, review: str, place: str) -> Path:
        return self._folder / f"{hashed_name(repr((review, place)))}.json"


def _text(review: str, place: str, now: datetime, state: str) -> str:
    return json.dumps({"review": review, "to": place, "at": now.isoformat(), "state": state})
