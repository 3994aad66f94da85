"""Customer feedback out of other tools' files, kept as evidence.

`read_file` opens a file, `look_at` says what can be taken from it, `prepare` what that would
bring, and `write` keeps it: one transaction and one undo step. The same file twice adds nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.errors import Refused
from store.exchange.tables import Problem
from store.import_plan import LEAVE_OUT, Look, change_parts, look_at
from store.import_reading import FeedbackReader, Found, read_file
from store.import_rows import Cancelled, Group, Progress, fresh_rows, import_groups
from store.import_terms import Part, Terms
from store.practice.measures import Measure
from store.practice.stages import Stage
from store.practice.tallies import tally_of, value_of
from store.seat import Seat

if TYPE_CHECKING:
    from threading import Event

__all__ = [
    "LEAVE_OUT",
    "Cancelled",
    "FeedbackImport",
    "FeedbackReader",
    "Found",
    "Look",
    "Part",
    "Prepared",
    "Terms",
    "change_parts",
    "look_at",
    "prepare",
    "read_file",
    "write",
]


@dataclass(frozen=True, slots=True)
class FeedbackImport:
    """What came of one measure of a file."""

    measure: Measure
    stage: Stage
    column: str
    """The column that held the answers; empty where the file's rows add up to them."""
    date_column: str | None
    read: int
    """Data rows in the file: accepted, rejected, blank and duplicates together."""
    accepted: int
    """Answers new to the team; before they are written, those that would be."""
    rejected: int
    blank: int
    """Rows that give no answer of their own, too young ones among them."""
    duplicates: int
    """Answers that an import brought before, or that the file has twice."""
    too_young: int
    """Rows whose time was not over when the file was written."""
    n: int
    """Different answers in the file, those there already too."""
    value: float | None
    """Their figure: a fraction, NPS points, or a count's sum."""
    problems: tuple[Problem, ...]
    """Every rejected row with its line and reason."""
    read_from: tuple[str, ...]
    """The columns that the answers follow from, where no one column holds them."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file's parts, read and ready to be written."""

    file: str
    found: tuple[Found, ...]
    results: tuple[FeedbackImport, ...]
    """What writing each of ``found`` would bring."""
    refused: tuple[tuple[Part, Refused], ...]
    """Parts that cannot be used, and why."""

    @property
    def accepted(self) -> int:
        """Answers that would be new, in all."""
        return sum(result.accepted for result in self.results)


def prepare(seat: Seat, reader: FeedbackReader, parts: Sequence[Part]) -> Prepared:
    """Read the parts out of a file and say what writing them would bring.

    Raises Refused for dates whose order must be asked, and when not one part can be used.
    """
    found: list[Found] = []
    refused: list[tuple[Part, Refused]] = []
    for part in parts:
        try:
            found.append(reader.read(part))
        except Refused as why:
            if why.field == "day_order":
                raise
            refused.append((part, why))
    if not found:
        raise refused[0][1] if refused else Refused("No measure is chosen; nothing is imported.")
    with seat.reading() as session:
        fresh = fresh_rows(session, seat.team_id, [each.rows for each in found])
    results = [_result(each, len(new)) for each, new in zip(found, fresh, strict=True)]
    return Prepared(reader.file, tuple(found), tuple(results), tuple(refused))


def write(
    seat: Seat,
    prepared: Prepared,
    *,
    progress: Progress | None = None,
    cancel: Event | None = None,
) -> tuple[FeedbackImport, ...]:
    """Keep what was prepared; what came of each part.

    Raises Cancelled, having written nothing, once ``cancel`` is set, and NotFound for a
    touchpoint that isn't there.
    """
    groups = [
        Group(each.part.stage, each.measure, each.rows, each.part.touchpoint)
        for each in prepared.found
    ]
    accepted = import_groups(seat, groups, file=prepared.file, progress=progress, cancel=cancel)
    return tuple(_result(each, new) for each, new in zip(prepared.found, accepted, strict=True))


def _result(found: Found, fresh: int) -> FeedbackImport:
    values = [row.value for row in found.rows if row.value is not None]
    return FeedbackImport(
        measure=found.measure,
        stage=found.part.stage,
        column=found.part.column,
        date_column=found.date_column,
        read=found.read,
        accepted=fresh,
        rejected=len(found.problems),
        blank=found.blank,
        duplicates=len(found.rows) - fresh + found.repeated,
        too_young=found.too_young,
        n=len(values),
        value=value_of(found.measure, tally_of(found.measure, values)),
        problems=found.problems,
        read_from=found.read_from,
    )
