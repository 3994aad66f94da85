"""Readings of proofs: what was read and stored, else what the windows hold now."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.board.merged_touchpoints import canonical_id
from store.db.tables.models import ImprovementRow, TouchpointRow
from store.domain.calendar import Calendar
from store.domain.cycles import Cycle, cycle_of, parse_cycle
from store.domain.statistics.aggregates import Tally, total_of
from store.domain.statistics.decision import (
    RULES,
    ReadingStage,
    WindowComparison,
    decide,
    verdict_day,
)
from store.domain.statistics.measures import Measure, MeasureKind, find_measure
from store.domain.statistics.overlap import ProvenImprovement, rivals
from store.domain.statistics.response_shares import SOLVED_IT
from store.domain.statistics.verdicts import (
    Reading,
    Sample,
    StoryReason,
    count_sample,
    sample,
)
from store.domain.statistics.windows import Window, periods
from store.evidence.response_rates import ProofResponses
from store.improvements.period_evidence import figures_of
from store.improvements.proof_rows import proof_of
from store.improvements.verdicts import evidence_aggregates
from store.improvements.verdicts.bad_starts import bad_starts
from store.improvements.verdicts.stored import stored_readings

BATCH = 100
"""Proofs read at once."""
_BUSY_BEFORE = timedelta(days=800)
"""So far before a window an improvement may have been done and still be read inside it."""


class _Read(NamedTuple):
    """What a proof's windows hold, and what they say."""

    finding: WindowComparison
    before: Sample
    after: Sample | None
    before_tallies: Sequence[Tally]


class _Beside(NamedTuple):
    """A team's done proofs by stage and measure, in the order they were done."""

    days: dict[tuple[str, str | None], list[date]]
    proofs: dict[tuple[str, str | None], list[ProvenImprovement]]
    touchpoints: dict[str, str | None]
    """What the touchpoint counts as of those that are not done and look at one only."""


def readings(
    session: Session,
    rows: Iterable[ImprovementRow],
    calendar: Calendar,
    today: date,
    own: Sequence[Measure],
    *,
    stored: bool = True,
) -> dict[str, Reading]:
    """The reading of every improvement among ``rows`` that has a proof, by its id.

    What was read before is given as it was read; with ``stored`` False everything is read anew.
    """
    proven = [row for row in rows if row.measure is not None and row.before_from is not None]
    if not proven:
        return {}
    measures = {row.id: find_measure(str(row.measure), own) for row in proven}
    as_stored = stored_readings(session, proven, measures, calendar) if stored else {}
    as_stored = _with_missing_responses(session, proven, as_stored, calendar.zone)
    by_id = dict(as_stored)
    anew = [row for row in proven if row.id not in as_stored]
    for start in range(0, len(anew), BATCH):
        batch = anew[start : start + BATCH]
        by_id |= _read_anew(session, batch, measures, calendar, today)
    return _with_company(session, proven, by_id, calendar)


def _read_anew(
    session: Session,
    rows: Sequence[ImprovementRow],
    measures: Mapping[str, Measure],
    calendar: Calendar,
    today: date,
) -> dict[str, Reading]:
    counts = [row for row in rows if measures[row.id].kind is MeasureKind.COUNT]
    shares = [row for row in rows if measures[row.id].kind is not MeasureKind.COUNT]
    read = _counts(session, counts, measures, today) | _shares(session, shares, measures)
    asked = [row for row in shares if measures[row.id].key == SOLVED_IT]
    responses = ProofResponses(session, asked, calendar.zone) if asked else None
    closed = [row for row in rows if row.after_to is not None and today > row.after_to]
    newer = evidence_aggregates.with_newer(session, closed)
    tallies = {id: window_evidence.before_tallies for id, window_evidence in read.items()}
    bad = bad_starts(session, rows, measures, tallies, today)
    by_id = {}
    for row in rows:
        window_evidence = read[row.id]
        before, after = window_evidence.before, window_evidence.after
        if responses is not None and measures[row.id].key == SOLVED_IT:
            before = replace(before, responses=responses.within(row, before.window))
            if after is not None:
                after = replace(after, responses=responses.within(row, after.window))
        by_id[row.id] = _reading(
            row,
            measures[row.id],
            window_evidence._replace(before=before, after=after),
            today,
            newer=row.id in newer,
            bad_start=row.id in bad,
        )
    return by_id


