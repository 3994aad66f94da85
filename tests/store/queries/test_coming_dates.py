"""What is to come, each with its day, and the calendar file made of it."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar

from store.domain.stages import Stage
from store.evidence import cases, evidence
from store.improvements import improvement_status, improvements
from store.queries.coming_dates import REVIEWS, coming_dates
from store.reports.calendar_file import calendar_file

if TYPE_CHECKING:
    from tests.conftest import Live

DAY = timedelta(days=1)


def events(live: Live) -> dict[str, tuple[object, str]]:
    """What a calendar reads out of the file: the start and the title, by UID."""
    team, coming = coming_dates(live.seat)
    text = calendar_file(team.name, coming, live.clock.now())
    read = Calendar.from_ical(text)
    found = {
        str(event["uid"]): (event.decoded("dtstart"), str(event["summary"]))
        for event in read.walk("VEVENT")
    }
    assert len(found) == len(coming)
    return found


def reviews_in(found: dict[str, tuple[object, str]]) -> list[datetime]:
    return [
        at
        for uid, (at, _) in found.items()
        if uid.startswith("review-") and isinstance(at, datetime)
    ]


def test_an_empty_team_has_its_next_reviews(live: Live) -> None:
    found = events(live)
    reviews = reviews_in(found)
    assert len(found) == len(reviews) == REVIEWS
    assert reviews[0].isoformat() == "2026-11-20T14:00:00+00:00"
    assert {later - earlier for earlier, later in itertools.pairwise(reviews)} == {7 * DAY}


def test_dues_verdicts_and_calls_stand_on_their_days(live: Live) -> None:
    today = live.clock.now().date()
    for number in range(12):
        evidence.log(
            live.seat, Stage.CONNECT, measure="csat", value=1 + number % 5, day=today - 7 * DAY
        )
    done = improvements.pick(live.seat, Stage.CONNECT, "Greet by name", measure="csat")
    improvement_status.done(live.seat, done, today - DAY)
    planned = improvements.pick(live.seat, Stage.ASSIST, "Shorter; answers, all")
    case = cases.add(live.seat, "4711", subject="My name is Kim and nothing works")
    found = events(live)
    assert found[f"due-{planned}@care"] == (
        date(2026, 11, 22),
        "Due: Shorter; answers, all",
    )
    assert f"due-{done}@care" not in found
    assert found[f"verdict-{done}@care"][1] == "Verdict: Greet by name"
    (call,) = (uid for uid in found if uid.endswith(f"{case}@care"))
    assert found[call][0] == live.clock.now() + DAY
    assert "Kim" not in str(found)


def test_bringing_it_in_again_updates_the_same_events(live: Live) -> None:
    planned = improvements.pick(live.seat, Stage.ASSIST, "Shorter answers")
    before = events(live)
    live.clock.move(days=1)
    improvements.edit(
        live.seat,
        planned,
        text="Much shorter answers",
        owner=None,
        measure=None,
        target=None,
        touchpoint=None,
        touchpoint_only=False,
        due=date(2026, 11, 22),
    )
    after = events(live)
    assert after[f"due-{planned}@care"][1] == "Due: Much shorter answers"
    both = before.keys() & after.keys()
    assert len(both) == REVIEWS
    assert all(before[uid][0] == after[uid][0] for uid in both)
