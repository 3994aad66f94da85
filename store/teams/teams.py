"""Making and setting up teams: members, cadence, review time, agenda, own measures, skips."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Sequence
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from store.common.dataclass import dataclass
from store.common.errors import AlreadyThere, Refused, WrongValue
from store.common.text import fold_key
from store.common.text_input import required_text
from store.db.custom_measures import load_own_measures
from store.db.tables.models import EraRow, MeasureRow, MemberRow, TeamRow, TeamSeqRow
from store.domain.agenda import (
    DEFAULT_AGENDAS,
    AgendaKind,
    Step,
    StepKey,
    check_steps,
    move_step,
)
from store.domain.calendar import Calendar, Era
from store.domain.cycles import Cadence, cycle_of, parse_zone
from store.domain.statistics.measures import (
    Better,
    CountKind,
    Measure,
    MeasureKind,
    Missing,
    PerCycle,
)
from store.domain.statistics.own_measures import own_measure
from store.journal import journal
from store.journal.seat import Change, Seat
from store.teams.cadence import change_cadence
from store.teams.review_rules import check_no_cards_wait, steps_of
from store.workspace.workspace import TeamRef, Workspace

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
    review_week: str | None = None
    """Of a monthly team: ``first`` or ``last``, which it is where nothing is said."""
    members: tuple[str, ...] = ()


def parse_weekday(text: str) -> int:
    """0 for Monday to 6 for Sunday, from an English day name or its first three letters.

    Raises Refused for anything else.
    """
    day_name = text.strip().casefold()
    for number, name in enumerate(WEEKDAYS):
        if day_name in (name.casefold(), name[:3].casefold()):
            return number
    raise WrongValue(f"“{text.strip()}” is not a weekday such as Friday.", field="review_day")


def parse_time(text: str) -> time:
    """A time of day from ``HH:MM``. Raises Refused for anything else."""
    hours, colon, minutes = text.strip().partition(":")
    digits = bool(colon) and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2
    if digits and int(hours) < 24 and int(minutes) < 60:
        return time(int(hours), int(minutes))
    raise WrongValue(f"“{text.strip()}” is not a time such as 15:00.", field="review_time")


def parse_cadence(text: str) -> Cadence:
    """``weekly`` or ``monthly``. Raises Refused for anything else."""
    try:
        return Cadence(text.strip().casefold())
    except ValueError:
        raise WrongValue(
            f"A cadence is weekly or monthly, not “{text.strip()}”.", field="cadence"
        ) from None


def create_team(workspace: Workspace, new: NewTeam) -> TeamRef:
    """Make a team with its members, all or nothing.

    Raises Refused for an empty name, a second team or member of the same name, a zone that
    does not exist, a review week of a weekly team.
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
        review_week=_week(new.review_week, {new.cadence}),
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
            raise Refused(f"“{name}” is named twice. Members need different names.", field="member")
        rows[key] = MemberRow(
            id=workspace.new_id(), team_id=team_id, name=name, name_key=key, joined_on=today
        )
    return list(rows.values())


def _check_team_name(rows: Sequence[TeamRow], name: str, own_id: str | None) -> None:
    for row in rows:
        if row.name_key == fold_key(name) and row.id != own_id:
            raise _name_taken(row.name)


def _name_taken(name: str) -> Refused:
    return Refused(f"There is a team “{name}” already. Choose another name.", field="name")


