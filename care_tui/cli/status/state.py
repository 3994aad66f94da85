"""What of a team's state is due, overdue or undecided: read from its snapshot."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from care_tui.cli.output import plural
from store.domain.cycle_words import undecided_words
from store.domain.cycles import Cycle
from store.domain.statistics.verdict_words import verdict_on
from store.models.case import FollowUp, FollowUpKind
from store.models.improvement import Improvement, Status
from store.models.snapshot import Snapshot

DUE_WORDS = {
    FollowUpKind.ASK: "ask “Did we solve it?”",
    FollowUpKind.CALL: "call the customer",
    FollowUpKind.REPLY: "contact the customer",
}


def next_plans(snapshot: Snapshot) -> Cycle:
    """The cycle that the next review plans, as Today says it too."""
    return snapshot.review_due.cycle_to_announce(snapshot.at, first=not snapshot.reviews_closed)


def due_follow_ups(snapshot: Snapshot) -> tuple[FollowUp, ...]:
    return tuple(each for each in snapshot.follow_ups if each.due)


def overdue(snapshot: Snapshot) -> list[str]:
    overdue_deeds = []
    due = snapshot.review_due
    if due.overdue:
        overdue_deeds.append(
            f"The review was due on {local_time(snapshot, due.at):%a %Y-%m-%d %H:%M}."
        )
    overdue_deeds += [
        f"Overdue: {each.ref}, {DUE_WORDS[each.kind]}{known_words(each)}."
        for each in due_follow_ups(snapshot)
        if each.overdue
    ]
    return overdue_deeds


def known_words(each: FollowUp) -> str:
    """How long the customer waits, who owns the case, and whom to turn to, as far as known."""
    waiting = f"waiting {plural(each.waiting_days, 'day')}" if each.waiting_days else ""
    stuck = f"if stuck: {each.stuck}" if each.stuck else ""
    known = [part for part in (waiting, each.owner, stuck) if part]
    return f" ({', '.join(known)})" if known else ""


def undecided_improvements(snapshot: Snapshot) -> list[Improvement]:
    """The undecided improvements of cycles that are over, the oldest first."""
    today = local_time(snapshot, snapshot.at).date()
    over = [each for each in snapshot.undecided if each.cycle.end < today]
    return sorted(over, key=lambda each: (each.cycle, each.stage.position))


def still_open(snapshot: Snapshot) -> list[str]:
    """What can still be decided in time, in sentences."""
    today = local_time(snapshot, snapshot.at).date()
    return [
        f"Undecided: {each.stage.label}, {each.text} ({undecided_words(each.cycle, today)})."
        for each in undecided_improvements(snapshot)
        if today <= each.cycle.grace_end
    ]


def local_time(snapshot: Snapshot, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(snapshot.team.zone))


def improvements_of(snapshot: Snapshot, cycle: Cycle | None) -> tuple[Improvement, ...]:
    """The improvements of a cycle that the snapshot shows."""
    return tuple(each for each in snapshot.planned if each.cycle == cycle)


def verdicts_to_come(
    running: tuple[Improvement, ...],
) -> list[tuple[date, Improvement]]:
    """The done improvements whose verdict is still to be read, with its day, the next first."""
    to_come = [
        (day, each)
        for each in running
        if each.status is Status.DONE and each.reading and (day := verdict_on(each.reading))
    ]
    return sorted(to_come, key=lambda pair: (pair[0], pair[1].stage.position, pair[1].id))
