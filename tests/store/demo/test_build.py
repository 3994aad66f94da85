"""The sample workspace holds the story, as the store's own functions read it back."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from store.common.errors import Refused
from store.db.calendars import load_calendar
from store.db.custom_measures import load_own_measures
from store.db.tables.ballot_models import MoodRow, RatingRow, VoteRow
from store.db.tables.every import KEPT
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.journal_models import JournalRow
from store.db.tables.models import ImprovementRow, TeamRow
from store.db.tables.verdict_models import VerdictRow
from store.demo.build import build_sample
from store.demo.build_reviews import place_votes
from store.demo.story.story import tell_story
from store.domain.sent_words import WordsKind
from store.domain.stages import STAGES, Stage
from store.domain.statistics.verdicts import Reading, Verdict
from store.evidence.open_cases import often_passed_on
from store.evidence.promise_kept import promise_page
from store.evidence.questions import questions
from store.evidence.words_to_send import words_to_send
from store.improvements.verdicts.calculation import readings
from store.journal.seat import Seat
from store.models.case import FollowUpKind
from store.models.snapshot import Snapshot
from store.queries.load_snapshot import load_snapshot
from store.queries.look_back import look_back
from store.queries.quarter import quarter_questions
from store.reviews.closing import past_reviews
from store.teams.promises import PromiseKind
from store.workspace.workspace import Workspace, open_workspace

NOW = datetime(2026, 11, 18, 13, 30, tzinfo=UTC)
"""A Wednesday."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return build_sample(tmp_path_factory.mktemp("sample") / "sample.db", NOW)


@pytest.fixture(scope="module")
def seat(sample: Workspace) -> Seat:
    return Seat(sample, sample.find_team().id)


@pytest.fixture(scope="module")
def snapshot(seat: Seat) -> Snapshot:
    return load_snapshot(seat)


def _contents(workspace: Workspace) -> dict[str, list[dict[str, Any]]]:
    with workspace.reading() as session:
        return {
            name: [
                dict(row._mapping)
                for row in session.execute(select(table.__table__).order_by(table.id))
            ]
            for name, table in KEPT.items()
        }


def test_the_same_moment_gives_the_same_workspace_that_opens_like_any(
    sample: Workspace, tmp_path: Path
) -> None:
    built = build_sample(tmp_path / "again.db", NOW)
    assert _contents(built) == _contents(sample)
    built.close()
    again = open_workspace(tmp_path / "again.db")
    assert again.find_team().name == tell_story(date(2026, 11, 18)).team
    again.close()


def test_ids_and_words_are_the_same_in_another_week(sample: Workspace, tmp_path: Path) -> None:
    later = _contents(build_sample(tmp_path / "later.db", NOW + timedelta(days=7)))
    for name, rows in _contents(sample).items():
        assert [row["id"] for row in later[name]] == [row["id"] for row in rows], name
        assert [row.get("text") for row in later[name]] == [row.get("text") for row in rows]


def _opened_on(snapshot: Snapshot) -> list[object]:
    """What the app opens on."""
    return [
        [(i.stage, i.text, i.status) for i in snapshot.planned],
        len(snapshot.undecided),
        [(f.ref, f.kind, f.due, f.overdue, f.waiting_days) for f in snapshot.follow_ups],
        snapshot.reviews_closed,
    ]


@pytest.mark.parametrize(("day", "hour"), [(16, 0), (20, 4), (22, 10)])
def test_it_is_the_same_at_any_hour_of_any_weekday(
    day: int, hour: int, snapshot: Snapshot, tmp_path: Path
) -> None:
    now = datetime(2026, 11, day, hour, 3, tzinfo=UTC)
    built = build_sample(tmp_path / "sample.db", now, zone="pacific/auckland")
    there = load_snapshot(Seat(built, built.find_team().id))
    assert _opened_on(there) == _opened_on(snapshot)
    assert there.team.zone == "Pacific/Auckland"
    assert (
        there.review_due.at.astimezone(ZoneInfo("Pacific/Auckland")).date()
        == now.astimezone(ZoneInfo("Pacific/Auckland")).date()
    )
    assert there.reviews_closed == 12
    assert there.review is None
    assert there.momentum.streak in (5, 6)
    with built.reading() as session:
        assert all(at <= now for at in session.scalars(select(JournalRow.at)))


