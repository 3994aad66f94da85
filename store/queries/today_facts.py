"""What Today shows beside the snapshot where there is room: the proofs over time, the verdicts
ahead, the newest words of customers."""

from __future__ import annotations

from sqlalchemy import func, select

from store.common.dataclass import dataclass
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.models import ImprovementRow, TouchpointRow
from store.db.tables.verdict_models import VerdictRow
from store.domain.statistics.verdict_words import verdict_on
from store.evidence.evidence import Evidence, Filter, conditions, evidence_from
from store.journal.seat import Seat, TeamReading
from store.models.improvement import Improvement
from store.queries.evidence.trends import Trend, trends_in
from store.queries.load_improvements import improvements_from
from store.queries.load_snapshot import load_team

QUOTES = 8
"""The most quotes read."""
AHEAD = 12
"""The most verdicts ahead, the next first."""


@dataclass(frozen=True, slots=True)
class TodayFacts:
    """What Today shows beside the snapshot, read at once."""

    trends: tuple[Trend, ...] = ()
    """Every measure with answers over the last twelve cycles."""
    ahead: tuple[Improvement, ...] = ()
    """The done improvements whose verdict is still to be read, by its day."""
    quotes: tuple[Evidence, ...] = ()
    """The newest, first."""
    quotes_in_cycle: int = 0
    """How many were given in the running cycle."""


def today_facts(seat: Seat) -> TodayFacts:
    """Read all of it in one transaction; the number of queries hangs on nothing it finds."""
    with seat.read_team() as team:
        return TodayFacts(
            trends_in(team), verdicts_ahead(team), _quotes(team), _quotes_in_cycle(team)
        )


def verdicts_ahead(team: TeamReading) -> tuple[Improvement, ...]:
    """The done improvements whose verdict is still to be read, by its day; `AHEAD` at the most.

    Nothing is read of improvements whose verdict was read, however many they are."""
    one = ImprovementRow
    stored = select(VerdictRow.id).where(VerdictRow.improvement_id == one.id, VerdictRow.place == 1)
    rows = team.session.scalars(
        select(one)
        .where(
            one.team_id == team.row.id,
            one.status == "done",
            one.before_from.is_not(None),
            one.after_to.is_not(None),
            ~stored.exists(),
        )
        .order_by(one.after_to.desc())
        .limit(AHEAD)
    ).all()
    if not rows:
        return ()
    members = load_team(team.session, team.row, team.calendar, team.today).members
    with_readings = improvements_from(
        team.session, rows, {each.id: each for each in members}, team.calendar, team.today,
        team.own_measures,
    )  # fmt: skip
    days = {
        each.id: verdict_on(each.reading)
        for each in with_readings
        if each.reading is not None and not each.reading.final
    }
    coming = [(day, each) for each in with_readings if (day := days.get(each.id)) is not None]
    return tuple(each for _, each in sorted(coming, key=lambda pair: (pair[0], pair[1].id)))


def _quotes(team: TeamReading) -> tuple[Evidence, ...]:
    rows = team.session.execute(
        select(EvidenceRow, TouchpointRow.text)
        .outerjoin(TouchpointRow, TouchpointRow.id == EvidenceRow.touchpoint_id)
        .where(*conditions(team.row.id, Filter(quotes=True)))
        .order_by(EvidenceRow.day.desc(), EvidenceRow.id.desc())
        .limit(QUOTES)
    )
    return tuple(evidence_from(row, text) for row, text in rows)


def _quotes_in_cycle(team: TeamReading) -> int:
    running = team.calendar.running(team.today)
    if running is None:
        return 0
    quotes_filter = Filter(quotes=True, first=running.start)
    counted = select(func.count()).where(*conditions(team.row.id, quotes_filter))
    return team.session.scalar(counted) or 0
