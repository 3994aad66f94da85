"""The bottleneck list: at which touchpoints most customers are missed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from store.board.merged_touchpoints import canonical_id
from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.models import TouchpointRow
from store.domain.stages import Stage
from store.domain.statistics.bottleneck import Bottleneck, Spot, bottlenecks
from store.domain.statistics.measures import MEASURES, Measure, MeasureKind, find_measure
from store.evidence.evidence import Filter, conditions, sums, tally_from
from store.journal.seat import Seat, TeamReading
from store.queries.candidates import LOOKED_BACK

KINDS = (MeasureKind.RATE, MeasureKind.SCORE)
"""Measures that are a share of customers, so that it can be said how many are missed."""


@dataclass(frozen=True, slots=True)
class MissedAt:
    """A touchpoint on the board, and how many customers are missed there."""

    text: str
    stage: Stage
    figures: Bottleneck
    typed: bool
    """Whether the volume is the team's own number a cycle, not the answers counted."""


@dataclass(frozen=True, slots=True)
class BottleneckList:
    """The touchpoints by customers missed, going by one measure over some days."""

    measure: Measure | None
    """None where no rate or score has an answer given at a touchpoint."""
    first: date
    last: date
    entries: tuple[MissedAt, ...] = ()


def bottleneck_list(
    seat: Seat, measure: str | None = None, filter: Filter | None = None
) -> BottleneckList:
    """Where most customers are missed, by ``measure`` (a rate's or score's key).

    Without one it goes by the rate or score with the most answers at those touchpoints. Of
    ``filter`` count the days (without them, the last 12 cycles) and the stage that the
    touchpoints stand in. Raises Refused for a measure that is no share of customers.
    """
    with seat.read_team() as team:
        session = team.session
        days = _days(team, filter or Filter())
        chosen_measure = _chosen(team, seat, days, filter.stage if filter else None, measure)
        assert days.first is not None
        assert days.last is not None
        if chosen_measure is None:
            return BottleneckList(None, days.first, days.last)
        answers = {
            id: tally_from(*figures)
            for id, *figures in session.execute(_sums(seat, days, chosen_measure))
        }
        cards = _cards(session, seat, filter.stage if filter else None)
        spots = [
            Spot(card.id, card.friction, answers.get(card.id, tally_from(0, 0, 0, 0)), card.volume)
            for card in cards
        ]
        by_id = {card.id: card for card in cards}
        entries = []
        for figures in bottlenecks(chosen_measure, spots):
            card = by_id[figures.touchpoint_id]
            typed = card.volume is not None
            entries.append(MissedAt(card.text, Stage(card.stage), figures, typed))
    return BottleneckList(chosen_measure, days.first, days.last, tuple(entries))


def _days(team: TeamReading, filter: Filter) -> Filter:
    calendar, today = team.calendar, team.today
    first = filter.first or calendar.last(LOOKED_BACK, calendar.cycle_at(today))[0].start
    return Filter(first=first, last=filter.last or today)


def _chosen(
    team: TeamReading, seat: Seat, days: Filter, stage: Stage | None, measure: str | None
) -> Measure | None:
    own = team.own_measures
    if measure is not None:
        found_measure = find_measure(measure, own)
        if found_measure.kind not in KINDS:
            raise Refused(
                f"{found_measure.title} is not a share of customers, so it cannot say how many are missed.",
                field="measure",
            )
        return found_measure
    shares = {each.key: each for each in (*MEASURES, *own) if each.kind in KINDS}
    rows = team.session.execute(
        select(EvidenceRow.measure)
        .join(TouchpointRow, TouchpointRow.id == EvidenceRow.touchpoint_id)
        .where(
            *conditions(seat.team_id, days),
            EvidenceRow.measure.in_(shares),
            _any_stage(),
            *([] if stage is None else [TouchpointRow.stage == stage.value]),
        )
        .group_by(EvidenceRow.measure)
        .order_by(func.count().desc(), EvidenceRow.measure)
        .limit(1)
    )
    return next((shares[str(key)] for (key,) in rows), None)


def _any_stage() -> Any:
    """True of all evidence; naming every stage lets the index lead to the days asked for."""
    return EvidenceRow.stage.in_([stage.value for stage in Stage])


def _sums(seat: Seat, days: Filter, measure: Measure) -> Any:
    """Answers added up by the touchpoint that stands on the board for them."""
    touchpoint = aliased(TouchpointRow)
    counted_as = canonical_id(touchpoint)
    filter = replace(days, measure=measure.key)
    return (
        select(counted_as, *sums())
        .join_from(EvidenceRow, touchpoint, touchpoint.id == EvidenceRow.touchpoint_id)
        .where(*conditions(seat.team_id, filter), _any_stage())
        .group_by(counted_as)
    )


def _cards(session: Session, seat: Seat, stage: Stage | None) -> list[TouchpointRow]:
    query = select(TouchpointRow).where(
        TouchpointRow.team_id == seat.team_id, TouchpointRow.archived_at.is_(None)
    )
    if stage is not None:
        query = query.where(TouchpointRow.stage == stage.value)
    rows = session.scalars(query.order_by(TouchpointRow.rank, TouchpointRow.id))
    return sorted(rows, key=lambda row: Stage(row.stage).position)