def test_the_team_is_the_storys(snapshot: Snapshot) -> None:
    story = tell_story(NOW.date())
    assert snapshot.team.name == story.team
    assert {m.name for m in snapshot.team.members} == {m.name for m in story.members}
    for stage, column in zip(STAGES, snapshot.board, strict=True):
        told = [card.text for card in story.touchpoints if card.stage is stage]
        assert [card.text for card in column.touchpoints] == told
    assert all(card.author is None for column in snapshot.board for card in column.touchpoints)


def test_momentum_is_good_and_not_perfect(snapshot: Snapshot) -> None:
    momentum = snapshot.momentum
    assert (momentum.kept_done, momentum.kept_planned) == (19, 25)
    assert momentum.streak == 6
    assert momentum.learned == 27
    assert momentum.lagging is Stage.ASSIST
    assert len(snapshot.strip) == 12
    assert [record.skipped is not None for record in snapshot.strip].count(True) == 1


def test_follow_ups_are_due_and_one_customer_waits_long(snapshot: Snapshot) -> None:
    due = Counter((each.kind, each.due) for each in snapshot.follow_ups)
    assert due == {
        (FollowUpKind.ASK, True): 2,
        (FollowUpKind.CALL, True): 1,
        (FollowUpKind.ASK, False): 1,
        (FollowUpKind.REPLY, True): 1,
        (FollowUpKind.REPLY, False): 2,
    }
    overdue = [each for each in snapshot.follow_ups if each.overdue]
    assert [(each.ref, each.waiting_days, each.owner) for each in overdue] == [
        ("LT-3047", 18, "Tomasz")
    ]


def test_a_case_was_passed_on_twice_with_its_reasons(seat: Seat) -> None:
    (passed,) = often_passed_on(seat)
    assert passed.ref == "LT-3090"
    assert passed.names == ("Jo", "Mei", "Nadia")
    assert all(passed.whys)


def test_promises_have_what_was_kept_of_them(seat: Seat) -> None:
    page = promise_page(seat)
    assert {each.kind for each in page.promises} == set(PromiseKind)
    assert [each.channel for each in page.kept] == ["", "e-mail"]
    for kept in page.kept:
        assert kept.n >= 18
        assert 0.5 < kept.kept / kept.n < 0.9
        assert kept.within is not None
        assert kept.within > kept.hours


def test_customers_ask_some_things_again(seat: Seat) -> None:
    asked = questions(seat)
    assert asked[0].text == "When does my deposit come back?"
    assert asked[0].asked == 11
    assert any(not each.answered_where for each in asked[:5])


def test_the_team_has_words_of_its_own(seat: Seat) -> None:
    words = words_to_send(seat, WordsKind.HELLO, ref="LT-3090")
    assert "Mr Haddad" in words
    assert "2019" in words


def test_the_quarter_asks_only_for_the_promises(seat: Seat) -> None:
    assert [each.about for each in quarter_questions(seat)] == ["promises"]


def test_a_review_is_due_today_and_plans_the_next_week(snapshot: Snapshot) -> None:
    assert snapshot.review_due.at == datetime(2026, 11, 18, 16, 0, tzinfo=UTC)
    assert not snapshot.review_due.overdue
    assert snapshot.review_due.planned.label == "2026-W48"
    assert snapshot.cycle is not None
    assert snapshot.cycle.label == "2026-W47"


def test_a_look_back_has_something_to_decide(snapshot: Snapshot) -> None:
    waiting = [(i.cycle.label, i.stage) for i in snapshot.undecided]
    assert ("2026-W46", Stage.ASSIST) in waiting
    assert len(waiting) == 3
    assert len(snapshot.planned) == 4


def _readings(seat: Seat) -> dict[str, Reading]:
    with seat.reading() as session:
        team = session.get_one(TeamRow, seat.team_id)
        own = load_own_measures(session, team.id)
        rows = session.scalars(select(ImprovementRow)).all()
        found = readings(session, rows, load_calendar(session, team), NOW.date(), own)
        return {row.text: found[row.id] for row in rows if row.id in found and row.done_on}