def _with_missing_responses(
    session: Session,
    rows: Sequence[ImprovementRow],
    as_stored: Mapping[str, Reading],
    zone: str,
) -> dict[str, Reading]:
    """The readings with who was asked and answered, where the first rules did not keep it."""
    asked = [
        row
        for row in rows
        if row.id in as_stored
        and as_stored[row.id].measure.key == SOLVED_IT
        and as_stored[row.id].before.responses is None
    ]
    complete = dict(as_stored)
    responses = ProofResponses(session, asked, zone) if asked else None
    for row in asked:
        assert responses is not None
        reading = complete[row.id]
        before = replace(reading.before, responses=responses.within(row, reading.before.window))
        after = reading.after
        if after is not None:
            after = replace(after, responses=responses.within(row, after.window))
        complete[row.id] = replace(reading, before=before, after=after)
    return complete


def _reading(
    row: ImprovementRow,
    measure: Measure,
    window_evidence: _Read,
    today: date,
    *,
    newer: bool,
    bad_start: bool,
) -> Reading:
    finding, after = window_evidence.finding, window_evidence.after
    day = None
    if after is not None:
        newest = after.window.last + timedelta(days=1) if newer else None
        day = verdict_day(after.window, parse_cycle(row.cycle).cadence, newest, today)
    final = day is not None and day.stage is ReadingStage.READ
    spread = finding.dispersion
    return Reading(
        verdict=finding.verdict_or_story(story=row.story is not None),
        measure=measure,
        before=window_evidence.before,
        after=after,
        difference=finding.difference,
        low=finding.low,
        high=finding.high,
        missing_before=finding.missing_before,
        missing_after=finding.missing_after,
        final=final,
        verdict_on=day.earliest if day else None,
        verdict_by=day.latest if day else None,
        waiting=day is not None and day.stage is ReadingStage.WAITING,
        rules=RULES,
        weeks_differ=spread.more_than_chance if spread.known else None,
        phi=spread.phi,
        phi_cycles=spread.cycles,
        bad_start=bad_start,
    )


def _shares(
    session: Session, rows: Sequence[ImprovementRow], measures: Mapping[str, Measure]
) -> dict[str, _Read]:
    before = evidence_aggregates.by_day(session, rows)
    closing = [row for row in rows if row.after_from is not None]
    after = evidence_aggregates.after(session, closing)
    by_id = {}
    for row in rows:
        measure, cadence = measures[row.id], parse_cycle(row.cycle).cadence
        cycles: dict[Cycle, Tally] = {}
        for each in before.get(row.id, ()):
            cycle = cycle_of(each.day, cadence)
            cycles[cycle] = cycles.get(cycle, Tally()) + each.tally
        tallies = tuple(cycles.values())
        window = _after(row)
        later = after.get(row.id, Tally())
        by_id[row.id] = _Read(
            decide(measure, tallies, (later,) if window else None),
            sample(measure, _before(row), total_of(tallies)),
            sample(measure, window, later) if window else None,
            tallies,
        )
    return by_id


def _counts(
    session: Session,
    rows: Sequence[ImprovementRow],
    measures: Mapping[str, Measure],
    today: date,
) -> dict[str, _Read]:
    figures = evidence_aggregates.figures(session, rows)
    began = evidence_aggregates.began(session, rows)
    by_id = {}
    for row in rows:
        measure, cadence = measures[row.id], parse_cycle(row.cycle).cadence
        entries = [(each.day, each.value) for each in figures.get(row.id, ())]
        sides: list[Sequence[Tally]] = []
        samples = []
        for window in filter(None, (_before(row), _after(row))):
            tallies = figures_of(
                measure, periods(window, cadence), entries, began.get(row.id), today
            )
            known = [each.total for each in tallies if each.n]
            sides.append(tallies)
            samples.append(count_sample(window, known, cadence.unit))
        after = samples[1] if len(samples) > 1 else None
        finding = decide(
            measure, sides[0], sides[1] if after is not None else None, count=measure.counts
        )
        by_id[row.id] = _Read(finding, samples[0], after, sides[0])
    return by_id


def _before(row: ImprovementRow) -> Window:
    assert row.before_from is not None
    assert row.before_to is not None
    return Window(row.before_from, row.before_to)


def _after(row: ImprovementRow) -> Window | None:
    if row.after_from is None or row.after_to is None:
        return None
    return Window(row.after_from, row.after_to)


