"""Closing a review: what it reveals, the next date, the report."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import NotFound, Refused
from store.db.tables.ballot_models import MoodRow, RatingRow, VoteRow
from store.db.tables.journal_models import JournalRow
from store.domain.agenda import AgendaKind, Step, StepKey
from store.domain.cycles import Cadence
from store.domain.stages import Stage
from store.evidence import evidence
from store.improvements import improvement_status, improvements
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, closing, reviews
from store.reviews.close_preview import preview
from store.teams import teams

C, A, R, E = Stage


def _go(seat: Seat, key: StepKey) -> None:
    review = load_snapshot(seat).review
    assert review is not None
    reviews.ask_reveal(seat)
    reviews.go_to_step(seat, [step.key for step in review.steps].index(key), reveal=True)


def _whole_review(room: Seat, *people: Seat) -> closing.ClosedReview:
    """A review from opening to close, with something in each step."""
    card = touchpoints.add(room, C, "Welcome e-mail", friction=2)
    old = improvements.pick(room, A, "Old promise", owner=people[0].member_id)
    reviews.open_review(
        room, planned="2026-W48", present=[str(person.member_id) for person in people]
    )
    for person, mood in zip(people, (5, 3, 4), strict=False):
        ballots.give_mood(person, mood)
    _go(room, StepKey.LOOK_BACK)
    improvement_status.done(room, old)
    _go(room, StepKey.FOCUS)
    for person in people:
        ballots.vote(person, card)
    _go(room, StepKey.PICK)
    improvements.pick(
        room,
        C,
        "Say *hello* <b>",
        cycle="2026-W48",
        owner=people[0].member_id,
        touchpoint=card,
        measure="csat",
    )
    improvements.skip_stage(room, E, "One at a time", cycle="2026-W48")
    _go(room, StepKey.EVIDENCE)
    evidence.log(room, R, quote="Took # three days", source="phone")
    _go(room, StepKey.CLOSE)
    for person in people:
        ballots.rate(person, 4)
    return closing.close_review(room)


def test_closing_ends_the_review_and_says_what_it_left(
    room: Seat, dana: Seat, lee: Seat, sam: Seat, clock: SetClock
) -> None:
    clock.at = datetime(2026, 11, 20, 15, 5, tzinfo=UTC)
    closed = _whole_review(room, dana, lee, sam)
    assert closed.planned == "2026-W48"
    assert closed.next_review == datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
    snapshot = load_snapshot(room)
    assert (snapshot.review, snapshot.reviews_closed) == (None, 1)
    assert snapshot.review_due.at == closed.next_review
    (past,) = closing.past_reviews(room)
    assert (past.review.id, past.report) == (closed.review_id, closed.report)
    assert (past.review.closed_at, past.review.next_review) == (clock.now(), closed.next_review)
    assert past.review.mood is not None
    assert past.review.rating is not None
    assert (past.review.mood.mean, past.review.rating.mean) == (4.0, 4.0)
    assert past.review.timer.running_since is None


def test_the_report_reads_well_to_who_was_not_there(
    room: Seat, dana: Seat, lee: Seat, sam: Seat, clock: SetClock
) -> None:
    clock.at = datetime(2026, 11, 20, 15, 5, tzinfo=UTC)
    report = _whole_review(room, dana, lee, sam).report
    for line in (
        "# Acme Support: CARE review, Week 48",
        "2026-W48, 23 Nov 2026 to 29 Nov 2026. With Dana, Lee, Sam. Led by the room. "
        "Mood on arrival: 4.0 of 5 (3 answers). Worth our time: 4.0 of 5 (3 answers).",
        r"- **Connect**: Say \*hello\* \<b\>",
        "  - Dana, due 29 Nov; planned",
        "  - At: Welcome e-mail",
        "- **Assist**: nothing picked",
        "- **Enhance**: skipped. One at a time",
        "- **Assist, 2026-W47**: Old promise",
        "  - Dana, due 22 Nov; done 20 Nov",
        "- Welcome e-mail (Connect): 3 votes",
        r"- “Took \# three days” (Resolve, 20 Nov, phone)",
        "Friday 27 November 2026, 15:00 (UTC)",
    ):
        assert line in report.splitlines()


def test_a_report_stays_as_it_was_when_the_review_closed(
    room: Seat, dana: Seat, lee: Seat, sam: Seat, clock: SetClock
) -> None:
    closed = _whole_review(room, dana, lee, sam)
    clock.move(days=9)
    (waiting,) = load_snapshot(room).undecided
    improvement_status.done(room, waiting.id)
    assert closing.past_reviews(room)[0].report == closed.report


def test_past_reviews_come_newest_first(room: Seat, clock: SetClock) -> None:
    for _ in range(3):
        reviews.open_review(room, AgendaKind.SHORT)
        _go(room, StepKey.CLOSE)
        closing.close_review(room)
        clock.move(days=7)
    labels = [past.review.planned.label for past in closing.past_reviews(room)]
    assert labels == ["2026-W49", "2026-W48", "2026-W47"]


def test_it_closes_only_from_its_last_step(room: Seat) -> None:
    reviews.open_review(room)
    _go(room, StepKey.EVIDENCE)
    with pytest.raises(Refused, match="closes from its last step, Close"):
        closing.close_review(room)
    assert load_snapshot(room).review is not None


def test_a_solo_review_closes_from_its_own_last_step(dana: Seat) -> None:
    reviews.open_review(dana, AgendaKind.SOLO)
    _go(dana, StepKey.PICK)
    closed = closing.close_review(dana)
    assert "With Dana." in closed.report
    assert "Mood" not in closed.report


def test_what_is_still_private_is_revealed_at_the_close(room: Seat, dana: Seat, lee: Seat) -> None:
    teams.set_agenda(room, AgendaKind.SHORT, [Step(StepKey.CHECK_IN, 1), Step(StepKey.PICK, 1)])
    reviews.open_review(room, AgendaKind.SHORT)
    ballots.give_mood(dana, 2)
    _go(room, StepKey.PICK)
    closed = closing.close_review(room)
    assert "Mood on arrival: 1 answer." in closed.report
    with room.reading() as session:
        for table in (MoodRow, RatingRow, VoteRow):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def test_closing_is_in_the_journal_and_never_undone(room: Seat, dana: Seat) -> None:
    reviews.open_review(room, AgendaKind.SHORT)
    _go(room, StepKey.CLOSE)
    closing.close_review(room)
    with room.reading() as session:
        entry = session.scalars(select(JournalRow).order_by(JournalRow.seq.desc())).first()
    assert entry is not None
    assert (entry.kind, entry.undoable) == ("review-closed", False)


def test_a_reopened_review_closes_again_with_a_new_report(room: Seat, clock: SetClock) -> None:
    id = reviews.open_review(room, AgendaKind.SHORT, planned="2026-W48")
    _go(room, StepKey.CLOSE)
    first = closing.close_review(room)
    reviews.reopen(room, id)
    improvements.pick(room, C, "Forgotten", cycle="2026-W48")
    clock.move(minutes=10)
    second = closing.close_review(room)
    assert second.review_id == first.review_id
    assert "Forgotten" in second.report
    (past,) = closing.past_reviews(room)
    assert (past.review.closed_at, past.report) == (clock.now(), second.report)


def _short_review(room: Seat, planned: str) -> str:
    id = reviews.open_review(room, AgendaKind.SHORT, planned=planned)
    _go(room, StepKey.CLOSE)
    closing.close_review(room)
    return id


def _held_in_time(room: Seat, label: str) -> bool:
    (record,) = (each for each in load_snapshot(room).strip if each.cycle.label == label)
    return record.review_closed_in_time


def test_a_review_reopened_later_was_still_held_in_time(room: Seat, clock: SetClock) -> None:
    id = _short_review(room, "2026-W47")
    clock.move(days=14)
    assert _held_in_time(room, "2026-W47")
    reviews.reopen(room, id)
    assert _held_in_time(room, "2026-W47")
    closing.close_review(room)
    assert _held_in_time(room, "2026-W47")


def test_closing_an_old_review_again_is_no_review_held_now(room: Seat, clock: SetClock) -> None:
    first = _short_review(room, "2026-W47")
    clock.at = datetime(2026, 11, 20, 15, 5, tzinfo=UTC)
    second = _short_review(room, "2026-W48")
    clock.at = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)
    reviews.reopen(room, first)
    due = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
    assert preview(room).next_review == due
    assert closing.close_review(room).next_review == due
    assert [past.review.id for past in closing.past_reviews(room)] == [second, first]
    clock.at = datetime(2026, 11, 27, 15, 1, tzinfo=UTC)
    assert load_snapshot(room).review_due.overdue


def test_a_review_whose_report_fails_stays_open(
    room: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviews.open_review(room, AgendaKind.SHORT)
    _go(room, StepKey.CLOSE)
    seq = load_snapshot(room).seq

    def fail(report: object) -> str:
        raise OSError("full")

    monkeypatch.setattr(closing, "as_markdown", fail)
    with pytest.raises(OSError, match="full"):
        closing.close_review(room)
    snapshot = load_snapshot(room)
    assert snapshot.review is not None
    assert snapshot.seq == seq


@pytest.mark.parametrize(("week", "days"), [("first", (6, 4)), ("last", (27, 25))])
def test_a_monthly_team_meets_on_the_first_or_last_such_day(
    room: Seat, clock: SetClock, week: str, days: tuple[int, int]
) -> None:
    clock.at = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
    new = teams.NewTeam("Monthly", Cadence.MONTHLY, review_week=week)
    seat = Seat(room.workspace, teams.create_team(room.workspace, new).id)
    assert load_snapshot(seat).review_due.at == datetime(2026, 11, days[0], 15, 0, tzinfo=UTC)
    clock.at = datetime(2026, 11, days[0], 16, 0, tzinfo=UTC)
    reviews.open_review(seat, AgendaKind.SHORT)
    _go(seat, StepKey.CLOSE)
    closed = closing.close_review(seat)
    assert closed.next_review == datetime(2026, 12, days[1], 15, 0, tzinfo=UTC)


def test_a_team_that_is_gone_has_no_past(room: Seat) -> None:
    with pytest.raises(NotFound):
        closing.past_reviews(Seat(room.workspace, "gone"))
