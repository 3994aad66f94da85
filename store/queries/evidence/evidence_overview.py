"""What customers say, at one look: each measure, the newest words, the answers by day and place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from store.board.merged_touchpoints import canonical_id
from store.common.dataclass import dataclass
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.models import TouchpointRow
from store.domain.stages import Stage
from store.domain.statistics.aggregates import Tally
from store.domain.statistics.measures import MEASURES, Measure
from store.evidence.evidence import (
    Evidence,
    Filter,
    MeasureDayTally,
    conditions,
    evidence_from,
    sums,
    tally_from,
)
from store.journal.seat import Seat, TeamReading
from store.queries.evidence.trends import Trend, trends_and_days

QUOTES = 16
"""The most quotes read."""
SHOWN_DAYS = 14
"""The days whose quotes are counted."""


@dataclass(frozen=True, slots=True)
class EvidenceDay:
    """One day's answers, added up by stage and measure, and its quotes without an answer."""

    day: date
    tallies: tuple[MeasureDayTally, ...]
    words: int

    @property
    def n(self) -> int:
        """How many answers, plain quotes among them."""
        return sum(each.tally.n for each in self.tallies) + self.words


@dataclass(frozen=True, slots=True)
class PlaceTally:
    """One measure's answers in one stage at one touchpoint, added up."""

    touchpoint_id: str
    text: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class EvidenceOverview:
    """What customers say."""

    measures: Mapping[str, Measure]
    trends: tuple[Trend, ...]
    days: tuple[EvidenceDay, ...]
    """Of the cycles shown, the newest first."""
    places: Mapping[tuple[Stage, str], tuple[PlaceTally, ...]]
    """By stage and measure, the touchpoint with most answers first."""
    quotes: tuple[Evidence, ...]
    """The newest words of customers."""
    quotes_lately: int
    """How many came in the last `SHOWN_DAYS` days."""
    first: date
    """The first day shown."""
    earlier: bool
    """Whether there is evidence from before."""


def evidence_overview(seat: Seat, filter: Filter | None = None) -> EvidenceOverview:
    """Read what customers said within ``filter``; without days in it, in the last 12 cycles."""
    filter = filter or Filter()
    with seat.read_team() as team:
        trends, tallies = trends_and_days(team, filter)
        first = trends[0].points[0].cycle.start if trends else filter.first or date.min
        last = filter.last or team.today
        within = replace(filter, first=first, last=last)
        quotes, lately = _quotes(team, within)
        return EvidenceOverview(
            {each.key: each for each in (*MEASURES, *team.own_measures)},
            trends,
            _by_day(tallies, _words(team, within)),
            _places(team, within),
            quotes,
            lately,
            first,
            _is_earlier(team, filter, first),
        )


def _by_day(
    tallies: tuple[MeasureDayTally, ...], words: Mapping[date, int]
) -> tuple[EvidenceDay, ...]:
    by_day: dict[date, list[MeasureDayTally]] = {day: [] for day in words}
    for each in tallies:
        by_day.setdefault(each.day, []).append(each)
    days = sorted(by_day, reverse=True)
    return tuple(EvidenceDay(day, tuple(by_day[day]), words.get(day, 0)) for day in days)


def _words(team: TeamReading, shown: Filter) -> dict[date, int]:
    """Each day's quotes without an answer."""
    rows = team.session.execute(
        select(EvidenceRow.day, func.count())
        .where(*conditions(team.row.id, shown), EvidenceRow.measure.is_(None))
        .group_by(EvidenceRow.day)
    )
    return {day: count for day, count in rows}


def _quotes(team: TeamReading, shown: Filter) -> tuple[tuple[Evidence, ...], int]:
    quoted = conditions(team.row.id, replace(shown, quotes=True))
    rows = team.session.execute(
        select(EvidenceRow, TouchpointRow.text)
        .outerjoin(TouchpointRow, TouchpointRow.id == EvidenceRow.touchpoint_id)
        .where(*quoted)
        .order_by(EvidenceRow.day.desc(), EvidenceRow.id.desc())
        .limit(QUOTES)
    )
    since = date.fromordinal(max(1, team.today.toordinal() - SHOWN_DAYS + 1))
    lately = team.session.scalar(select(func.count()).where(*quoted, EvidenceRow.day >= since))
    return tuple(evidence_from(row, text) for row, text in rows), lately or 0


def _places(team: TeamReading, within: Filter) -> dict[tuple[Stage, str], tuple[PlaceTally, ...]]:
    """Answers added up by the touchpoint that stands on the board for them."""
    touchpoint = aliased(TouchpointRow)
    counted_as = canonical_id(touchpoint)
    rows = team.session.execute(
        select(EvidenceRow.stage, EvidenceRow.measure, counted_as, *sums())
        .join_from(EvidenceRow, touchpoint, touchpoint.id == EvidenceRow.touchpoint_id)
        .where(
            *conditions(team.row.id, within),
            EvidenceRow.measure.in_([each.key for each in (*MEASURES, *team.own_measures)]),
            EvidenceRow.stage.in_([stage.value for stage in Stage]),
        )
        .group_by(EvidenceRow.stage, EvidenceRow.measure, counted_as)
    ).all()
    names = select(TouchpointRow.id, TouchpointRow.text).where(
        TouchpointRow.id.in_({row[2] for row in rows})
    )
    texts = {id: text for id, text in team.session.execute(names)}
    by_measure: dict[tuple[Stage, str], list[PlaceTally]] = {}
    for stage, measure, id, *figures in rows:
        place_tally = PlaceTally(id, texts.get(id, ""), tally_from(*figures))
        by_measure.setdefault((Stage(stage), str(measure)), []).append(place_tally)
    return {
        key: tuple(sorted(each, key=lambda place_tally: (-place_tally.tally.n, place_tally.text)))
        for key, each in by_measure.items()
    }


def _is_earlier(team: TeamReading, filter: Filter, first: date) -> bool:
    """Whether anything passes ``filter`` from before ``first``."""
    if filter.first is not None or first == date.min:
        return False
    before = replace(filter, last=date.fromordinal(first.toordinal() - 1))
    one_before = select(EvidenceRow.id).where(*conditions(team.row.id, before)).limit(1)
    return team.session.scalar(one_before) is not None
