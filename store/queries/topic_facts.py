"""What is known of a touchpoint when it is talked about: what customers said, what was tried."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from store.board.merged_touchpoints import ids_merged_with
from store.common.dataclass import dataclass
from store.db.tables.models import ImprovementRow
from store.domain.stages import STAGES
from store.evidence.evidence import Evidence, Filter, page
from store.journal.seat import Seat
from store.models.improvement import Improvement
from store.queries.evidence.bottlenecks import bottleneck_list
from store.queries.load_improvements import improvements_from
from store.queries.load_snapshot import load_team

TRIED = 2
"""The most improvements told, the newest first."""


@dataclass(frozen=True, slots=True)
class TopicFacts:
    """What is known of one touchpoint."""

    touchpoint_id: str
    quote: Evidence | None
    """The newest words of a customer there."""
    tried: tuple[Improvement, ...]
    """What was picked there before, the newest first."""


def topic_facts(seat: Seat, touchpoint_id: str) -> TopicFacts:
    """What is known of a touchpoint, what was merged into it included."""
    quotes = page(seat, Filter(touchpoint_id=touchpoint_id, quotes=True), limit=1).items
    with seat.read_team() as team:
        rows = team.session.scalars(
            select(ImprovementRow)
            .where(
                ImprovementRow.team_id == seat.team_id,
                ImprovementRow.touchpoint_id.in_(ids_merged_with(touchpoint_id)),
                ImprovementRow.status.in_(("planned", "done")),
            )
            .order_by(ImprovementRow.picked_at.desc())
            .limit(TRIED)
        ).all()
        members = {
            member.id: member
            for member in load_team(team.session, team.row, team.calendar, team.today).members
        }
        tried = improvements_from(
            team.session, rows, members, team.calendar, team.today, team.own_measures
        )
    return TopicFacts(touchpoint_id, quotes[0] if quotes else None, tuple(reversed(tried)))


def missed_everywhere(seat: Seat) -> Mapping[str, float]:
    """Customers missed by touchpoint id, each stage by its own measure, where there are answers
    enough; see `bottleneck_list`."""
    shares: dict[str, float] = {}
    for stage in STAGES:
        for entry in bottleneck_list(seat, None, Filter(stage=stage)).entries:
            if entry.figures.missed is not None:
                shares[entry.figures.touchpoint_id] = entry.figures.missed
    return shares