def _with_company(
    session: Session,
    rows: Sequence[ImprovementRow],
    by_id: Mapping[str, Reading],
    calendar: Calendar,
) -> dict[str, Reading]:
    """The readings with what belongs to the improvement whenever it was read: the target, what
    runs beside it or is read with it, and how its proof came about."""
    beside = _beside(session, rows)
    texts = _together(session, rows)
    complete = {}
    for row in rows:
        reading = by_id[row.id]
        together = {
            id: text
            for id, text in texts.get(row.together_with_id or row.id, {}).items()
            if id != row.id
        }
        decided = calendar.today(row.decided_at) if row.decided_at and row.done_on else None
        story = None
        if row.story is not None and row.story_on is not None:
            story = StoryReason(row.story, row.story_on)
        complete[row.id] = replace(
            reading,
            target=row.target,
            target_met=_target_met(reading, row.target),
            cannot_be_told_apart_from=_rivals(row, beside, tuple(together)),
            together_with=tuple(together.values()),
            after_the_fact=story,
            marked_on=decided if decided and row.done_on and decided > row.done_on else None,
        )
    return complete


def _target_met(reading: Reading, target: float | None) -> bool | None:
    if target is None or reading.after is None or reading.after.value is None:
        return None
    return reading.measure.signed(reading.after.value - target) >= 0


def _beside(session: Session, rows: Sequence[ImprovementRow]) -> _Beside:
    """The done proofs that may matter to any of ``rows``."""
    improvement = ImprovementRow
    first = min(_before(row).first for row in rows) - _BUSY_BEFORE
    # What is not done yet has no last day: whatever was done since counts.
    last = max(row.after_to or date.max for row in rows)
    days: dict[tuple[str, str | None], list[date]] = {}
    proofs: dict[tuple[str, str | None], list[ProvenImprovement]] = {}
    for row, stands in session.execute(
        select(improvement, canonical_id(TouchpointRow))
        .outerjoin(TouchpointRow, TouchpointRow.id == improvement.touchpoint_id)
        .where(
            improvement.team_id == rows[0].team_id,
            improvement.done_on.between(first, last),
            improvement.before_from.is_not(None),
        )
        .order_by(improvement.done_on, improvement.id)
    ):
        key = row.stage, row.measure
        days.setdefault(key, []).append(row.done_on)
        proofs.setdefault(key, []).append(proof_of(row, stands))
    alone = [row.id for row in rows if row.touchpoint_only and row.done_on is None]
    standing = select(improvement.id, canonical_id(TouchpointRow)).join(
        TouchpointRow, TouchpointRow.id == improvement.touchpoint_id
    )
    touchpoints = session.execute(standing.where(improvement.id.in_(alone))).all() if alone else []
    return _Beside(days, proofs, {id: stands for id, stands in touchpoints})


def _rivals(row: ImprovementRow, beside: _Beside, together: tuple[str, ...]) -> tuple[str, ...]:
    """What the improvement cannot be told apart from."""
    key = row.stage, row.measure
    days, before, after = beside.days.get(key, []), _before(row), _after(row)
    low = bisect_left(days, before.first - _BUSY_BEFORE)
    high = bisect_right(days, after.last if after is not None else date.max)
    near = beside.proofs.get(key, [])[low:high]
    reader = next((each for each in near if each.id == row.id), None)
    if reader is None:
        reader = proof_of(row, beside.touchpoints.get(row.id))
    return rivals(reader, near, together)


def _together(session: Session, rows: Sequence[ImprovementRow]) -> dict[str, dict[str, str]]:
    """The texts of those read together, by id, by the id of the one that stands for them."""
    improvement = ImprovementRow
    roots = {row.together_with_id or row.id for row in rows}
    texts_by_root: dict[str, dict[str, str]] = {}
    linked = session.execute(
        select(improvement.id, improvement.text, improvement.together_with_id).where(
            improvement.team_id == rows[0].team_id,
            improvement.together_with_id.is_not(None),
            improvement.status.in_(("planned", "done")),
        )
    ).all()
    named = {root for _, _, root in linked if root in roots}
    for id, text, root in linked:
        if root in named:
            texts_by_root.setdefault(root, {})[id] = text
    if named:
        for id, text in session.execute(
            select(improvement.id, improvement.text).where(improvement.id.in_(named))
        ):
            texts_by_root.setdefault(id, {})[id] = text
    return texts_by_root


def improvement_rows(session: Session, team_id: str, cycle: Cycle) -> Sequence[ImprovementRow]:
    """The team's improvements of one cycle."""
    return session.scalars(
        select(ImprovementRow).where(
            ImprovementRow.team_id == team_id, ImprovementRow.cycle == cycle.label
        )
    ).all()
