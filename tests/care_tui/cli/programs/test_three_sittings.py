"""Three sittings of a team: private touchpoints on Tuesday, the review on Friday, and on Monday the
summary and the calendar in the hands of a second person."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from icalendar import Calendar

from store.common.clock import SetClock
from store.domain.agenda import StepKey
from store.domain.stages import Stage
from store.improvements import improvements
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews import reviews
from store.reviews.closing import close_review
from store.workspace.workspace import open_workspace

TUESDAY, FRIDAY, MONDAY = "2026-11-17T09:00", "2026-11-20T14:00", "2026-11-23T08:00"


def hold_the_review(care: Any) -> None:
    """Dana's review with Lee: Map and Focus are revealed, two stages picked, the rest skipped."""
    clock = SetClock(datetime.fromisoformat(care.now).replace(tzinfo=UTC))
    workspace = open_workspace(care.workspace, clock)
    team = workspace.find_team()
    dana, lee = (workspace.find_member(team, name) for name in ("Dana", "Lee"))
    seat = Seat(workspace, team.id, dana)
    reviews.open_review(seat, present=[dana, lee])

    def go(key: StepKey) -> None:
        review = load_snapshot(seat).review
        assert review is not None
        reviews.ask_reveal(seat)
        reviews.go_to_step(seat, [step.key for step in review.steps].index(key), reveal=True)

    go(StepKey.FOCUS)
    go(StepKey.PICK)
    review = load_snapshot(seat).review
    assert review is not None
    cycle = review.planned.label
    improvements.pick(
        seat, Stage.CONNECT, "Say hello by name", owner=lee, measure="csat", cycle=cycle
    )
    for stage in (Stage.ASSIST, Stage.RESOLVE, Stage.ENHANCE):
        improvements.skip_stage(seat, stage, "One thing at a time", cycle=cycle)
    go(StepKey.CLOSE)
    close_review(seat)
    workspace.close()


def test_what_dana_wrote_on_tuesday_is_what_lee_reads_on_monday(care: Any, tmp_path: Any) -> None:
    care.now = TUESDAY
    care("add", "connect", "The first call", "--private", "--as", "Dana")
    care("add", "connect", "The invoice", "--private", "--as", "Lee")
    board = care("add", "connect", "Welcome e-mail").strip()
    care("private", "vote", board, "--as", "Dana")
    waiting = care("status")
    assert "2 private touchpoints" in waiting
    for told in (waiting, care("board"), care("private", "list", "--as", "Lee")):
        assert "The first call" not in told
    assert "The first call" in care("private", "list", "--as", "Dana")

    care.now = FRIDAY
    hold_the_review(care)
    for text in ("The first call", "The invoice"):
        assert text in care("board", "--as", "Lee")

    care.now = MONDAY
    summary = care("summary", "--as", "Lee")
    assert "Say hello by name" in summary
    assert "Lee" in summary
    file = tmp_path / "care.ics"
    care("calendar", "-o", str(file), "--as", "Lee")
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    told = {str(event["SUMMARY"]): event["DTSTART"].dt for event in events}
    (due,) = (
        day
        for words, day in told.items()
        if "Say hello by name" in words and "due" in words.casefold()
    )
    assert due == date(2026, 11, 29)
    reviews_to_come = [words for words in told if "review" in words.casefold()]
    assert reviews_to_come
    care("calendar", "-o", str(file), "--force")
    again = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert [event["UID"] for event in again] == [event["UID"] for event in events]
