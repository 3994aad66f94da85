"""How many improvements reached a final verdict, and how many reached which.

Old verdicts change only with what is journaled. So which there were at one entry of the
journal, on one day, is remembered, here and in the workspace, and only those that the entries
and days since then touch are read again. What is remembered is never asked where it might not
hold: then every improvement is looked at anew.

That there is a verdict is quicker to tell than which: where every improvement was looked at
anew, the latter stays unknown until somebody asks for it, or it is kept in the workspace.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary
from zlib import crc32

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from store.db.models import (
    EvidenceRow,
    ImprovementRow,
    JournalRow,
    LearnedRow,
    TeamSeqRow,
    TouchpointRow,
)
from store.enough import with_verdict
from store.journal import Images
from store.own_measures import load_own_measures
from store.practice.cycles import Calendar
from store.practice.measures import MEASURES, Measure
from store.practice.verdicts import Verdict
from store.readings import readings
from store.touched import Spot, Touched, touched_by

if TYPE_CHECKING:
    from store.seat import Change
    from store.workspace import Workspace

CATCH_UP = 50
"""Entries, or improvements, up to which it is quicker to read only what was touched."""
EVERY = 25
"""Entries after which it is remembered in the workspace; few enough to catch up with."""
FORMULAS = 1
"""To be raised with any change to what verdict the same answers give."""
MARKS = {"v": Verdict.VALIDATED, "n": Verdict.NO_CLEAR_CHANGE, "w": Verdict.GOT_WORSE}
"""How each verdict is written in the workspace."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The improvements that had reached a verdict at one entry of the journal, on one day."""

    seq: int
    today: date
    verdicts: Mapping[str, Verdict | None]
    """By improvement, by id; None where it has not been read which."""

    @property
    def unread(self) -> list[str]:
        return [id for id, verdict in self.verdicts.items() if verdict is None]


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
        return _Known(self.seq, self.today, dict.fromkeys(self._with_verdict()))

    def after(self, known: _Known | None) -> _Known | None:
        """``known`` with all that happened since; None where that may be anything at all."""
        if known is None or self.today < known.today or not 0 <= self.seq - known.seq <= CATCH_UP:
            return None
        touched = self._touched_since(known.seq)
        if touched is None:
            return None
        affected = self._affected(touched, known.today)
        gone = touched.ids.union(affected)
        verdicts = {id: each for id, each in known.verdicts.items() if id not in gone}
        if len(affected) <= CATCH_UP:
            return _Known(self.seq, self.today, verdicts | self._read(affected))
        return _Known(self.seq, self.today, {id: verdicts.get(id) for id in self._with_verdict()})

    def read(self, known: _Known) -> _Known:
        """``known`` with every verdict read that was not."""
        unread = known.unread
        return replace(known, verdicts={**known.verdicts, **self._read(unread)})

    def _with_verdict(self) -> frozenset[str]:
        return with_verdict(self.session, self.team_id, self.today, self.own)

    def _touched_since(self, seq: int) -> Touched | None:
        if seq == self.seq:
            return Touched()
        touched = touched_by(
            self.session.scalars(
                select(JournalRow.changes).where(
                    JournalRow.team_id == self.team_id, JournalRow.seq > seq
                )
            )
        )
        if touched is None:
            return None
        found = self._brought_by(touched.imports) | self._erased(touched.erased)
        return replace(touched, spots=touched.spots | found)

    def _brought_by(self, imports: frozenset[str]) -> frozenset[Spot]:
        """Where the evidence of ``imports`` lies, whether it is withdrawn or not."""
        if not imports:
            return frozenset()
        one = EvidenceRow
        found = self.session.execute(
            select(one.measure, one.stage, func.min(one.day), func.max(one.day))
            .where(one.import_id.in_(imports))
            .group_by(one.measure, one.stage)
        )
        return frozenset(
            Spot(measure or "", stage, first, last) for measure, stage, first, last in found
        )

    def _erased(self, ids: frozenset[str]) -> frozenset[Spot]:
        """Where the evidence ``ids`` lay before it was erased."""
        if not ids:
            return frozenset()
        one = EvidenceRow
        found = self.session.execute(select(one.stage, one.day).where(one.id.in_(ids)))
        return frozenset(Spot(None, stage, day, day) for stage, day in found)

    def _affected(self, touched: Touched, last_read: date) -> list[str]:
        """The improvements whose windows have closed and that may have another verdict than on
        ``last_read``."""
        one = ImprovementRow
        card = TouchpointRow
        of_cards = and_(
            one.touchpoint_only,
            one.touchpoint_id.in_(
                select(card.id).where(
                    or_(card.id.in_(touched.cards), card.merged_into.in_(touched.cards))
                )
            ),
        )
        first = min([last_read, *(spot.first for spot in touched.spots)])
        rows: Any = self.session.execute(
            select(
                one.id, of_cards, one.measure, one.stage,
                one.before_from, one.before_to, one.after_from, one.after_to,
            ).where(
                one.team_id == self.team_id,
                one.status == "done",
                one.before_from.is_not(None),
                one.after_to < self.today,
                or_(one.after_to >= first, one.id.in_(touched.ids), of_cards),
            )
        )  # fmt: skip
        return [
            id
            for id, narrowed, measure, stage, *ends in rows
            if narrowed
            or id in touched.ids
            or ends[-1] >= last_read
            or any(spot.concerns(measure, stage, ends) for spot in touched.spots)
        ]

    def _read(self, ids: Sequence[str]) -> dict[str, Verdict | None]:
        """The verdicts of those of ``ids`` that have reached one."""
        if not ids:
            return {}
        rows = self.session.scalars(select(ImprovementRow).where(ImprovementRow.id.in_(ids)))
        found = readings(self.session, rows, self.calendar, self.today, self.own)
        return {id: reading.verdict for id, reading in found.items() if reading.learned}


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
    return len(_known_now(session, team_id, calendar, today, own, workspace)[1].verdicts)


