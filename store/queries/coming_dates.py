"""What is to come in a team, each with its day: reviews, improvements due, verdicts, calls."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from store.common.dataclass import dataclass
from store.domain.agenda import AgendaKind
from store.domain.review_due import DueReview
from store.domain.statistics.verdict_words import verdict_on
from store.journal.seat import Seat
from store.models.case import FollowUp, FollowUpKind
from store.models.improvement import Improvement, Status
from store.models.snapshot import Snapshot
from store.models.team import Team
from store.queries.load_snapshot import load_snapshot
from store.queries.today_facts import verdicts_ahead
from store.teams.review_times import coming_reviews

REVIEWS = 12
"""The next reviews that are told."""
_CALL_MINUTES = 15
_WITH_CUSTOMER = {
    FollowUpKind.ASK: "Ask “Did we solve it?”",
    FollowUpKind.CALL: "Call",
    FollowUpKind.REPLY: "Contact the customer",
}


@dataclass(frozen=True, slots=True)
class ComingDate:
    """Something with its day, or with its hour and how long it takes."""

    key: str
    """The same for the same thing whenever it is told."""
    title: str
    words: str
    """More about it, in a line or a few; empty for nothing."""
    day: date
    at: datetime | None = None
    """The instant it begins, in UTC; None: all day."""
    lasts: timedelta = timedelta(0)


def coming_dates(seat: Seat) -> tuple[Team, tuple[ComingDate, ...]]:
    """Read the team, and what is to come in it by its day: the next `REVIEWS` reviews, when each
    planned improvement is due, when verdicts are read, when somebody is due with a customer."""
    snapshot = load_snapshot(seat)
    with seat.read_team() as team:
        now = snapshot.at
        reviews = coming_reviews(team.session, team.row, team.calendar, now, REVIEWS)
        coming = [
            *(_review(snapshot, team.calendar.today(each.at), each) for each in reviews),
            *(_due(each) for each in _planned(snapshot)),
            *(_verdict(each) for each in verdicts_ahead(team)),
            *(
                _with_customer(each, team.calendar.today(each.due_at))
                for each in snapshot.follow_ups
            ),
        ]
    return snapshot.team, tuple(sorted(coming, key=lambda each: (each.day, each.key)))


def _planned(snapshot: Snapshot) -> list[Improvement]:
    by_id = {each.id: each for each in (*snapshot.planned, *snapshot.undecided)}
    return [each for each in by_id.values() if each.status is Status.PLANNED]


def _review(snapshot: Snapshot, day: date, review: DueReview) -> ComingDate:
    team = snapshot.team
    minutes = sum(step.minutes for step in team.agendas[AgendaKind.TEAM])
    return ComingDate(
        f"review-{team.id}-{review.plans.label}",
        f"CARE review, {team.name}",
        f"Plans {review.plans.name}, {review.plans.span}.",
        day,
        review.at,
        timedelta(minutes=minutes),
    )


def _due(improvement: Improvement) -> ComingDate:
    owner = improvement.owner.name if improvement.owner else "nobody yet"
    return ComingDate(
        f"due-{improvement.id}",
        f"Due: {improvement.text}",
        f"{improvement.stage.label}, {owner}, {improvement.cycle.name}.",
        improvement.due,
    )


def _verdict(improvement: Improvement) -> ComingDate:
    assert improvement.reading is not None
    day = verdict_on(improvement.reading)
    assert day is not None
    title = improvement.proof.measure_title if improvement.proof else ""
    return ComingDate(
        f"verdict-{improvement.id}",
        f"Verdict: {improvement.text}",
        f"{improvement.stage.label}, {title}.",
        day,
    )


def _with_customer(follow_up: FollowUp, day: date) -> ComingDate:
    """The customer's own words stay out, as a calendar is seen by others too."""
    owner = f"{follow_up.owner} owns it." if follow_up.owner else "Nobody owns it yet."
    return ComingDate(
        f"{follow_up.kind.value}-{follow_up.case_id}",
        f"{_WITH_CUSTOMER[follow_up.kind]}, case {follow_up.ref}",
        owner,
        day,
        follow_up.due_at,
        timedelta(minutes=_CALL_MINUTES),
    )
