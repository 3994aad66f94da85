"""Each measure over time: its figure a cycle with its n, its usual range, what left it, and the
improvements that were done meanwhile."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from sqlalchemy import func, select

from store.board.merged_touchpoints import ids_merged_with
from store.common.dataclass import dataclass
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.models import ImprovementRow
from store.domain.calendar import Calendar
from store.domain.cycles import Cycle
from store.domain.stages import Stage
from store.domain.statistics.aggregates import Tally, mean_answer, total_of, value_of
from store.domain.statistics.control_chart import Limits, Phase, Signal, phases, signals_in
from store.domain.statistics.measures import MEASURES, Measure, MeasureKind, find_measure
from store.domain.statistics.response_shares import SOLVED_IT, Responses
from store.domain.statistics.verdicts import Verdict
from store.evidence.evidence import Filter, MeasureDayTally, conditions, sums, tally_from
from store.evidence.response_rates import responses
from store.improvements.period_evidence import period_figure
from store.journal.seat import Seat, TeamReading
from store.models.improvement import Improvement
from store.queries.load_improvements import improvements_from
from store.queries.load_snapshot import load_team

CYCLES = 12
"""Cycles shown unless a period is asked for."""
MOST_CYCLES = 60
"""The most cycles shown; the newest are."""
BASELINE = 25
"""Cycles that the usual range comes from where fewer are shown, the running one among them."""
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
    phases: tuple[Phase, ...] = ()
    """The stretches of ``points`` with a usual range of their own, by place: another begins after
    a change that was validated. None with fewer than two cycles to judge."""
    signals: Mapping[Cycle, Signal] = field(default_factory=dict)
    """The cycles that signal a change against those ranges."""
    done: tuple[Improvement, ...] = ()
    """The improvements read by this measure that were done in these cycles, oldest first."""
    mean: float | None = None
    """The mean answer of these cycles, where the measure shows it."""
    responses: Responses | None = None
    """Who was asked “Did we solve it?” and answered in these cycles; None for other measures."""

    @property
    def answered(self) -> tuple[Point, ...]:
        """The cycles that have answers."""
        return tuple(point for point in self.points if point.value is not None)

    @property
    def limits(self) -> Limits | None:
        """The usual range now."""
        return self.phases[-1].limits if self.phases else None

    @property
    def judged(self) -> int:
        """Cycles that the usual range now comes from."""
        return self.phases[-1].judged if self.phases else 0

    @property
    def enough(self) -> bool:
        """Whether any cycle has answers enough to be judged."""
        return any(point.n >= judged_from(self.measure) for point in self.answered)

    def last(self, count: int) -> Trend:
        """The newest ``count`` cycles of it."""
        left_out = len(self.points) - count
        if left_out <= 0:
            return self
        points = self.points[left_out:]
        cycles = {point.cycle for point in points}
        return replace(
            self,
            points=points,
            phases=tuple(
                replace(phase, first=max(0, phase.first - left_out), last=phase.last - left_out)
                for phase in self.phases
                if phase.last >= left_out
            ),
            signals={cycle: each for cycle, each in self.signals.items() if cycle in cycles},
            done=tuple(each for each in self.done if _done_in(each, points)),
        )


def judged_from(measure: Measure) -> int:
    """Give the answers a cycle needs to be held against the usual range; a count is a whole
    number of its own and always held."""
    return 1 if measure.kind is MeasureKind.COUNT else JUDGED_FROM


def _done_in(improvement: Improvement, points: Sequence[Point]) -> bool:
    done_on = improvement.done_on
    return done_on is not None and points[0].cycle.start <= done_on <= points[-1].cycle.end


def done_index(improvement: Improvement, points: Sequence[Point]) -> int | None:
    """Give the index of the cycle in which it was done; None where that is not among them."""
    day = improvement.done_on
    indexes = (
        place for place, each in enumerate(points) if day is not None and each.cycle.contains(day)
    )
    return next(indexes, None)


@dataclass(frozen=True, slots=True)
class Answered:
    """How much evidence a measure has; without a measure, how many plain quotes."""

    measure: Measure | None
    n: int


def trends(seat: Seat, filter: Filter | None = None) -> tuple[Trend, ...]:
    """Every measure that has answers within ``filter``, by stage, then as measures are listed.

    Without days in ``filter`` these are the last 12 cycles with the running one.
    """
    with seat.read_team() as team:
        return trends_in(team, filter)


def trends_in(team: TeamReading, filter: Filter | None = None) -> tuple[Trend, ...]:
    """`trends` inside a transaction that is under way."""
    return trends_and_days(team, filter)[0]


def trends_and_days(
    team: TeamReading, filter: Filter | None = None
) -> tuple[tuple[Trend, ...], tuple[MeasureDayTally, ...]]:
    """Give the trends, and each day's answers of the cycles shown, oldest first, by one query."""
    filter = filter or Filter()
    if filter.first is not None and filter.first > team.calendar.cycle_at(team.today).end:
        return (), ()
    cycles = _cycles(team.calendar, filter, team.today)
    every = _with_baseline(team.calendar, cycles)
    last = min(cycles[-1].end, filter.last or date.max)
    within = replace(filter, first=every[0].start, last=last)
    days = tallies_in(team, within)
    groups: dict[tuple[Stage, str], list[MeasureDayTally]] = {}
    for each in days:
        groups.setdefault((each.stage, each.measure), []).append(each)
    group_trends = _of_groups(team, filter, within, cycles, every, groups)
    return group_trends, tuple(each for each in days if each.day >= cycles[0].start)