def _week(text: str | None, cadences: Collection[Cadence | None]) -> str:
    week = (text or "last").strip().casefold()
    if week not in ("first", "last"):
        raise WrongValue("A monthly review is in the first or the last week.", field="review_week")
    if text is not None and Cadence.MONTHLY not in cadences:
        raise WrongValue(
            "A weekly team reviews every week: “first” and “last” are for monthly teams.",
            field="review_week",
        )
    return week


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
    asks_question: bool | None = None,
    seen: int | None = None,
) -> None:
    """Change what is not None. Conflict is raised when the settings changed since version ``seen``.

    A new cadence waits for the running cycle's end, and for the last cycle with plans in it.
    Raises Refused for a name that is taken, a zone that does not exist, a reply target
    outside 1 to 720 hours, a review week of a team that stays weekly.
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
            ahead = {each.cadence for each in change.calendar.stretches(change.today)}
            team.review_week = _week(review_week, {*ahead, cadence})
        if review_time is not None:
            team.review_time = f"{review_time:%H:%M}"
        if reply_target_hours is not None:
            if not 1 <= reply_target_hours <= 720:
                raise WrongValue("A reply target is 1 to 720 hours.", field="reply_target_hours")
            team.reply_target_hours = reply_target_hours
        if show_authors is not None:
            if show_authors and not team.show_authors:
                check_no_cards_wait(change)
            team.show_authors = show_authors
        if asks_question is not None:
            team.asks_question = asks_question
        if cadence is not None:
            change_cadence(change, cadence)
        change.set_summary("Changed the team's settings")


def set_agenda(
    seat: Seat, kind: AgendaKind, steps: Sequence[Step], *, seen: int | None = None
) -> None:
    """Give the team's ``kind`` of review these steps and time boxes.

    Raises Refused if unfit, Conflict when the team's settings changed since version ``seen``.
    """
    checked = check_steps(steps)
    with seat.change("agenda-set") as change:
        change.check_seen(change.team, seen, "team")
        _keep_agenda(change, kind, checked)


def move_agenda_step(seat: Seat, kind: AgendaKind, key: StepKey, by: int) -> None:
    """Move a step of the team's ``kind`` of review ``by`` places. Raises Refused where Focus
    would come before Map, or anything after Close."""
    with seat.change("agenda-set") as change:
        _keep_agenda(change, kind, move_step(steps_of(change.team.agendas, kind), key, by))


def _keep_agenda(change: Change, kind: AgendaKind, steps: tuple[Step, ...]) -> None:
    """Store what differs from the default, so that a new default reaches who never changed it."""
    own = {key: value for key, value in change.team.agendas.items() if key != kind.value}
    if steps != DEFAULT_AGENDAS[kind]:
        own[kind.value] = [[step.key.value, step.minutes] for step in steps]
    change.team.agendas = own
    change.set_summary(f"Changed the {kind.value} agenda")


def add_measure(
    seat: Seat,
    key: str,
    *,
    kind: MeasureKind,
    better: Better,
    threshold: float | None = None,
    per_cycle: PerCycle | None = None,
    counts: CountKind | None = None,
    missing: Missing | None = None,
) -> Measure:
    """Give the team a measure of its own. Raises Refused when unfit or the key is taken."""
    measure = own_measure(
        key,
        kind,
        better,
        threshold=threshold,
        per_cycle=per_cycle,
        counts=counts,
        missing=missing,
    )
    with seat.change("measure-added") as change:
        measures = load_own_measures(change.session, change.team.id)
        there = next((other for other in measures if other.key == measure.key), None)
        if there is not None and there == measure:
            raise AlreadyThere(f"The team has a measure “{measure.key}” already.", field="key")
        if there is not None:
            raise Refused(
                f"The team has a measure “{measure.key}” already, but another one.",
                field="key",
            )
        change.session.add(
            MeasureRow(
                id=change.new_id(),
                team_id=change.team.id,
                key=measure.key,
                kind=kind.value,
                better=better.value,
                threshold=threshold,
                per_cycle=measure.per_cycle.value,
                counts=counts.value if counts is not None else None,
                missing=measure.missing.value,
            )
        )
        change.set_summary(f"Added the measure {measure.key}")
    return measure


def set_counts(
    seat: Seat, key: str, counts: CountKind | None = None, missing: Missing | None = None
) -> Measure:
    """Say whether a count of the team's own is events or a state, and what a cycle without an
    entry means. Raises Refused for any other measure."""
    with seat.change("measure-set") as change:
        row = change.session.scalar(
            select(MeasureRow).where(MeasureRow.team_id == change.team.id, MeasureRow.key == key)
        )
        if row is None or row.kind != MeasureKind.COUNT:
            raise Refused(f"“{key}” is not a count of the team's own.", field="measure")
        if counts is not None:
            row.counts = counts.value
        if missing is not None:
            row.missing = missing.value
        change.set_summary(f"Set what {key} counts")
    with seat.reading() as session:
        own = load_own_measures(session, seat.team_id)
    return next(each for each in own if each.key == key)
