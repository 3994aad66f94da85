"""How many improvements reached a final verdict, whichever.

Old verdicts change only with what is journaled. So which there were at one entry of the
journal, on one day, is remembered, here and in the workspace, and only those that the entries
and days since then touch are read again. What is remembered is never asked where it might not
hold: then every improvement is looked at anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary
from zlib import crc32

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from store.db.models import ImprovementRow, JournalRow, LearnedRow, TeamSeqRow
from store.enough import with_verdict
from store.journal import Images
from store.own_measures import load_own_measures
from store.practice.cycles import Calendar
from store.practice.measures import MEASURES, Measure
from store.readings import readings

if TYPE_CHECKING:
    from store.seat import Change
    from store.workspace import Workspace

CATCH_UP = 50
"""Entries, days with new evidence, or improvements, up to which it is quicker to read only
what was touched."""
EVERY = 25
"""Entries after which it is remembered in the workspace; few enough to catch up with."""
_UNRELATED = frozenset(
    ("member", "review", "vote_total", "stage_skip", "cycle_skip", "care_case", "era")
)
"""Tables whose rows no reading depends on."""

_Spot = tuple[str, str, date]
"""Measure, stage and day of a piece of evidence."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The improvements that had reached a verdict at one entry of the journal, on one day."""

    seq: int
    today: date
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Touched:
    """What journal entries changed that readings depend on."""

    ids: frozenset[str]
    spots: frozenset[_Spot]


@dataclass(frozen=True, slots=True)
class _Now:
    """The team as ``session`` sees it, at its entry ``seq``."""

    session: Session
    team_id: str
    seq: int
    calendar: Calendar
    today: date
    own: Sequence[Measure]

    def anew(self) -> _Known:
        """What is known after looking at every improvement."""
        ids = with_verdict(self.session, self.team_id, self.today, self.own)
        return _Known(self.seq, self.today, ids)

    def after(self, known: _Known | None) -> _Known | None:
        """``known`` with all that happened since; None where that may be anything at all."""
        if known is None or self.today < known.today or not 0 <= self.seq - known.seq <= CATCH_UP:
            return None
        touched = self._touched_since(known.seq)
        affected = self._affected(touched, known.today) if touched else []
        if touched is None or len(affected) > CATCH_UP:
            return None
        ids = known.ids - touched.ids - frozenset(affected) | self._learned(affected)
        return _Known(self.seq, self.today, ids)

    def _touched_since(self, seq: int) -> _Touched | None:
        if seq == self.seq:
            return _Touched(frozenset(), frozenset())
        return _touched(
            self.session.scalars(
                select(JournalRow.changes).where(
                    JournalRow.team_id == self.team_id, JournalRow.seq > seq
                )
            )
        )

    def _affected(self, touched: _Touched, last_read: date) -> list[str]:
        """The improvements whose windows have closed and that may have another verdict than on
        ``last_read``."""
        one = ImprovementRow
        first = min([last_read, *(day for _, _, day in touched.spots)])
        rows: Any = self.session.execute(
            select(
                one.id, one.measure, one.stage,
                one.before_from, one.before_to, one.after_from, one.after_to,
            ).where(
                one.team_id == self.team_id,
                one.status == "done",
                one.before_from.is_not(None),
                one.after_to < self.today,
                or_(one.after_to >= first, one.id.in_(touched.ids)),
            )
        )  # fmt: skip
        return [
            id
            for id, measure, stage, *ends in rows
            if id in touched.ids
            or ends[-1] >= last_read
            or any(_inside(day, ends) for *what, day in touched.spots if what == [measure, stage])
        ]

    def _learned(self, ids: Sequence[str]) -> frozenset[str]:
        """Those of ``ids`` that have reached a verdict, by reading each."""
        if not ids:
            return frozenset()
        rows = self.session.scalars(select(ImprovementRow).where(ImprovementRow.id.in_(ids)))
        found = readings(self.session, rows, self.calendar, self.today, self.own)
        return frozenset(id for id, reading in found.items() if reading.learned)


_known: WeakKeyDictionary[Workspace, dict[str, _Known]] = WeakKeyDictionary()


def learned_count(
    session: Session,
    team_id: str,
    calendar: Calendar,
    today: date,
    own: Sequence[Measure],
    workspace: Workspace | None = None,
) -> int:
    """How many of the team's improvements have reached a final verdict, whichever.

    With ``workspace``, which ``session`` must read committed rows of, what was read before is
    made use of.
    """
    if workspace is None:
        return len(with_verdict(session, team_id, today, own))
    kept = _known.setdefault(workspace, {})
    known = kept.get(team_id)
    seq = session.scalar(select(TeamSeqRow.seq).where(TeamSeqRow.team_id == team_id)) or 0
    if known is None or (known.seq, known.today) != (seq, today):
        now = _Now(session, team_id, seq, calendar, today, own)
        known = now.after(known) or now.after(_remembered(session, team_id)) or now.anew()
        kept[team_id] = known
    return len(known.ids)


def remember(change: Change, seq: int, images: Images) -> None:
    """Keep in the workspace which improvements have a verdict after ``change``, whose entry
    ``seq`` with ``images`` has been written, where it is time to.

    It is every so many entries, and where what is kept could not be made use of any more.
    """
    often = seq % EVERY == 0
    if not often and _touched([images]) is not None:
        return
    session, team_id = change.session, change.team.id
    session.flush()
    before = _remembered(session, team_id)
    if before is None and not often:
        return
    own = load_own_measures(session, team_id)
    now = _Now(session, team_id, seq, change.calendar, change.today, own)
    known = now.after(before) or now.anew()
    session.merge(
        LearnedRow(
            team_id=team_id,
            seq=known.seq,
            today=known.today,
            rules=_rules(),
            improvements=" ".join(sorted(known.ids)),
        )
    )


def _remembered(session: Session, team_id: str) -> _Known | None:
    """What `remember` kept by the same rules; None without any."""
    row = session.execute(
        select(LearnedRow.seq, LearnedRow.today, LearnedRow.improvements).where(
            LearnedRow.team_id == team_id, LearnedRow.rules == _rules()
        )
    ).first()
    return _Known(row.seq, row.today, frozenset(row.improvements.split())) if row else None


@cache
def _rules() -> str:
    """A mark that changes with what a verdict takes."""
    return f"{crc32(repr([(each.key, each.kind, each.needed) for each in MEASURES]).encode()):08x}"


def _inside(day: date, ends: Sequence[date]) -> bool:
    """Whether ``day`` is in either of two windows, given the first and last day of each."""
    return ends[0] <= day <= ends[1] or ends[2] <= day <= ends[3]


def _touched(entries: Iterable[Sequence[Any]]) -> _Touched | None:
    """What the changes of journal ``entries`` touched; None where that is anything at all."""
    ids: set[str] = set()
    spots: set[_Spot] = set()
    for changes in entries:
        for image in changes:
            entity, before, after = image["entity"], image["before"] or {}, image["after"] or {}
            if entity == "improvement":
                ids.add(image["id"])
            elif entity == "touchpoint":
                if before.get("merged_into") != after.get("merged_into"):
                    return None
            elif entity == "evidence":
                row = {**before, **after}
                if (before and after) or "day" not in row:
                    return None
                spots.add((row["measure"] or "", row["stage"], date.fromisoformat(row["day"])))
            elif entity not in _UNRELATED:
                return None
    return _Touched(frozenset(ids), frozenset(spots)) if len(spots) <= CATCH_UP else None
