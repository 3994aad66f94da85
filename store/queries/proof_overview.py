"""The improvements whose proof has something to say."""

from __future__ import annotations

from sqlalchemy import select

from store.common.errors import Refused
from store.db.tables.models import ImprovementRow
from store.domain.cycles import parse_cycle
from store.journal.seat import Seat
from store.models.improvement import Improvement
from store.queries.load_improvements import improvements_from
from store.queries.load_snapshot import load_team

STANDING = ("planned", "done")
"""What a proof is still read for; dropped and carried improvements put no question."""


def proven(seat: Seat, label: str | None = None) -> tuple[Improvement, ...]:
    """Planned and done improvements with a proof, by cycle and stage, each with its reading.

    Of the cycle labelled ``label``, of all cycles without. Raises Refused for a label that is
    none of the team's.
    """
    with seat.read_team() as team:
        session, calendar, today = team.session, team.calendar, team.today
        query = select(ImprovementRow).where(
            ImprovementRow.team_id == seat.team_id,
            ImprovementRow.status.in_(STANDING),
            ImprovementRow.measure.is_not(None),
        )
        if label is not None:
            cycle = parse_cycle(label)
            if not calendar.is_ours(cycle):
                raise Refused(f"{cycle.label} is not one of this team's cycles.", field="cycle")
            query = query.where(ImprovementRow.cycle == cycle.label)
        members = {
            member.id: member for member in load_team(session, team.row, calendar, today).members
        }
        return improvements_from(
            session, session.scalars(query).all(), members, calendar, today, team.own_measures
        )
