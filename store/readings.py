"""Verdicts read from the evidence: what each proof's windows hold, and what it says."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from store import proof_evidence
from store.db.models import ImprovementRow
from store.practice.cycles import Calendar, Cycle, parse_cycle
from store.practice.measures import Measure, MeasureKind, PerCycle, find_measure
from store.practice.responses import SOLVED_IT
from store.practice.verdicts import Reading, Sample, count_sample, read, sample
from store.practice.windows import Window, cannot_be_told_apart, periods
from store.proof_evidence import Figure, Side
from store.responses import ProofResponses

BATCH = 100
"""Proofs read at once; with many more SQLite looks for late answers along the wrong index."""
_DAY = timedelta(days=1)


class _Done(NamedTuple):
    """A done improvement that a verdict may not be told apart from."""

    day: date
    text: str
    id: str


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
    measures = {row.id: find_measure(str(row.measure), own) for row in proven}
    alike = _done_alike(session, proven)
    found: dict[str, Reading] = {}
    for start in range(0, len(proven), BATCH):
        batch = proven[start : start + BATCH]
        samples = _samples(session, batch, measures, calendar.zone)
        came_late = _came_late(session, batch, samples, calendar, today)
        for row in batch:
            one = samples[row.id]
            late = came_late.get(row.id, [])
            found[row.id] = read(
                measures[row.id],
                one.before,
                one.after,
                today=today,
                target=row.target,
                others=_others(row, alike),
                late=len(late),
                reread=calendar.today(late[-1]) if late else None,
            )
    return found


class _Samples(NamedTuple):
    """Both sides of a proof, and when the newest of their evidence was logged."""

    before: Sample
    after: Sample | None
    newest: datetime | None


def _samples(
    session: Session,
    rows: Sequence[ImprovementRow],
    measures: Mapping[str, Measure],
    zone: str,
) -> dict[str, _Samples]:
    counts = [row for row in rows if measures[row.id].kind is MeasureKind.COUNT]
    shares = [row for row in rows if measures[row.id].kind is not MeasureKind.COUNT]
    figures = proof_evidence.figures(session, counts)
    before = proof_evidence.sides(session, shares, after=False)
    after = proof_evidence.sides(session, shares, after=True)
    found = {
        row.id: _count_samples(row, measures[row.id], figures.get(row.id, [])) for row in counts
    }
    for row in shares:
        sides = before.get(row.id, Side()), after.get(row.id, Side())
        found[row.id] = _share_samples(row, measures[row.id], *sides)
    asked = [row for row in shares if measures[row.id].key == SOLVED_IT]
    return found | _with_responses(session, asked, found, zone)


def _with_responses(
    session: Session, rows: Sequence[ImprovementRow], found: Mapping[str, _Samples], zone: str
) -> dict[str, _Samples]:
    """The samples of ``rows`` with who was asked and who answered in their windows."""
    if not rows:
        return {}
    asked = ProofResponses(session, rows, zone)

    def told(row: ImprovementRow, side: Sample) -> Sample:
        return replace(side, responses=asked.within(row, side.window))

    with_both = {}
    for row in rows:
        before, after, newest = found[row.id]
        after = told(row, after) if after is not None else None
        with_both[row.id] = _Samples(told(row, before), after, newest)
    return with_both


def _before(row: ImprovementRow) -> Window:
    assert row.before_from is not None
    assert row.before_to is not None
    return Window(row.before_from, row.before_to)


def _after(row: ImprovementRow) -> Window | None:
    if row.after_from is None or row.after_to is None:
        return None
    return Window(row.after_from, row.after_to)


def _done_alike(
    session: Session, rows: Sequence[ImprovementRow]
) -> dict[tuple[str, str | None], list[_Done]]:
    """The improvements done on the days of any of the rows' windows, by stage and measure, in
    the order of their days."""
    one = ImprovementRow
    first = min(_before(row).first for row in rows)
    last = max(row.after_to or _before(row).last for row in rows)
    found: dict[tuple[str, str | None], list[_Done]] = {}
    for stage, measure, day, text, id in session.execute(
        select(one.stage, one.measure, one.done_on, one.text, one.id)
        .where(
            one.team_id == rows[0].team_id,
            one.done_on.between(first, last),
            one.measure.is_not(None),
        )
        .order_by(one.done_on, one.id)
    ):
        found.setdefault((stage, measure), []).append(_Done(day or first, text, id))
    return found


def _others(
    row: ImprovementRow, alike: Mapping[tuple[str, str | None], Sequence[_Done]]
) -> tuple[str, ...]:
    """What the improvement cannot be told apart from."""
    done = alike.get((row.stage, row.measure), ())
    before, after = _before(row), _after(row)
    low = bisect_left(done, before.first, key=attrgetter("day"))
    high = bisect_right(done, (after or before).last, key=attrgetter("day"))
    near = [(each.text, each.day) for each in done[low:high] if each.id != row.id]
    return cannot_be_told_apart(before, after, near)


def _came_late(
    session: Session,
    rows: Sequence[ImprovementRow],
    samples: Mapping[str, _Samples],
    calendar: Calendar,
    today: date,
) -> dict[str, list[datetime]]:
    """When answers came to verdicts that had been read already, oldest first."""
    closed = {}
    for row in rows:
        newest = samples[row.id].newest
        if row.after_to is not None and row.after_to < today and newest is not None:
            instant = datetime.combine(row.after_to + _DAY, time(0), ZoneInfo(calendar.zone))
            if newest >= instant:
                closed[row.id] = instant
    return proof_evidence.late(session, closed)


def _share_samples(row: ImprovementRow, measure: Measure, before: Side, after: Side) -> _Samples:
    window = _after(row)
    return _Samples(
        sample(measure, _before(row), before.tally),
        sample(measure, window, after.tally) if window else None,
        max((side.newest for side in (before, after) if side.newest), default=None),
    )


def _count_samples(row: ImprovementRow, measure: Measure, figures: Sequence[Figure]) -> _Samples:
    cadence = parse_cycle(row.cycle).cadence

    def side(window: Window) -> Sample:
        per_period = []
        for period in periods(window, cadence):
            values = [each.value for each in figures if period.contains(each.day)]
            if values:
                per_period.append(period_figure(measure, values))
        return count_sample(window, per_period)

    after = _after(row)
    newest = max((each.made_at for each in figures), default=None)
    return _Samples(side(_before(row)), side(after) if after else None, newest)


def period_figure(measure: Measure, values: Sequence[float]) -> float:
    """A count's figure for one period from its numbers in order: their sum, or the last."""
    return values[-1] if measure.per_cycle is PerCycle.LAST else sum(values)


def improvement_rows(session: Session, team_id: str, cycle: Cycle) -> Sequence[ImprovementRow]:
    """The team's improvements of one cycle."""
    return session.scalars(
        select(ImprovementRow).where(
            ImprovementRow.team_id == team_id, ImprovementRow.cycle == cycle.label
        )
    ).all()
