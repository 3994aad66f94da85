"""Verdicts as they were read and stored: given back as readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.db.tables.models import ImprovementRow
from store.db.tables.verdict_models import VerdictRow
from store.domain.calendar import Calendar
from store.domain.cycles import parse_cycle
from store.domain.statistics.aggregates import Tally
from store.domain.statistics.decision import verdict_day
from store.domain.statistics.dispersion import Dispersion
from store.domain.statistics.measures import Measure, MeasureKind
from store.domain.statistics.response_shares import Responses
from store.domain.statistics.verdicts import Reading, Sample, Verdict, count_sample, sample
from store.domain.statistics.windows import Window


def verdict_rows(session: Session, ids: Sequence[str]) -> dict[str, dict[int, VerdictRow]]:
    """The stored verdicts of the improvements ``ids``, by their id and place."""
    rows_by_id: dict[str, dict[int, VerdictRow]] = {}
    for row in session.scalars(select(VerdictRow).where(VerdictRow.improvement_id.in_(ids))):
        rows_by_id.setdefault(row.improvement_id, {})[row.place] = row
    return rows_by_id


def stands(verdict: Verdict) -> bool:
    """Whether a reading gave a verdict, so that later ones are shown beside it."""
    return verdict.learned or verdict is Verdict.STORY


def stored_readings(
    session: Session,
    rows: Sequence[ImprovementRow],
    measures: Mapping[str, Measure],
    calendar: Calendar,
) -> dict[str, Reading]:
    """The readings of those of ``rows`` whose verdict was read, by id.

    Where a verdict was read first, a later reading stands beside it as `Reading.again`; where
    there was none to stand beside, the later one is the reading.
    """
    closed = {row.id: row for row in rows if row.after_to is not None}
    rows_by_id = verdict_rows(session, list(closed)) if closed else {}
    readings = {}
    for id, places in rows_by_id.items():
        row, measure = closed[id], measures[id]
        if 1 not in places:
            continue
        first = _reading(row, measure, places[1], calendar)
        if 2 in places:
            again = _reading(row, measure, places[2], calendar)
            first = (
                replace(first, again=again, late=places[2].late, reread=again.read_on)
                if stands(first.verdict)
                else replace(again, reread=again.read_on)
            )
        readings[id] = first
    return readings


def _reading(
    row: ImprovementRow, measure: Measure, stored: VerdictRow, calendar: Calendar
) -> Reading:
    assert row.before_from is not None
    assert row.before_to is not None
    assert row.after_from is not None
    assert row.after_to is not None
    cadence = parse_cycle(row.cycle).cadence
    before = _side(measure, Window(row.before_from, row.before_to), stored, "before", cadence.unit)
    after = _side(measure, Window(row.after_from, row.after_to), stored, "after", cadence.unit)
    day = verdict_day(after.window, cadence, None, after.window.last)
    spread = Dispersion(stored.phi, stored.phi_cycles)
    difference = None
    verdict = Verdict(stored.word)
    has_answer = verdict not in (Verdict.NO_BASELINE, Verdict.NOT_ENOUGH_YET)
    if has_answer and before.value is not None and after.value is not None:
        difference = measure.signed(after.value - before.value)
    return Reading(
        verdict=verdict,
        measure=measure,
        before=before,
        after=after,
        difference=difference,
        low=stored.low,
        high=stored.high,
        missing_before=max(0, measure.needed - before.n),
        missing_after=max(0, measure.needed - after.n),
        final=True,
        verdict_on=day.earliest,
        verdict_by=day.latest,
        read_on=calendar.today(stored.read_at),
        rules=stored.rules,
        weeks_differ=_differ(stored, spread),
        phi=stored.phi,
        phi_cycles=stored.phi_cycles,
        bad_start=stored.bad_start,
    )


def _differ(stored: VerdictRow, spread: Dispersion) -> bool | None:
    """The first rules did not look at how much cycles differ."""
    if stored.rules < 2:
        return False
    return spread.more_than_chance if spread.known else None


def _side(measure: Measure, window: Window, stored: VerdictRow, side: str, unit: str) -> Sample:
    if measure.kind is MeasureKind.COUNT:
        return count_sample(window, getattr(stored, f"{side}_figures"), unit)
    n, yes, low = (getattr(stored, f"{side}_{part}") for part in ("n", "yes", "low"))
    share = sample(measure, window, Tally(n=n, yes=yes, promoters=yes, detractors=low))
    asked, answered = getattr(stored, f"{side}_asked"), getattr(stored, f"{side}_answered")
    if asked is None or answered is None:
        return share
    return replace(share, responses=Responses(asked, answered))
