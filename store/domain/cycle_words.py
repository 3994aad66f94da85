"""What is said of a team's cycles: which run when, and when its reviews are due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from store.domain.calendar import Calendar, Stretch
from store.domain.cycles import Cadence, Cycle, full_day_words
from store.domain.review_due import AroundSkip, DueReview

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def cycles_ahead(stretches: Sequence[Stretch]) -> str:
    """Which cycles run on which days, a sentence for each stretch."""
    first, *later = stretches
    if not later and first.cadence is not None:
        return f"The cycles are {first.cadence}."
    return " ".join([_first(first), *map(_later, later)])


def _first(stretch: Stretch) -> str:
    assert stretch.last_day is not None
    last = full_day_words(stretch.last_day)
    if stretch.cadence is None:
        return f"No cycle runs until {last}."
    return f"The {stretch.cadence} cycles go on until {last}."


def _later(stretch: Stretch) -> str:
    first = full_day_words(stretch.first_day)
    if stretch.last_day is None:
        return f"The {stretch.cadence} cycles begin on {first}."
    last = full_day_words(stretch.last_day)
    if stretch.cadence is not None:
        return f"The {stretch.cadence} cycles run from {first} to {last}."
    if stretch.first_day == stretch.last_day:
        return f"No cycle runs on {first}."
    return f"No cycle runs from {first} to {last}."


def cadence_words(stretches: Sequence[Stretch]) -> str:
    """The same in short: ``weekly until 9 Aug 2026, monthly from 1 Sep 2026``."""
    first = stretches[0]
    words = [str(first.cadence or "no cycle")]
    if first.last_day is not None:
        words[0] += f" until {full_day_words(first.last_day)}"
    words += [
        f"{each.cadence} from {full_day_words(each.first_day)}"
        for each in stretches[1:]
        if each.cadence is not None
    ]
    return ", ".join(words)


def cadence_to_be(stretches: Sequence[Stretch]) -> Cadence:
    """The cadence that stays once every change has come."""
    cadence = stretches[-1].cadence
    assert cadence is not None
    return cadence


def moment_words(at: dt.datetime, zone: str) -> str:
    """An instant in ``zone`` as people read it: ``Fri 20 Nov 2026, 15:00``."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{_WEEKDAYS[local.weekday()]} {full_day_words(local.date())}, {local:%H:%M}"


def review_words(due: DueReview, zone: str) -> str:
    """When a review that is still to come is due, and what it plans."""
    return f"The next review is due on {moment_words(due.at, zone)}. It plans {named(due.plans)}."


def named(cycle: Cycle) -> str:
    """A cycle by its name and label: ``Week 48 (2026-W48)``."""
    return f"{cycle.name} ({cycle.label})"


def no_cycle_today(calendar: Calendar, today: dt.date) -> str:
    """That ``today`` belongs to no cycle, and which one comes next."""
    following = calendar.cycle_at(today)
    begins = full_day_words(following.start)
    return f"No cycle runs today; {named(following)} begins on {begins}."


def undecided_words(cycle: Cycle, today: dt.date) -> str:
    """What marking an undecided improvement of ``cycle`` done counts as, and until when: not when
    it is due, but when the cycle's figures are settled."""
    last = full_day_words(cycle.grace_end)
    if today > cycle.grace_end:
        return f"{cycle.name}: done after {last} counts as late"
    return f"{cycle.name}: done by {last} counts as in time"


def skip_words(skip: AroundSkip, zone: str) -> str:
    """Which review falls away with a skipped cycle, and which one plans the cycle after it."""
    sentences = []
    after = named(skip.after)
    if skip.falls_away is not None:
        sentences.append(f"The review on {moment_words(skip.falls_away, zone)} is not needed.")
    if skip.ahead is not None:
        sentences.append(_stays(skip.ahead, zone))
    following = skip.following
    if following is None:
        sentences.append(f"No review is due to plan {after}.")
    elif skip.ahead is not None and skip.ahead.plans == following.plans:
        then = moment_words(following.at, zone)
        sentences.append(f"The one on {then} is not needed once {after} is planned.")
    else:
        sentences.append(_stays(following, zone))
    return " ".join(sentences)


def _stays(due: DueReview, zone: str) -> str:
    return f"The review on {moment_words(due.at, zone)} stays. It plans {named(due.plans)}."