def _of_groups(
    team: TeamReading,
    filter: Filter,
    within: Filter,
    cycles: Sequence[Cycle],
    every: Sequence[Cycle],
    groups: Mapping[tuple[Stage, str], list[MeasureDayTally]],
) -> tuple[Trend, ...]:
    own, today = team.own_measures, team.today
    measures = {key: find_measure(key, own) for _, key in groups}
    counts = {key for key, each in measures.items() if each.kind is MeasureKind.COUNT}
    numbers = _numbers(team, within, counts) if counts else {}
    done = improvements_done(team, within, set(measures))
    asked = replace(within, first=max(cycles[0].start, filter.first or date.min))
    trends = []
    for (stage, key), days in groups.items():
        measure = measures[key]
        if key in counts:
            points = _points_of_count(measure, every, numbers[stage, key], today)
        else:
            points = _points(measure, every, days, today)
        theirs = tuple(
            each
            for each in done
            if each.stage is stage and each.proof is not None and each.proof.measure == key
        )
        total = total_of([each.tally for each in days if each.day >= cycles[0].start])
        mean = mean_answer(measure, total)
        trend = judged_trend(Trend(measure, stage, points, done=theirs, mean=mean))
        trend = trend.last(len(cycles))
        if trend.answered:
            trends.append(_with_responses(team, trend, asked))
    order = [measure.key for measure in (*MEASURES, *own)]
    return tuple(sorted(trends, key=lambda t: (t.stage.position, order.index(t.measure.key))))


def _with_baseline(calendar: Calendar, cycles: Sequence[Cycle]) -> Sequence[Cycle]:
    """``cycles`` with those before them that the usual range comes from as well: `BASELINE` in
    all, of the same cadence."""
    every = list(cycles)
    while len(every) < BASELINE:
        before = calendar.previous_before(every[0])
        if before.cadence is not every[0].cadence:
            break
        every.insert(0, before)
    return every


def _cycles(calendar: Calendar, filter: Filter, today: date) -> tuple[Cycle, ...]:
    last = calendar.cycle_at(min(filter.last or today, today))
    if filter.first is None or filter.first > last.end:
        return calendar.last(CYCLES, last)
    return calendar.between(calendar.cycle_at(filter.first), last)[-MOST_CYCLES:]


def _points(
    measure: Measure, cycles: Sequence[Cycle], days: Iterable[MeasureDayTally], today: date
) -> tuple[Point, ...]:
    sums = dict.fromkeys(cycles, Tally())
    for each in days:
        cycle = _cycle_with(cycles, each.day)
        if cycle is not None:
            sums[cycle] += each.tally
    return tuple(
        Point(cycle, tally.n, value_of(measure, tally), cycle.end >= today)
        for cycle, tally in sums.items()
    )


def _cycle_with(cycles: Sequence[Cycle], day: date) -> Cycle | None:
    """The cycle that holds ``day``; None between two cadences."""
    index = bisect_right(cycles, day, key=lambda cycle: cycle.start) - 1
    return cycles[index] if index >= 0 and cycles[index].contains(day) else None


def tallies_in(team: TeamReading, filter: Filter) -> list[MeasureDayTally]:
    """Each day's answers added up, oldest first.

    Every measure and stage is named, so that the index leads to the days of each and nothing
    of the years before is read.
    """
    query = (
        select(EvidenceRow.stage, EvidenceRow.measure, EvidenceRow.day, *sums())
        .where(
            *conditions(team.row.id, filter),
            EvidenceRow.measure.in_([each.key for each in (*MEASURES, *team.own_measures)]),
            EvidenceRow.stage.in_([stage.value for stage in Stage]),
        )
        .group_by(EvidenceRow.stage, EvidenceRow.measure, EvidenceRow.day)
        .order_by(EvidenceRow.day)
    )
    rows = team.session.execute(query).all()
    return [
        MeasureDayTally(Stage(stage), str(measure), day, tally_from(*figures))
        for stage, measure, day, *figures in rows
    ]


