"""Making and setting up teams: members, cadence, review time, agenda, own measures, skips."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from store import journal
from store.cadence import change_cadence
from store.db.models import CycleSkipRow, EraRow, MeasureRow, MemberRow, TeamRow, TeamSeqRow
from store.errors import Refused
from store.own_measures import load_own_measures
from store.planning import check_within_a_year
from store.practice.agenda import AgendaKind, Step, check_steps
from store.practice.cycles import (
    Cadence,
    Calendar,
    Cycle,
    Era,
    cycle_of,
    parse_cycle,
    parse_zone,
)
from store.practice.measures import Better, Measure, MeasureKind, PerCycle, own_measure
from store.practice.momentum import missed_skips
from store.review_rules import open_row
from store.seat import Change, Seat
from store.text import fold_key, required_text
from store.workspace import TeamRef, Workspace

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NAME_LIMIT = 80


@dataclass(frozen=True, slots=True)
class NewTeam:
    """What a team starts with."""

    name: str
    cadence: Cadence = Cadence.WEEKLY
    zone: str = "UTC"
    review_weekday: int = 4
    review_time: time = time(15, 0)
    review_week: str = "last"
    members: tuple[str, ...] = ()


def parse_weekday(text: str) -> int:
    """0 for Monday to 6 for Sunday, from an English day name or its first three letters.

    Raises Refused for anything else.
    """
    wanted = text.strip().casefold()
    for number, name in enumerate(WEEKDAYS):
        if wanted in (name.casefold(), name[:3].casefold()):
            return number
    raise Refused(f"“{text.strip()}” is not a weekday such as Friday.", field="review_day")


def parse_time(text: str) -> time:
    """A time of day from ``HH:MM``. Raises Refused for anything else."""
    hours, colon, minutes = text.strip().partition(":")
    digits = bool(colon) and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2
    if digits and int(hours) < 24 and int(minutes) < 60:
        return time(int(hours), int(minutes))
    raise Refused(f"“{text.strip()}” is not a time such as 15:00.", field="review_time")


def parse_cadence(text: str) -> Cadence:
    """``weekly`` or ``monthly``. Raises Refused for anything else."""
    try:
        return Cadence(text.strip().casefold())
    except ValueError:
        raise Refused(
            f"“{text.strip()}” is not a cadence; it is weekly or monthly.", field="cadence"
        ) from None


def create_team(workspace: Workspace, new: NewTeam) -> TeamRef:
    """Make a team with its members, all or nothing.

    Raises Refused for an empty name, a second team or member of the same name, a zone that
    does not exist.
    """
    name = required_text(new.name, "A team's name", "name", NAME_LIMIT)
    zone = parse_zone(new.zone)
    now = workspace.clock.now()
    team = TeamRow(
        id=workspace.new_id(),
        name=name,
        name_key=fold_key(name),
        zone=zone,
        review_weekday=new.review_weekday,
        review_week=_week(new.review_week),
        review_time=f"{new.review_time:%H:%M}",
        reply_target_hours=24,
        show_authors=False,
        agendas={},
        made_at=now,
    )
    today = Calendar(zone, (Era(new.cadence, now.date()),)).today(now)
    with _one_of_a_name(name), workspace.writing() as session:
        _check_team_name(session.scalars(select(TeamRow)).all(), name, None)
        session.add(team)
        session.add(
            EraRow(
                id=workspace.new_id(),
                team_id=team.id,
                cadence=new.cadence.value,
                first_day=cycle_of(today, new.cadence).start,
            )
        )
        for member in _new_members(new.members, team.id, today, workspace):
            session.add(member)
        entry = journal.Entry(
            "team-created", f"Made the team {name}", journal.images(session), undoable=False
        )
        session.flush()
        session.add(TeamSeqRow(team_id=team.id, seq=1))
        journal.write(Change(session, Seat(workspace, team.id), team, now), 1, entry)
        return TeamRef(team.id, name)


@contextlib.contextmanager
def _one_of_a_name(name: str) -> Iterator[None]:
    """Says what it means that somebody made a team of this name a moment before."""
    try:
        yield
    except IntegrityError:
        raise _name_taken(name) from None


def _new_members(
    names: Sequence[str], team_id: str, today: date, workspace: Workspace
) -> list[MemberRow]:
    rows: dict[str, MemberRow] = {}
    for text in names:
        name = required_text(text, "A member's name", "member", NAME_LIMIT)
        key = fold_key(name)
        if key in rows:
            raise Refused(f"“{name}” is named twice; members need different names.", field="member")
        rows[key] = MemberRow(
            id=workspace.new_id(), team_id=team_id, name=name, name_key=key, joined_on=today
        )
    return list(rows.values())


def _check_team_name(rows: Sequence[TeamRow], name: str, own_id: str | None) -> None:
    for row in rows:
        if row.name_key == fold_key(name) and row.id != own_id:
            raise _name_taken(row.name)


def _name_taken(name: str) -> Refused:
    return Refused(f"There is a team “{name}” already; choose another name.", field="name")


def _week(text: str) -> str:
    wanted = text.strip().casefold()
    if wanted not in ("first", "last"):
        raise Refused("A monthly review is in the first or the last week.", field="review_week")
    return wanted


def set_team(
    seat: Seat,
    *,
    name: str | None = None,
    cadence: Cadence | None = None,
    zone: str | None = None,
    review_weekday: int | None = None,
    review_week: str | None = None,
    review_time: time | None = None,
    reply_target_hours: int | None = None,
    show_authors: bool | None = None,
    seen: int | None = None,
) -> None:
    """Change what is not None. Conflict is raised when the settings changed since version ``seen``.

    A new cadence waits for the running cycle's end, and for the last cycle with plans in it.
    Raises Refused for a name that is taken, a zone that does not exist, a reply target
    outside 1 to 720 hours.
    """
    with seat.change("team-set") as change:
        team = change.team
        change.check_seen(team, seen, "team")
        if name is not None:
            cleaned = required_text(name, "A team's name", "name", NAME_LIMIT)
            _check_team_name(change.session.scalars(select(TeamRow)).all(), cleaned, team.id)
            team.name, team.name_key = cleaned, fold_key(cleaned)
        if zone is not None:
            team.zone = parse_zone(zone)
        if review_weekday is not None:
            team.review_weekday = review_weekday
        if review_week is not None:
            team.review_week = _week(review_week)
        if review_time is not None:
            team.review_time = f"{review_time:%H:%M}"
        if reply_target_hours is not None:
            if not 1 <= reply_target_hours <= 720:
                raise Refused("A reply target is 1 to 720 hours.", field="reply_target_hours")
            team.reply_target_hours = reply_target_hours
        if show_authors is not None:
            team.show_authors = show_authors
        if cadence is not None:
            change_cadence(change, cadence)
        change.say("Changed the team's settings")


def set_agenda(
    seat: Seat, kind: AgendaKind, steps: Sequence[Step], *, seen: int | None = None
) -> None:
    """Give the team's ``kind`` of review these steps and time boxes.

    Raises Refused if unfit, Conflict when the team's settings changed since version ``seen``.
    """
    checked = check_steps(steps)
    with seat.change("agenda-set") as change:
        change.check_seen(change.team, seen, "team")
        kept = {
            **change.team.agendas,
            kind.value: [[step.key.value, step.minutes] for step in checked],
        }
        change.team.agendas = kept
        change.say(f"Changed the {kind.value} agenda")


def add_measure(
    seat: Seat,
    key: str,
    *,
    kind: MeasureKind,
    better: Better,
    threshold: float | None = None,
    per_cycle: PerCycle | None = None,
) -> Measure:
    """Give the team a measure of its own. Raises Refused when unfit or the key is taken."""
    measure = own_measure(key, kind, better, threshold=threshold, per_cycle=per_cycle)
    with seat.change("measure-added") as change:
        own = load_own_measures(change.session, change.team.id)
        if any(other.key == measure.key for other in own):
            raise Refused(f"The team has a measure “{measure.key}” already.", field="key")
        change.session.add(
            MeasureRow(
                id=change.new_id(),
                team_id=change.team.id,
                key=measure.key,
                kind=kind.value,
                better=better.value,
                threshold=threshold,
                per_cycle=measure.per_cycle.value,
            )
        )
        change.say(f"Added the measure {measure.key}")
    return measure


def skip_cycle(seat: Seat, label: str | None, reason: str) -> tuple[Cycle, str | None]:
    """Skip a whole cycle (the running one without ``label``); it, and a warning or None.

    It freezes the streak at most twice in any eight cycles; a third is accepted, warned of,
    and counts as a miss. Raises Refused when the cycle has ended, is not the team's, is
    skipped already, is planned by the open review, or is more than a year ahead.
    """
    cleaned = required_text(reason, "The reason", "reason")
    with seat.change("cycle-skipped") as change:
        calendar = change.calendar
        cycle = parse_cycle(label) if label else calendar.running(change.today)
        if cycle is None:
            raise Refused("No cycle runs today; name the one to skip.", field="cycle")
        if not calendar.is_ours(cycle):
            raise Refused(
                f"{cycle.label} is not one of this team's cycles; {calendar.cycle_at(change.today).label}"
                " is the running one.",
                field="cycle",
            )
        if cycle.end < change.today:
            raise Refused(
                f"{cycle.label} has ended; a cycle is skipped before its end.", field="cycle"
            )
        if calendar.is_skipped(cycle):
            raise Refused(f"{cycle.label} is skipped already.", field="cycle")
        check_within_a_year(change, cycle, "cycle")
        review = open_row(change)
        if review is not None and review.planned == cycle.label:
            raise Refused(
                f"The open review plans {cycle.label}; close it first, or skip another cycle.",
                field="cycle",
            )
        change.session.add(
            CycleSkipRow(
                id=change.new_id(), team_id=change.team.id, cycle=cycle.label, reason=cleaned
            )
        )
        change.say(f"Skipped {cycle.name}: {cleaned}")
        return cycle, _skip_warning(calendar, cycle, cleaned)


def _skip_warning(calendar: Calendar, cycle: Cycle, reason: str) -> str | None:
    """What to say of a skip of ``cycle`` that makes one, itself or a later one, a miss."""
    era = calendar.era_of(cycle)
    after = replace(calendar, skips={**calendar.skips, cycle.label: reason})
    misses = missed_skips(after, era) - missed_skips(calendar, era)
    if not misses:
        return None
    return f"{min(misses)} is the third skipped cycle in eight: it counts as a miss."
