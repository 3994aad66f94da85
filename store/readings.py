"""Verdicts read from the evidence: what each proof's windows hold, added up in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from store.db.models import EvidenceRow, ImprovementRow, TouchpointRow
from store.evidence import sums, tally_from
from store.practice.cycles import Calendar, Cycle, parse_cycle
from store.practice.measures import Measure, MeasureKind, PerCycle, find_measure
from store.practice.tallies import Tally
from store.practice.verdicts import Reading, Sample, count_sample, read, sample
from store.practice.windows import Window, cannot_be_told_apart, periods
from store.proofs import standing

BATCH = 400


def readings(
    session: Session,
    rows: Iterable[ImprovementRow],
    calendar: Calendar,
    today: date,
    own: Sequence[Measure],
) -> dict[str, Reading]:
    """The reading of every improvement among ``rows`` that has a proof, by its id."""
    proven = [row for row in rows if row.measure is not None and row.before_from is not None]
    if not proven:
        return {}
    others = _done_alike(session, proven[0].team_id)
    found: dict[str, Reading] = {}
    for start in range(0, len(proven), BATCH):
        batch = proven[start : start + BATCH]
        measures = {row.id: find_measure(str(row.measure), own) for row in batch}
        shares = [r for r in batch if measures[r.id].kind is not MeasureKind.COUNT]
        counts = [r for r in batch if measures[r.id].kind is MeasureKind.COUNT]
        before = _tallies(session, shares, after=False)
        after = _tallies(session, shares, after=True)
        figures = _figures(session, counts)
        for row in batch:
            measure = measures[row.id]
            if measure.kind is MeasureKind.COUNT:
                sides = _count_sides(row, measure, figures.get(row.id, []), calendar)
            else:
                sides = _share_sides(row, measure, before, after)
            alike = [
                (text, done_on)
                for id, stage, key, text, done_on in others
                if id != row.id and stage == row.stage and key == row.measure
            ]
            found[row.id] = read(
                measure,
                *sides,
                today=today,
                target=row.target,
                others=cannot_be_told_apart(_before(row), _after(row), alike),
            )
    return found


def _before(row: ImprovementRow) -> Window:
    assert row.before_from is not None
    assert row.before_to is not None
    return Window(row.before_from, row.before_to)


def _after(row: ImprovementRow) -> Window | None:
    if row.after_from is None or row.after_to is None:
        return None
    return Window(row.after_from, row.after_to)


def _done_alike(session: Session, team_id: str) -> list[Any]:
    """Every done improvement with a measure: what a verdict may not be told apart from."""
    return list(
        session.execute(
            select(
                ImprovementRow.id,
                ImprovementRow.stage,
                ImprovementRow.measure,
                ImprovementRow.text,
                ImprovementRow.done_on,
            ).where(
                ImprovementRow.team_id == team_id,
                ImprovementRow.done_on.is_not(None),
                ImprovementRow.measure.is_not(None),
            )
        )
    )


def _share_sides(
    row: ImprovementRow, measure: Measure, before: dict[str, Tally], after: dict[str, Tally]
) -> tuple[Sample, Sample | None]:
    window = _after(row)
    return (
        sample(measure, _before(row), before.get(row.id, Tally())),
        sample(measure, window, after.get(row.id, Tally())) if window else None,
    )


def _joined(query: Any) -> Any:
    """``query`` over the evidence that belongs to the proofs of the improvements ``ids``,
    whatever its day."""
    theirs, wanted = aliased(TouchpointRow), aliased(TouchpointRow)
    return (
        query.select_from(ImprovementRow)
        .join(
            EvidenceRow,
            (EvidenceRow.team_id == ImprovementRow.team_id)
            & (EvidenceRow.measure == ImprovementRow.measure)
            & (EvidenceRow.stage == ImprovementRow.stage),
        )
        .outerjoin(theirs, theirs.id == EvidenceRow.touchpoint_id)
        .outerjoin(wanted, wanted.id == ImprovementRow.touchpoint_id)
        .where(
            ImprovementRow.id.in_(bindparam("ids", expanding=True)),
            EvidenceRow.withdrawn.is_(False),
            ImprovementRow.touchpoint_only.is_(False) | (standing(theirs) == standing(wanted)),
        )
    )


@cache
def _tally_query(*, after: bool) -> Any:
    """Built once: making it takes longer than running it."""
    i = ImprovementRow
    days = (i.after_from, i.after_to) if after else (i.before_from, i.before_to)
    return _joined(select(i.id, *sums())).where(EvidenceRow.day.between(*days)).group_by(i.id)


@cache
def _figure_query() -> Any:
    i = ImprovementRow
    return (
        _joined(select(i.id, EvidenceRow.day, EvidenceRow.value))
        .where(
            EvidenceRow.day.between(i.before_from, i.before_to)
            | EvidenceRow.day.between(i.after_from, i.after_to)
        )
        .order_by(EvidenceRow.day, EvidenceRow.made_at)
    )


def _tallies(session: Session, rows: Sequence[ImprovementRow], *, after: bool) -> dict[str, Tally]:
    if not rows:
        return {}
    found = session.execute(_tally_query(after=after), {"ids": [row.id for row in rows]})
    return {id: tally_from(*figures) for id, *figures in found}


def _figures(
    session: Session, rows: Sequence[ImprovementRow]
) -> dict[str, list[tuple[date, float]]]:
    """A count's numbers with their days, in order, for each improvement."""
    if not rows:
        return {}
    found: dict[str, list[tuple[date, float]]] = {}
    for id, day, value in session.execute(_figure_query(), {"ids": [row.id for row in rows]}):
        found.setdefault(id, []).append((day, value))
    return found


def _count_sides(
    row: ImprovementRow,
    measure: Measure,
    figures: Sequence[tuple[date, float]],
    calendar: Calendar,
) -> tuple[Sample, Sample | None]:
    cadence = parse_cycle(row.cycle).cadence
    assert calendar.zone

    def side(window: Window) -> Sample:
        per_period = []
        for period in periods(window, cadence):
            values = [value for day, value in figures if period.contains(day)]
            if values:
                per_period.append(period_figure(measure, values))
        return count_sample(window, per_period)

    after = _after(row)
    return side(_before(row)), side(after) if after else None


def period_figure(measure: Measure, values: Sequence[float]) -> float:
    """A count's figure for one period from its numbers in order: their sum, or the last."""
    return values[-1] if measure.per_cycle is PerCycle.LAST else sum(values)


def learned_count(
    session: Session, team_id: str, calendar: Calendar, today: date, own: Sequence[Measure]
) -> int:
    """How many of the team's improvements have reached a final verdict, whichever."""
    rows = session.scalars(
        select(ImprovementRow).where(
            ImprovementRow.team_id == team_id,
            ImprovementRow.status == "done",
            ImprovementRow.after_to < today,
        )
    ).all()
    return sum(
        reading.learned for reading in readings(session, rows, calendar, today, own).values()
    )


def improvement_rows(session: Session, team_id: str, cycle: Cycle) -> Sequence[ImprovementRow]:
    """The team's improvements of one cycle."""
    return session.scalars(
        select(ImprovementRow).where(
            ImprovementRow.team_id == team_id, ImprovementRow.cycle == cycle.label
        )
    ).all()
