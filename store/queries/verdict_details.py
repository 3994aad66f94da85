"""The evidence behind an improvement's verdict."""

from __future__ import annotations

from store.common.dataclass import dataclass
from store.common.errors import NotFound
from store.db.tables.models import ImprovementRow
from store.domain.statistics.windows import Window
from store.evidence.evidence import Evidence, Filter, page
from store.journal.seat import Seat
from store.models.improvement import Improvement
from store.queries.load_improvements import improvements_from
from store.queries.load_snapshot import load_team

SHOWN = 200
"""The most pieces of evidence read for one window."""


@dataclass(frozen=True, slots=True)
class VerdictDetails:
    """An improvement, and the evidence in its proof's two windows, newest first in each."""

    improvement: Improvement
    before: tuple[Evidence, ...]
    after: tuple[Evidence, ...]
    """Empty while the improvement is not done."""


def load_verdict_details(seat: Seat, improvement_id: str) -> VerdictDetails:
    """Read an improvement with the evidence its reading rests on, at most `SHOWN` a window.

    Raises NotFound when it is not there any more.
    """
    with seat.read_team() as team:
        session, calendar, today = team.session, team.calendar, team.today
        row = session.get(ImprovementRow, improvement_id)
        if row is None or row.team_id != seat.team_id:
            raise NotFound("This improvement is not there any more.")
        members = {
            member.id: member for member in load_team(session, team.row, calendar, today).members
        }
        (improvement,) = improvements_from(
            session, [row], members, calendar, today, team.own_measures
        )
        touchpoint = row.touchpoint_id if row.touchpoint_only else None
    reading = improvement.reading
    if reading is None:
        return VerdictDetails(improvement, (), ())

    def inside(window: Window) -> tuple[Evidence, ...]:
        evidence_filter = Filter(
            stage=improvement.stage,
            measure=reading.measure.key,
            touchpoint_id=touchpoint,
            first=window.first,
            last=window.last,
        )
        return page(seat, evidence_filter, limit=SHOWN).items

    after = inside(reading.after.window) if reading.after else ()
    return VerdictDetails(improvement, inside(reading.before.window), after)
