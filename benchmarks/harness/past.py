"""Makes a workspace of a team with years of weekly cycles behind it, by bulk inserts.

A year holds the same whatever their number: four improvements a cycle, a review a cycle,
a few skipped stages and weeks, cards that come and go, cases, and evidence that arrives in
weekly imports. It is made up, the same each time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, update

from store.common.clock import SetClock
from store.db.tables.ballot_models import PresentRow
from store.db.tables.base import Base
from store.db.tables.evidence_models import CaseRow, EvidenceRow
from store.db.tables.import_models import ImportRow
from store.db.tables.journal_models import JournalRow, JournalTouchRow
from store.db.tables.models import (
    CycleSkipRow,
    EraRow,
    ImprovementRow,
    StageSkipRow,
    TeamSeqRow,
    TouchpointRow,
)
from store.db.tables.review_models import ReviewRow, VoteTotalRow
from store.domain.agenda import DEFAULT_AGENDAS, AgendaKind, StepKey
from store.domain.cycles import Cadence, Cycle, cycle_of
from store.domain.stages import STAGES
from store.domain.statistics.measures import MeasureKind, find_measure
from store.evidence import evidence
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import Workspace, create_workspace

NOW = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
"""A Thursday; the running cycle is 2026-W47."""
A_YEAR = 10_000
"""Pieces of evidence a year."""
MEMBERS = ("Ana", "Ben", "Cleo", "Dana", "Emil", "Fay")
MEASURES = {
    "connect": ("first-reply", "csat"),
    "assist": ("ces-ease", "first-contact", "csat"),
    "resolve": ("solved-it", "solved-in-target", "count"),
    "enhance": ("nps", "retention"),
}
"""What is measured in each stage; a new improvement takes the next one."""
CARDS = 10
"""Touchpoints that stand in each column; as many a year are archived."""
LOGGED = 40
"""Pieces of evidence of today that are logged one by one by the store itself, so that it holds
what the store keeps as people work."""
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_QUOTE = "The answer came quickly and was clear, though I had to ask for it twice."
_REPORT = (
    "# Acme Support: {name}\n\n" + "- Done: use the customer's name in the first reply.\n" * 60
)


@dataclass
class _Past:
    """The rows under way, by table."""

    team: str
    members: list[str]
    weeks: list[Cycle]
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    rows: dict[type[Base], list[dict[str, Any]]] = field(default_factory=dict)
    seq: int = 1
    made: int = 0

    def add(self, table: type[Base], **values: Any) -> str:
        """Add one row; its id."""
        self.made += 1
        id = f"{self.made:012x}"
        kept = {"id": id, "version": 1} if "version" in table.__table__.columns else {}
        self.rows.setdefault(table, []).append({**kept, **values})
        return id

    def journal(self, kind: str, at: datetime, entity: str, id: str) -> None:
        """Add what the journal says of a change to one row."""
        self.seq += 1
        image = {"entity": entity, "id": id, "before": None, "after": {"text": "Something"}}
        here = {"team_id": self.team, "seq": self.seq}
        self.rows.setdefault(JournalRow, []).append(
            {
                **here,
                "kind": kind,
                "what": "Changed something",
                "changes": [image],
                "by": self.chance.choice(self.members),
                "at": at,
                "sitting": "years",
                "undoable": True,
            }
        )
        self.rows.setdefault(JournalTouchRow, []).append(
            {**here, "entity": entity, "entity_id": id}
        )


def make_past(place: Path, years: int, evidence_a_year: int = A_YEAR) -> Workspace:
    """A workspace at ``place`` with one team and ``years`` of weekly cycles, still open."""
    workspace = create_workspace(place, SetClock(NOW), durable=False)
    new = NewTeam("Acme Support", zone="Europe/Berlin", members=MEMBERS)
    team = create_team(workspace, new)
    members = [each.id for each in load_snapshot(Seat(workspace, team.id)).team.members]
    running = cycle_of(NOW.date(), Cadence.WEEKLY)
    first = running.start - _WEEK * (52 * years)
    weeks = [Cycle(Cadence.WEEKLY, first + _WEEK * n) for n in range(52 * years + 1)]
    past = _Past(team.id, members, weeks)
    cards = _touchpoints(past, years)
    _cycles(past, cards)
    _evidence(past, cards, evidence_a_year * years)
    _cases(past)
    with workspace.writing() as session:
        for table in Base.metadata.sorted_tables:
            rows = next((r for t, r in past.rows.items() if t.__table__ is table), [])
            if rows:
                session.execute(insert(table), rows)
        session.execute(update(EraRow).values(first_day=first))
        session.execute(update(TeamSeqRow).values(seq=past.seq))
    seat = Seat(workspace, team.id, members[0])
    for number in range(LOGGED):
        stage = STAGES[number % len(STAGES)]
        evidence.log(seat, stage, measure=MEASURES[stage.value][0], value=number % 2)
    return workspace


def _at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def _touchpoints(past: _Past, years: int) -> dict[str, list[str]]:
    """The cards that stand, by stage, and those archived over the years."""
    cards: dict[str, list[str]] = {}
    for stage in STAGES:
        for number in range(CARDS * (1 + years)):
            stands = number < CARDS
            day = past.weeks[0].start if stands else past.weeks[-1 - 5 * (number // CARDS)].start
            id = past.add(
                TouchpointRow,
                team_id=past.team,
                stage=stage.value,
                rank=f"{number:06d}",
                text=f"{stage.label} touchpoint {number}",
                notes="What we know of it.",
                channel="phone",
                friction=number % 4,
                feeling="",
                author_id=past.chance.choice(past.members),
                made_at=_at(day),
                archived_at=None if stands else _at(day, 15),
            )
            past.journal("card-added", _at(day), "touchpoint", id)
            if stands:
                cards.setdefault(stage.value, []).append(id)
    return cards


def _cycles(past: _Past, cards: dict[str, list[str]]) -> None:
    for number, cycle in enumerate(past.weeks):
        if number % 26 == 25 and cycle is not past.weeks[-1]:
            past.add(CycleSkipRow, team_id=past.team, cycle=cycle.label, reason="Holiday")
            continue
        _review(past, cycle, cards, late=number % 23 == 11)
        for place, stage in enumerate(STAGES):
            if (number + place) % 17 == 5:
                values = {"stage": stage.value, "cycle": cycle.label, "reason": "No time"}
                past.add(StageSkipRow, team_id=past.team, **values)
            else:
                _improvement(past, number, cycle, stage.value, cards[stage.value])


def _review(past: _Past, cycle: Cycle, cards: dict[str, list[str]], *, late: bool) -> None:
    opened = _at(cycle.start - 3 * _DAY if not late else cycle.end + _DAY, 14)
    opened = min(opened, NOW - timedelta(hours=2))
    closed = opened + timedelta(minutes=45)
    steps = [[step.key.value, step.minutes] for step in DEFAULT_AGENDAS[AgendaKind.TEAM]]
    id = past.add(
        ReviewRow,
        team_id=past.team,
        planned=cycle.label,
        kind=AgendaKind.TEAM.value,
        steps=steps,
        step_index=len(steps) - 1,
        spent={key: [240.0, 0] for key, _ in steps},
        lead_id=past.members[0],
        opened_at=opened,
        closed_at=closed,
        first_closed_at=closed,
        revealed=[StepKey.MAP.value, StepKey.FOCUS.value],
        mood_count=5,
        mood_mean=3.8,
        rating_count=5,
        rating_mean=4.2,
        next_review=closed + _WEEK,
        report=_REPORT.format(name=cycle.name),
    )
    for member in past.members[:5]:
        past.rows.setdefault(PresentRow, []).append({"review_id": id, "member_id": member})
    for ids in cards.values():
        for card in ids[:3]:
            voted = {"review_id": id, "touchpoint_id": card, "votes": past.chance.randrange(1, 6)}
            past.add(VoteTotalRow, team_id=past.team, **voted)
    past.journal("review-closed", closed, "review", id)


def _improvement(past: _Past, number: int, cycle: Cycle, stage: str, cards: list[str]) -> None:
    offered = MEASURES[stage]
    measure = find_measure(offered[number % len(offered)])
    counted = measure.kind is MeasureKind.COUNT
    length = 6 if counted else 3 if measure.needed > 10 else 1
    done = number % 9 != 4 and cycle is not past.weeks[-1]
    running = cycle is past.weeks[-1]
    done_on = cycle.start + timedelta(days=number % 5)
    after_from = done_on + _DAY
    id = past.add(
        ImprovementRow,
        team_id=past.team,
        stage=stage,
        cycle=cycle.label,
        text=f"One small change for {stage}, number {number}",
        touchpoint_id=cards[number % len(cards)],
        owner_id=past.chance.choice(past.members),
        due=cycle.end,
        status="planned" if running else "done" if done else "dropped",
        done_on=done_on if done else None,
        decided_at=_at(done_on, 16) if not running else None,
        late=False,
        reason="" if done or running else "Something else came up",
        measure=measure.key,
        touchpoint_only=number % 6 == 1 and not counted,
        before_from=cycle.start - length * _WEEK,
        before_to=cycle.start - _DAY,
        after_days=7 * length,
        after_from=after_from if done else None,
        after_to=after_from + timedelta(days=7 * length - 1) if done else None,
        target=None,
        picked_at=_at(cycle.start - 3 * _DAY, 14),
    )
    past.journal("improvement-picked", _at(cycle.start - 3 * _DAY, 14), "improvement", id)
    if not running:
        past.journal("improvement-decided", _at(done_on, 16), "improvement", id)


def _evidence(past: _Past, cards: dict[str, list[str]], many: int) -> None:
    """Answers spread evenly over the weeks, each week's in one import."""
    kinds = [(s, key) for s, keys in MEASURES.items() for key in keys if key != "count"]
    days = [day for day in _days(past.weeks[0].start - 12 * _WEEK, NOW.date())]
    batches: dict[date, str] = {}
    for number in range(many):
        day = days[number * len(days) // many]
        monday = day - timedelta(days=day.weekday())
        came = min(_at(monday + _WEEK, 8), NOW)
        if monday not in batches:
            file = {"file": f"answers-{monday}.csv", "rows": 190, "made_at": came}
            batches[monday] = past.add(ImportRow, team_id=past.team, withdrawn=False, **file)
            past.journal("feedback-imported", came, "import_batch", batches[monday])
        stage, key = kinds[number % len(kinds)]
        _answer(past, stage, key, day, came, batches[monday], cards[stage], number)
    for monday, batch in batches.items():
        _answer(past, "resolve", "count", monday, _at(monday), batch, cards["resolve"], 0)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _DAY


def _answer(
    past: _Past,
    stage: str,
    key: str,
    day: date,
    came: datetime,
    batch: str,
    cards: list[str],
    number: int,
) -> None:
    measure = find_measure(key)
    chance = past.chance
    if measure.kind is MeasureKind.RATE:
        value = float(chance.random() < 0.7)
    else:
        value = float(chance.randint(int(measure.low or 0), int(measure.high or 40)))
    yes, low = evidence.counts_for(measure, value)
    past.add(
        EvidenceRow,
        team_id=past.team,
        stage=stage,
        touchpoint_id=chance.choice(cards) if number % 4 else None,
        measure=key,
        value=value,
        yes=yes,
        low=low,
        quote=f"{_QUOTE} ({number})" if number % 3 == 0 else "",
        day=day,
        source="Survey",
        import_id=batch,
        fingerprint=f"{past.made:064x}",
        withdrawn=False,
        erased=False,
        made_at=came,
    )


def _cases(past: _Past) -> None:
    """Five cases a week, settled but for the last week's."""
    for cycle in past.weeks:
        settled = cycle is not past.weeks[-1]
        for number in range(5):
            ref = f"T-{cycle.label}-{number}"
            opened = _at(cycle.start)
            past.add(
                CaseRow,
                team_id=past.team,
                ref=ref,
                ref_key=ref.lower(),
                subject="Cannot log in",
                stage="resolve",
                opened_at=opened,
                interactions=2,
                last_interaction_at=opened,
                called_at=None,
                solved_at=opened + _DAY,
                answered_at=opened + 3 * _DAY if settled else None,
                answer=True if settled else None,
            )
