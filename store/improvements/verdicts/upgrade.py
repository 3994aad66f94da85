"""Keeping the verdicts that had been read before the rules of version 2, by the first rules.

It works on the tables as they are named here, so that an upgrade from any version and an older
export can use it whatever becomes of the models.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from store.db.tables.types import UtcDateTime
from store.domain.cycles import parse_cycle
from store.domain.statistics.aggregates import Tally
from store.domain.statistics.first_rules import read_by_first_rules
from store.domain.statistics.measures import (
    Better,
    Measure,
    MeasureKind,
    PerCycle,
    find_measure,
)
from store.domain.statistics.own_measures import own_measure
from store.domain.statistics.verdicts import Sample, count_sample, sample
from store.domain.statistics.windows import Window, periods

team = sa.table("team", sa.column("id"), sa.column("zone"))
improvement = sa.table(
    "improvement",
    *map(sa.column, ("id", "team_id", "stage", "cycle", "status", "measure", "touchpoint_id")),
    sa.column("touchpoint_only", sa.Boolean()),
    *(sa.column(name, sa.Date()) for name in ("before_from", "before_to")),
    *(sa.column(name, sa.Date()) for name in ("after_from", "after_to")),
)
evidence = sa.table(
    "evidence",
    *map(sa.column, ("team_id", "stage", "measure", "touchpoint_id", "value", "yes", "low")),
    sa.column("withdrawn", sa.Boolean()),
    sa.column("day", sa.Date()),
    sa.column("made_at", UtcDateTime()),
)
touchpoint = sa.table("touchpoint", sa.column("id"), sa.column("merged_into"))
measure_table = sa.table(
    "measure", *map(sa.column, ("team_id", "key", "kind", "better", "threshold", "per_cycle"))
)
verdict = sa.table(
    "verdict",
    *map(sa.column, ("id", "version", "team_id", "improvement_id", "place", "rules", "word")),
    *map(sa.column, ("before_n", "before_yes", "before_low", "after_n", "after_yes", "after_low")),
    sa.column("before_figures", sa.JSON()),
    sa.column("after_figures", sa.JSON()),
    *map(sa.column, ("low", "high", "phi", "phi_cycles", "late")),
    sa.column("bad_start", sa.Boolean()),
    sa.column("read_at", UtcDateTime()),
)
check = sa.table("verdict_check", sa.column("team_id"), sa.column("at", UtcDateTime()))


def keep_closed_verdicts(
    connection: sa.Connection, now: datetime | None = None, teams: Sequence[str] | None = None
) -> None:
    """Store the verdict of every done improvement whose days after are over at ``now``, of the
    ``teams`` (all without), as the first rules read it from the evidence on file."""
    now = now or datetime.now(UTC)
    for id, zone in connection.execute(sa.select(team.c.id, team.c.zone)).all():
        if teams is None or id in teams:
            _keep(connection, id, ZoneInfo(zone), now)


def _keep(connection: sa.Connection, team_id: str, zone: ZoneInfo, now: datetime) -> None:
    today = now.astimezone(zone).date()
    own = _own_measures(connection, team_id)
    columns = improvement.c
    rows = connection.execute(
        sa.select(improvement).where(
            columns.team_id == team_id,
            columns.status == "done",
            columns.before_from.is_not(None),
            columns.after_to < today,
            columns.id.not_in(sa.select(verdict.c.improvement_id)),
        )
    ).all()
    verdicts = [
        _verdict(connection, row, find_measure(row.measure, own), zone, today) for row in rows
    ]
    if verdicts:
        connection.execute(sa.insert(verdict), verdicts)
        connection.execute(sa.delete(check).where(check.c.team_id == team_id))
        connection.execute(sa.insert(check), [{"team_id": team_id, "at": now}])


def _own_measures(connection: sa.Connection, team_id: str) -> list[Measure]:
    rows = connection.execute(
        sa.select(measure_table).where(measure_table.c.team_id == team_id)
    ).all()
    return [
        own_measure(
            row.key,
            MeasureKind(row.kind),
            Better(row.better),
            threshold=row.threshold,
            per_cycle=PerCycle(row.per_cycle) if row.kind == MeasureKind.COUNT else None,
        )
        for row in rows
    ]


def _verdict(
    connection: sa.Connection, row: Any, measure: Measure, zone: ZoneInfo, today: date
) -> dict[str, Any]:
    before = _sample(connection, row, measure, Window(row.before_from, row.before_to))
    after = _sample(connection, row, measure, Window(row.after_from, row.after_to))
    reading = read_by_first_rules(measure, before, after, today=today)
    closed = datetime.combine(row.after_to + timedelta(days=1), time(0), zone)
    return {
        "id": f"{row.id[-23:]}1",
        "version": 1,
        "team_id": row.team_id,
        "improvement_id": row.id,
        "place": 1,
        "rules": 1,
        "word": reading.verdict.value,
        "read_at": closed,
        **_side("before", before),
        **_side("after", after),
        "low": _inside(reading.low, reading.difference, min),
        "high": _inside(reading.high, reading.difference, max),
        "phi": 1.0,
        "phi_cycles": 0,
        "bad_start": False,
        "late": 0,
    }


def _inside(end: float | None, difference: float | None, pick: Any) -> float | None:
    """An end of the range, which holds the figure that was seen."""
    return None if end is None or difference is None else pick(end, difference)


def _side(name: str, side: Sample) -> dict[str, Any]:
    tally = side.tally
    return {
        f"{name}_n": side.n,
        f"{name}_yes": tally.yes,
        f"{name}_low": tally.detractors,
        f"{name}_figures": list(side.periods),
    }


def _sample(connection: sa.Connection, row: Any, measure: Measure, window: Window) -> Sample:
    columns = evidence.c
    condition = [
        columns.team_id == row.team_id,
        columns.measure == measure.key,
        columns.stage == row.stage,
        columns.withdrawn.is_(False),
        columns.day.between(window.first, window.last),
    ]
    if row.touchpoint_only:
        condition.append(columns.touchpoint_id.in_(_same_touchpoint(row.touchpoint_id)))
    if measure.kind is not MeasureKind.COUNT:
        sums = (sa.func.coalesce(sa.func.sum(column), 0) for column in (columns.yes, columns.low))
        n, yes, low = connection.execute(sa.select(sa.func.count(), *sums).where(*condition)).one()
        yes, low = int(yes), int(low)
        return sample(measure, window, Tally(n=n, yes=yes, promoters=yes, detractors=low))
    entries = connection.execute(
        sa.select(columns.day, columns.value)
        .where(*condition)
        .order_by(columns.day, columns.made_at)
    ).all()
    figures = []
    for period in periods(window, parse_cycle(row.cycle).cadence):
        values = [value for day, value in entries if period.contains(day)]
        if values:
            last = measure.per_cycle is PerCycle.LAST
            figures.append(values[-1] if last else sum(values))
    return count_sample(window, figures)


def _same_touchpoint(id: str) -> Any:
    own = touchpoint.alias()
    canonical = (
        sa.select(sa.func.coalesce(own.c.merged_into, own.c.id))
        .where(own.c.id == id)
        .scalar_subquery()
    )
    return sa.select(touchpoint.c.id).where(
        (touchpoint.c.id == canonical) | (touchpoint.c.merged_into == canonical)
    )
