"""Each measure over time: its figure a cycle with its n, and a count's usual range."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.calendars import load_calendar
from store.db.models import EvidenceRow, TeamRow
from store.errors import NotFound
from store.evidence import DayTally, Filter, conditions, sums, tally_from
from store.own_measures import load_own_measures
from store.practice.cycles import Calendar, Cycle
from store.practice.measures import MEASURES, Measure, MeasureKind, find_measure
from store.practice.process_behaviour import Limits, Signal, limits, signals
from store.practice.responses import SOLVED_IT, Responses
from store.practice.stages import Stage
from store.practice.tallies import Tally, value_of
from store.readings import period_figure
from store.responses import responses
from store.seat import Seat

CYCLES = 12
"""Cycles shown unless a period is asked for."""
MOST_CYCLES = 60
"""The most cycles shown; the newest are."""
JUDGED_FROM = 5
"""Answers a cycle's share or NPS rests on at least, to be held against its usual range. Fewer
swing by themselves; a count is a whole number of its own and always held."""


@dataclass(frozen=True, slots=True)
class Point:
    """One cycle of a measure."""

    cycle: Cycle
    n: int
    """Answers; for a count, numbers logged."""
    value: float | None
    """The measure's figure; None without answers."""
    running: bool
    """Whether the cycle is not over yet."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A measure in a stage over a run of cycles, oldest first."""

    measure: Measure
    stage: Stage
    points: tuple[Point, ...]
    limits: Limits | None = None
    """The usual range, from the cycles that are judged; None with fewer than two."""
    signals: Mapping[Cycle, Signal] | None = None
    """The cycles that signal a change against those limits."""
    judged: int = 0
    """Cycles that the limits come from: those that are over and have answers enough."""
    responses: Responses | None = None
    """Who was asked “Did we solve it?” and answered in these cycles; None for other measures."""

    @property
    def answered(self) -> tuple[Point, ...]:
        """The cycles that have answers."""
        return tuple(point for point in self.points if point.value is not None)


@dataclass(frozen=True, slots=True)
class Answered:
    """How much evidence a measure has; without a measure, how many plain quotes."""

    measure: Measure | None
    n: int


def trends(seat: Seat, wanted: Filter | None = None) -> tuple[Trend, ...]:
    """Every measure that has answers within ``wanted``, by stage, then as measures are listed.

    Without days in ``wanted`` these are the last 12 cycles with the running one.
    """
    wanted = wanted or Filter()
    with seat.reading() as session:
        calendar = _calendar(session, seat)
        own = load_own_measures(session, seat.team_id)
    today = calendar.today(seat.now)
    cycles = _cycles(calendar, wanted, today)
    within = replace(
        wanted,
        first=max(cycles[0].start, wanted.first or date.min),
        last=min(cycles[-1].end, wanted.last or date.max),
    )
    groups: dict[tuple[Stage, str], list[DayTally]] = {}
    for each in _tallies(seat, within, own):
        groups.setdefault((each.stage, each.measure), []).append(each)
    measures = {key: find_measure(key, own) for _, key in groups}
    counts = {key for key, each in measures.items() if each.kind is MeasureKind.COUNT}
    numbers = _numbers(seat, within, counts) if counts else {}
    found = []
    for (stage, key), days in groups.items():
        measure = measures[key]
        if key in counts:
            found.append(_of_count(measure, stage, cycles, numbers[stage, key], today))
        else:
            trend = _with_limits(Trend(measure, stage, _points(measure, cycles, days, today)))
            found.append(_with_responses(seat, trend, within, calendar.zone))
    order = [measure.key for measure in (*MEASURES, *own)]
    return tuple(sorted(found, key=lambda t: (t.stage.position, order.index(t.measure.key))))


def _calendar(session: Session, seat: Seat) -> Calendar:
    team = session.get(TeamRow, seat.team_id)
    if team is None:
        raise NotFound("This team is not in the workspace any more.")
    return load_calendar(session, team)


def _cycles(calendar: Calendar, wanted: Filter, today: date) -> tuple[Cycle, ...]:
    last = calendar.cycle_at(min(wanted.last or today, today))
    if wanted.first is None or wanted.first > last.end:
        return calendar.last(CYCLES, last)
    return calendar.between(calendar.cycle_at(wanted.first), last)[-MOST_CYCLES:]


