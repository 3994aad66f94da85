"""The improvements whose proof has something to say."""

from __future__ import annotations

from sqlalchemy import select

from store.calendars import load_calendar
from store.db.models import ImprovementRow, TeamRow
from store.errors import NotFound, Refused
from store.load import load_team
from store.load_improvements import improvements_from
from store.own_measures import load_own_measures
from store.practice.cycles import parse_cycle
from store.seat import Seat
from store.snapshot import Improvement

STANDING = ("planned", "done")
"""What a proof is still read for; dropped and carried improvements put no question."""


def proven(seat: Seat, label: str | None = None) -> tuple[Improvement, ...]:
    """Planned and done improvements with a proof, by cycle and stage, each with its reading.

    Of the cycle labelled ``label``, of all cycles without. Raises Refused for a label that is
    none of the team's.
    """
    with seat.reading() as session:
        team = session.get(TeamRow, seat.team_id)
        if team is None:
            raise NotFound("This team is not in the workspace any more.")
        calendar = load_calendar(session, team)
        today = calendar.today(seat.now)
        query = select(ImprovementRow).where(
            ImprovementRow.team_id == team.id,
            ImprovementRow.status.in_(STANDING),
            ImprovementRow.measure.is_not(None),
        )
        if label is not None:
            cycle = parse_cycle(label)
            if not calendar.is_ours(cycle):
                raise Refused(f"{cycle.label} is not one of this team's cycles.", field="cycle")
            query = query.where(ImprovementRow.cycle == cycle.label)
        members = {member.id: member for member in load_team(session, team, today).members}
        own = load_own_measures(session, team.id)
        return improvements_from(
            session, session.scalars(query).all(), members, calendar, today, own
        )
