"""Reading verdicts for good: once, when their day has come, and beside it with late evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from store.board.touchpoints import short
from store.db.custom_measures import load_own_measures
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.models import ImprovementRow
from store.db.tables.verdict_models import VerdictCheckRow, VerdictRow
from store.domain.statistics.measures import Measure, MeasureKind
from store.domain.statistics.verdicts import Reading, Sample, Verdict
from store.improvements.verdicts import evidence_aggregates
from store.improvements.verdicts.calculation import readings
from store.improvements.verdicts.due import closed_unread, may_be_late, verdicts_due
from store.improvements.verdicts.stored import stands, verdict_rows
from store.journal.seat import Change, Seat

_OF_THE_ROW = frozenset({"id", "team_id", "improvement_id", "place", "version"})
"""What a stored reading is known by, rather than what was read."""
MOST = 50
"""Kinds of late evidence that are looked for one by one; with more, all verdicts are."""


def read_due_verdicts(seat: Seat) -> int:
    """Read and store every verdict whose day has come, and read again beside the first reading
    those that evidence came late for; how many.

    Nothing is written where none is due. It is the room that reads, whoever is there.
    """
    if not verdicts_due(seat):
        return 0
    with seat.as_member(None).change("verdicts-read", undoable=False) as change:
        read = [*_read_first(change), *_read_again(change)]
        if len(read) == 1:
            change.set_summary(f"Read the verdict of {read[0]}")
        elif read:
            change.set_summary(f"Read {len(read)} verdicts")
        return len(read)


def _read_first(change: Change) -> list[str]:
    rows = closed_unread(change.session, change.team.id, change.today)
    own = load_own_measures(change.session, change.team.id)
    by_id = readings(change.session, rows, change.calendar, change.today, own, stored=False)
    read = []
    for row in rows:
        reading = by_id.get(row.id)
        if reading is not None and reading.final:
            change.session.add(_stored(change, row, reading, 1))
            read.append(f"{short(row.text)}: {reading.verdict.label}")
    return read


def _stored(
    change: Change, row: ImprovementRow, reading: Reading, place: int, late: int = 0
) -> VerdictRow:
    # The same wherever it is read, so that two copies of a workspace can be brought together.
    verdict = VerdictRow(
        id=f"{row.id[-23:]}{place}",
        team_id=row.team_id,
        improvement_id=row.id,
        place=place,
        **_sides(reading),
    )
    _fill(verdict, reading, late)
    verdict.read_at = change.now
    return verdict


def _sides(reading: Reading) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, side in (("before", reading.before), ("after", reading.after)):
        assert side is not None
        values |= {f"{name}_{key}": value for key, value in _side(reading.measure, side).items()}
    return values


def _side(measure: Measure, side: Sample) -> dict[str, Any]:
    tally, responses = side.tally, side.responses
    counted = measure.kind is MeasureKind.COUNT
    return {
        "n": side.n,
        "yes": 0 if counted else tally.yes,
        "low": tally.detractors,
        "figures": list(side.periods),
        "asked": responses.asked if responses else None,
        "answered": responses.answered if responses else None,
    }


def _fill(verdict: VerdictRow, reading: Reading, late: int) -> None:
    for key, value in _sides(reading).items():
        setattr(verdict, key, value)
    verdict.rules = reading.rules
    verdict.word = reading.verdict.value
    verdict.low, verdict.high = reading.low, reading.high
    verdict.phi, verdict.phi_cycles = reading.phi, reading.phi_cycles
    verdict.bad_start = reading.bad_start
    verdict.late = late


def _become(first: VerdictRow, second: VerdictRow) -> None:
    """Let the first reading be the ``second``, on the day it was read."""
    for column in VerdictRow.__table__.columns.keys():  # noqa: SIM118 - not a mapping
        if column not in _OF_THE_ROW:
            setattr(first, column, getattr(second, column))
    first.late = 0


def _read_again(change: Change) -> list[str]:
    session, team_id = change.session, change.team.id
    marker = session.get(VerdictCheckRow, team_id)
    if not may_be_late(session, team_id):
        return []
    rows = _touched(session, team_id, marker)
    if marker is None:
        session.add(VerdictCheckRow(team_id=team_id, at=change.now))
    else:
        marker.at = change.now
    places = verdict_rows(session, [row.id for row in rows])
    stored = {row.id: row for row in rows if 1 in places.get(row.id, {})}
    late = evidence_aggregates.late(session, {id: places[id][1].read_at for id in stored})
    again = [stored[id] for id in late]
    by_id = readings(
        session,
        again,
        change.calendar,
        change.today,
        load_own_measures(change.session, change.team.id),
        stored=False,
    )
    read = []
    for row in again:
        reading, first, second = by_id[row.id], places[row.id][1], places[row.id].get(2)
        came = late[row.id]
        if second is None:
            session.add(_stored(change, row, reading, 2, len(came)))
        elif second.late != len(came):
            since = [moment for moment in came if moment > second.read_at]
            if since and stands(Verdict(second.word)) and not stands(Verdict(first.word)):
                # The first that gave a verdict stays beside what is read after it.
                _become(first, second)
                came = since
            _fill(second, reading, len(came))
            second.read_at = change.now
        else:
            continue
        read.append(f"{short(row.text)} again: {reading.verdict.label}")
    return read


def _touched(
    session: Session, team_id: str, marker: VerdictCheckRow | None
) -> Sequence[ImprovementRow]:
    """The improvements with a window that evidence came into since it was last looked for."""
    improvement, evidence = ImprovementRow, EvidenceRow
    newer = [evidence.made_at > marker.at] if marker is not None else []
    spots = session.execute(
        select(evidence.measure, evidence.stage, func.min(evidence.day), func.max(evidence.day))
        .where(evidence.team_id == team_id, evidence.withdrawn.is_(False), *newer)
        .group_by(evidence.measure, evidence.stage)
    ).all()
    near = [
        and_(
            improvement.measure == measure,
            improvement.stage == stage,
            improvement.before_from <= last,
            improvement.after_to >= first,
        )
        for measure, stage, first, last in spots
        if measure is not None
    ]
    if not near:
        return []
    condition = or_(*near) if len(near) <= MOST else improvement.after_to.is_not(None)
    return session.scalars(
        select(improvement).where(
            improvement.team_id == team_id, improvement.status == "done", condition
        )
    ).all()
