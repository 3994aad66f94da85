"""What is known of one touchpoint, for the pane beside the board: its measures over time, how many
customers are missed there, their newest words, what was tried."""

from __future__ import annotations

from sqlalchemy import select

from store.board.merged_touchpoints import ids_merged_with
from store.common.dataclass import dataclass
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.models import ImprovementRow, TouchpointRow
from store.domain.statistics.aggregates import Tally
from store.domain.statistics.bottleneck import Bottleneck, Spot, bottlenecks
from store.domain.statistics.measures import Measure, MeasureKind
from store.evidence.evidence import Evidence, Filter, conditions, evidence_from
from store.journal.seat import Seat, TeamReading
from store.models.improvement import Improvement
from store.queries.evidence.trends import Trend, trends_in
from store.queries.load_improvements import improvements_from
from store.queries.load_snapshot import load_team

CYCLES = 12
"""Cycles looked at."""

WORDS = 3
"""The most quotes, the newest first."""
TRIED = 4
"""The most improvements, the newest first."""
_SHARES = (MeasureKind.RATE, MeasureKind.SCORE)


@dataclass(frozen=True, slots=True)
class TouchpointFacts:
    """What is known of one touchpoint, what was merged into it included."""

    touchpoint_id: str
    trends: tuple[Trend, ...] = ()
    """Every measure with answers there over the last twelve cycles, most answers first."""
    missed: Bottleneck | None = None
    """How many customers are missed there by `missed_by`; None without enough answers."""
    missed_by: Measure | None = None
    words: tuple[Evidence, ...] = ()
    tried: tuple[Improvement, ...] = ()


def touchpoint_facts(seat: Seat, touchpoint_id: str) -> TouchpointFacts:
    """Read all of it in one transaction."""
    with seat.read_team() as team:
        evidence_filter = Filter(touchpoint_id=touchpoint_id)
        recent = [trend.last(CYCLES) for trend in trends_in(team, evidence_filter)]
        answered = [trend for trend in recent if trend.answered]
        trends = tuple(sorted(answered, key=lambda trend: -_answers(trend)))
        measure, missed = _missed(team, touchpoint_id, trends)
        words = _words(team, touchpoint_id)
        return TouchpointFacts(
            touchpoint_id, trends, missed, measure, words, _tried(team, touchpoint_id)
        )


def _answers(trend: Trend) -> int:
    return sum(point.n for point in trend.points)


def _missed(
    team: TeamReading, touchpoint_id: str, trends: tuple[Trend, ...]
) -> tuple[Measure | None, Bottleneck | None]:
    """By the share with the most answers there."""
    trend = next((each for each in trends if each.measure.kind in _SHARES), None)
    if trend is None:
        return None, None
    card = team.session.execute(
        select(TouchpointRow.friction, TouchpointRow.volume).where(
            TouchpointRow.id == touchpoint_id
        )
    ).first()
    if card is None:
        return None, None
    yes = sum(round((point.value or 0) * point.n) for point in trend.points)
    tally = Tally(n=_answers(trend), yes=yes)
    (entry,) = bottlenecks(trend.measure, [Spot(touchpoint_id, card.friction, tally, card.volume)])
    return trend.measure, entry if entry.missed is not None else None


def _words(team: TeamReading, touchpoint_id: str) -> tuple[Evidence, ...]:
    quotes_filter = Filter(touchpoint_id=touchpoint_id, quotes=True)
    rows = team.session.execute(
        select(EvidenceRow, TouchpointRow.text)
        .outerjoin(TouchpointRow, TouchpointRow.id == EvidenceRow.touchpoint_id)
        .where(*conditions(team.row.id, quotes_filter))
        .order_by(EvidenceRow.day.desc(), EvidenceRow.id.desc())
        .limit(WORDS)
    )
    return tuple(evidence_from(row, text) for row, text in rows)


def _tried(team: TeamReading, touchpoint_id: str) -> tuple[Improvement, ...]:
    one = ImprovementRow
    rows = team.session.scalars(
        select(one)
        .where(one.team_id == team.row.id, one.touchpoint_id.in_(ids_merged_with(touchpoint_id)))
        .order_by(one.picked_at.desc(), one.id.desc())
        .limit(TRIED)
    ).all()
    if not rows:
        return ()
    members = load_team(team.session, team.row, team.calendar, team.today).members
    improvements = improvements_from(
        team.session, rows, {each.id: each for each in members}, team.calendar, team.today,
        team.own_measures,
    )  # fmt: skip
    return tuple(reversed(improvements))