def learned_verdicts(
    session: Session,
    team_id: str,
    calendar: Calendar,
    today: date,
    own: Sequence[Measure],
    workspace: Workspace,
    most: int | None = None,
) -> Mapping[Verdict, int] | None:
    """How many of those that `learned_count` counts reached which verdict.

    None where more than ``most`` would have to be read for it, which takes the longer the
    more there are.
    """
    now, known = _known_now(session, team_id, calendar, today, own, workspace)
    unread = len(known.unread)
    if most is not None and unread > most:
        return None
    if unread:
        known = now.read(known)
        _known[workspace][team_id] = known
    return Counter(verdict for verdict in known.verdicts.values() if verdict)


def _known_now(
    session: Session,
    team_id: str,
    calendar: Calendar,
    today: date,
    own: Sequence[Measure],
    workspace: Workspace,
) -> tuple[_Now, _Known]:
    """The team as ``session`` sees it, and what is known of it."""
    kept = _known.setdefault(workspace, {})
    known = kept.get(team_id)
    seq = session.scalar(select(TeamSeqRow.seq).where(TeamSeqRow.team_id == team_id)) or 0
    now = _Now(session, team_id, seq, calendar, today, own)
    if known is None or (known.seq, known.today) != (seq, today):
        known = now.after(known) or now.after(_remembered(session, team_id)) or now.anew()
        kept[team_id] = known
    return now, known


def remember(change: Change, seq: int, images: Images) -> None:
    """Keep in the workspace which improvements have a verdict after ``change``, whose entry
    ``seq`` with ``images`` has been written, where it is time to.

    It is every so many entries, and where what is kept could not be made use of any more, or
    only by reading much again.
    """
    often = seq % EVERY == 0
    touched = touched_by([images])
    if not often and touched is not None and not touched.much:
        return
    session, team_id = change.session, change.team.id
    session.flush()
    before = _remembered(session, team_id)
    if before is None and not often:
        return
    own = load_own_measures(session, team_id)
    now = _Now(session, team_id, seq, change.calendar, change.today, own)
    known = now.read(now.after(before) or now.anew())
    session.merge(
        LearnedRow(
            team_id=team_id,
            seq=known.seq,
            today=known.today,
            rules=_rules(),
            improvements=written(known.verdicts),
        )
    )


def _remembered(session: Session, team_id: str) -> _Known | None:
    """What `remember` kept by the same rules; None without any."""
    row = session.execute(
        select(LearnedRow.seq, LearnedRow.today, LearnedRow.improvements).where(
            LearnedRow.team_id == team_id, LearnedRow.rules == _rules()
        )
    ).first()
    return _Known(row.seq, row.today, _as_written(row.improvements)) if row else None


def written(verdicts: Mapping[str, Verdict | None]) -> str:
    """``verdicts``, all of them read, as the workspace keeps them."""
    marks = {verdict: mark for mark, verdict in MARKS.items()}
    return " ".join(f"{marks[each]}{id}" for id, each in sorted(verdicts.items()) if each)


def _as_written(words: str) -> dict[str, Verdict | None]:
    return {word[1:]: MARKS[word[0]] for word in words.split()}


@cache
def _rules() -> str:
    """A mark that changes with what a verdict takes."""
    measures = [(each.key, each.kind, each.needed, each.better) for each in MEASURES]
    return f"{crc32(repr((FORMULAS, measures)).encode()):08x}"