def _points(
    measure: Measure, cycles: Sequence[Cycle], days: Iterable[DayTally], today: date
) -> tuple[Point, ...]:
    sums = dict.fromkeys(cycles, Tally())
    for each in days:
        for cycle in cycles:
            if cycle.contains(each.day):
                sums[cycle] += each.tally
    return tuple(
        Point(cycle, tally.n, value_of(measure, tally), cycle.end >= today)
        for cycle, tally in sums.items()
    )


def _tallies(seat: Seat, wanted: Filter, own: Sequence[Measure]) -> list[DayTally]:
    """Each day's answers added up, oldest first.

    Every measure and stage is named, so that the index leads to the days of each and nothing
    of the years before is read.
    """
    query = (
        select(EvidenceRow.stage, EvidenceRow.measure, EvidenceRow.day, *sums())
        .where(
            *conditions(seat.team_id, wanted),
            EvidenceRow.measure.in_([measure.key for measure in (*MEASURES, *own)]),
            EvidenceRow.stage.in_([stage.value for stage in Stage]),
        )
        .group_by(EvidenceRow.stage, EvidenceRow.measure, EvidenceRow.day)
        .order_by(EvidenceRow.day)
    )
    with seat.reading() as session:
        rows = session.execute(query).all()
    return [
        DayTally(Stage(stage), str(measure), day, tally_from(*figures))
        for stage, measure, day, *figures in rows
    ]


def _with_responses(seat: Seat, trend: Trend, within: Filter, zone: str) -> Trend:
    """The trend with its response rate, if it is one of “Did we solve it?”."""
    if trend.measure.key != SOLVED_IT:
        return trend
    with seat.reading() as session:
        found = responses(session, seat.team_id, zone, replace(within, stage=trend.stage))
    return replace(trend, responses=found)


def _numbers(
    seat: Seat, wanted: Filter, keys: set[str]
) -> dict[tuple[Stage, str], list[tuple[date, float]]]:
    """Every number of the counts ``keys``, in the order they were given."""
    with seat.reading() as session:
        rows = session.execute(
            select(EvidenceRow.stage, EvidenceRow.measure, EvidenceRow.day, EvidenceRow.value)
            .where(
                *conditions(seat.team_id, wanted),
                EvidenceRow.measure.in_(keys),
                EvidenceRow.stage.in_([stage.value for stage in Stage]),
            )
            .order_by(EvidenceRow.day, EvidenceRow.made_at, EvidenceRow.id)
        ).all()
    found: dict[tuple[Stage, str], list[tuple[date, float]]] = {}
    for stage, measure, day, value in rows:
        assert measure is not None
        assert value is not None
        found.setdefault((Stage(stage), measure), []).append((day, value))
    return found


def _of_count(
    measure: Measure,
    stage: Stage,
    cycles: Sequence[Cycle],
    numbers: Sequence[tuple[date, float]],
    today: date,
) -> Trend:
    points = []
    for cycle in cycles:
        values = [value for day, value in numbers if cycle.contains(day)]
        figure = period_figure(measure, values) if values else None
        points.append(Point(cycle, len(values), figure, cycle.end >= today))
    return _with_limits(Trend(measure, stage, tuple(points)))


def _with_limits(trend: Trend) -> Trend:
    """The trend with its usual range and what leaves it, as a process-behaviour chart has it."""
    enough = 1 if trend.measure.kind is MeasureKind.COUNT else JUDGED_FROM
    judged = [point for point in trend.answered if not point.running and point.n >= enough]
    figures = [point.value for point in judged if point.value is not None]
    if len(figures) < 2:
        return trend
    known = limits(figures)
    signalled = {judged[signal.index].cycle: signal for signal in signals(figures, known)}
    return replace(trend, limits=known, signals=signalled, judged=len(judged))


def answered(seat: Seat) -> tuple[Answered, ...]:
    """The measures that have evidence, most first; plain quotes, if there are any, last."""
    with seat.reading() as session:
        rows = session.execute(
            select(EvidenceRow.measure, func.count())
            .where(*conditions(seat.team_id, Filter()))
            .group_by(EvidenceRow.measure)
        ).all()
        own = load_own_measures(session, seat.team_id)
    found = [
        Answered(find_measure(measure, own) if measure is not None else None, n)
        for measure, n in rows
    ]
    return tuple(sorted(found, key=lambda each: (each.measure is None, -each.n)))


def known_measures(seat: Seat) -> dict[str, Measure]:
    """Every measure the team may use, its own too, by key."""
    with seat.reading() as session:
        own = load_own_measures(session, seat.team_id)
    return {measure.key: measure for measure in (*MEASURES, *own)}