def test_verdicts_come_out_as_the_story_means_them(seat: Seat) -> None:
    found = _readings(seat)
    final = Counter(reading.verdict for reading in found.values() if reading.final)
    assert final == {
        Verdict.VALIDATED: 8,
        Verdict.NO_CLEAR_CHANGE: 17,
        Verdict.GOT_WORSE: 2,
        Verdict.NOT_ENOUGH_YET: 1,
    }
    worse = {text for text, reading in found.items() if reading.verdict is Verdict.GOT_WORSE}
    assert "Split the inbox by topic, with one owner for each" in worse


def test_every_proof_has_evidence_behind_it(seat: Seat) -> None:
    for text, reading in _readings(seat).items():
        assert reading.before.n > 0, text
        assert reading.after is not None
        assert reading.after.n > 0 or not reading.final, text


def test_every_review_has_its_totals_and_its_report(seat: Seat) -> None:
    story = tell_story(NOW.date())
    told = {review.plans: review for review in story.reviews}
    past = past_reviews(seat)
    assert len(past) == 12
    for each in past:
        held = told[each.review.planned.start]
        assert each.review.opened_at == held.opened_at.replace(tzinfo=UTC)
        assert each.review.closed_at == held.closed_at.replace(tzinfo=UTC)
        assert sorted(each.review.votes.values()) == sorted(votes for _, votes in held.votes)
        assert each.review.mood is not None
        assert each.review.rating is not None
        assert (each.review.mood.count, each.review.mood.mean) == (
            held.mood_count,
            held.mood_mean,
        )
        assert each.review.rating.mean == held.rating_mean
        assert {m.name.lower() for m in each.review.present} == set(held.present)
        assert f"CARE review, {each.review.planned.name}" in each.report
        assert "## Commitments" in each.report


def test_a_report_tells_what_was_known_when_its_review_closed(seat: Seat) -> None:
    last = past_reviews(seat)[0]
    assert "Dele, due 18 Nov; planned" in last.report
    assert "17 Nov" not in last.report


def test_no_ballot_is_left(sample: Workspace) -> None:
    with sample.reading() as session:
        for table in (MoodRow, RatingRow, VoteRow):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def test_the_journal_grows_in_the_order_of_time(sample: Workspace) -> None:
    with sample.reading() as session:
        rows = session.execute(select(JournalRow.seq, JournalRow.at).order_by(JournalRow.seq))
        seqs, times = zip(*rows.all(), strict=True)
    assert list(seqs) == list(range(1, len(seqs) + 1))
    assert list(times) == sorted(times)
    with sample.reading() as session:
        kinds = Counter(session.scalars(select(JournalRow.kind)))
    assert kinds["review-opened"] == kinds["review-closed"] == 12
    assert times[-1] <= NOW


def test_answers_count_as_logged_ones_do(sample: Workspace) -> None:
    with sample.reading() as session:
        rows = session.execute(
            select(EvidenceRow.value, EvidenceRow.yes, EvidenceRow.low).where(
                EvidenceRow.measure == "nps"
            )
        ).all()
    assert rows
    assert all(
        (yes, low) == (value >= 9, value <= 6) for value, yes, low in rows if value is not None
    )


def test_its_clock_runs_on_from_now(sample: Workspace) -> None:
    assert NOW <= sample.clock.now() < NOW + timedelta(hours=1)
    assert sample.new_id() != sample.new_id()
    assert sample.check() == "ok"


def test_it_writes_over_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    path.write_text("mine")
    with pytest.raises(Refused):
        build_sample(path, NOW)
    assert path.read_text() == "mine"


def test_votes_are_placed_within_the_rules() -> None:
    placed = place_votes(("a", "b", "c"), {"x": 9, "y": 4, "z": 2})
    people = Counter(dict.fromkeys("abc", 0))
    for (who, _card), votes in placed.items():
        assert votes <= 3
        people[who] += votes
    assert people == {"a": 5, "b": 5, "c": 5}


def test_more_votes_than_people_have_cannot_be_placed() -> None:
    with pytest.raises(ValueError, match="2 people cannot place 7 votes on x"):
        place_votes(("a", "b"), {"x": 7})


def test_verdicts_were_read_at_the_reviews_of_their_time(seat: Seat) -> None:
    with seat.reading() as session:
        days = set(session.scalars(select(VerdictRow.read_at)))
    assert len(days) > 5
    assert len(look_back(seat).verdicts) <= 6