def _with_responses(team: TeamReading, trend: Trend, within: Filter) -> Trend:
    """The trend with its response rate, if it is one of “Did we solve it?”."""
    if trend.measure.key != SOLVED_IT:
        return trend
    zone = team.calendar.zone
    shares = responses(team.session, team.row.id, zone, replace(within, stage=trend.stage))
    return replace(trend, responses=shares)


def _numbers(
    team: TeamReading, filter: Filter, keys: set[str]
) -> dict[tuple[Stage, str], list[tuple[date, float]]]:
    """Every number of the counts ``keys``, in the order they were given."""
    rows = team.session.execute(
        select(EvidenceRow.stage, EvidenceRow.measure, EvidenceRow.day, EvidenceRow.value)
        .where(
            *conditions(team.row.id, filter),
            EvidenceRow.measure.in_(keys),
            EvidenceRow.stage.in_([stage.value for stage in Stage]),
        )
        .order_by(EvidenceRow.day, EvidenceRow.made_at, EvidenceRow.id)
    ).all()
    numbers: dict[tuple[Stage, str], list[tuple[date, float]]] = {}
    for stage, measure, day, value in rows:
        assert measure is not None
        assert value is not None
        numbers.setdefault((Stage(stage), measure), []).append((day, value))
    return numbers


def _points_of_count(
    measure: Measure,
    cycles: Sequence[Cycle],
    numbers: Sequence[tuple[date, float]],
    today: date,
) -> tuple[Point, ...]:
    points = []
    within: dict[Cycle, list[float]] = {}
    for day, value in numbers:
        cycle = _cycle_with(cycles, day)
        if cycle is not None:
            within.setdefault(cycle, []).append(value)
    for cycle in cycles:
        values = within.get(cycle, [])
        figure = period_figure(measure, values) if values else None
        points.append(Point(cycle, len(values), figure, cycle.end >= today))
    return tuple(points)


def judged_trend(trend: Trend) -> Trend:
    """Give ``trend`` its usual ranges and what leaves them, as a process-behaviour chart has it.

    Cycles that are over and have answers enough are judged. A change that was validated begins
    another range with the cycle after the one it was done in.
    """
    least = judged_from(trend.measure)
    figures = [
        point.value if not point.running and point.n >= least else None for point in trend.points
    ]
    breaks = [
        index + 1
        for each in trend.done
        if _begins_anew(each) and (index := done_index(each, trend.points)) is not None
    ]
    in_phases = phases(figures, breaks)
    signalled = {
        trend.points[signal.index].cycle: signal
        for phase in in_phases
        for signal in signals_in(figures, phase)
    }
    return replace(trend, phases=in_phases, signals=signalled)


def _begins_anew(improvement: Improvement) -> bool:
    """Whether the measure's usual range is another one since: it was validated for all of it."""
    reading, proof = improvement.reading, improvement.proof
    if reading is None or proof is None or proof.touchpoint_only:
        return False
    return reading.final and reading.verdict is Verdict.VALIDATED


def improvements_done(
    team: TeamReading, within: Filter, measures: Collection[str]
) -> tuple[Improvement, ...]:
    """The improvements read by one of ``measures`` that were done within those days, with their
    readings, oldest first; of one touchpoint alone only where ``within`` holds it."""
    one = ImprovementRow
    query = select(one).where(
        one.team_id == team.row.id,
        one.status == "done",
        one.done_on.between(within.first, within.last),
        one.measure.in_(measures),
    )
    if within.touchpoint_id is not None:
        here = one.touchpoint_id.in_(ids_merged_with(within.touchpoint_id))
        query = query.where(one.touchpoint_only.is_(False) | here)
    rows = team.session.scalars(query).all()
    people = load_team(team.session, team.row, team.calendar, team.today) if rows else None
    members = {member.id: member for member in people.members} if people else {}
    done_there = improvements_from(
        team.session, rows, members, team.calendar, team.today, team.own_measures
    )
    return tuple(sorted(done_there, key=lambda each: each.done_on or date.min))


def answered(seat: Seat) -> tuple[Answered, ...]:
    """The measures that have evidence, most first; plain quotes, if there are any, last."""
    with seat.read_team() as team:
        rows = team.session.execute(
            select(EvidenceRow.measure, func.count())
            .where(*conditions(seat.team_id, Filter()))
            .group_by(EvidenceRow.measure)
        ).all()
        own = team.own_measures
    measures = [
        Answered(find_measure(measure, own) if measure is not None else None, n)
        for measure, n in rows
    ]
    return tuple(sorted(measures, key=lambda each: (each.measure is None, -each.n)))


def known_measures(seat: Seat) -> dict[str, Measure]:
    """Every measure the team may use, its own too, by key."""
    with seat.read_team() as team:
        return {measure.key: measure for measure in (*MEASURES, *team.own_measures)}
