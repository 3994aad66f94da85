"""The sample's story holds together on whatever weekday it is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from store.demo.story.story import tell_story
from store.demo.story.story_shapes import Story, StoryEvidence, StoryImprovement
from store.domain.cycles import Cadence, cycle_of
from store.domain.follow_ups import ask_due_at, call_due_at, is_overdue, reply_due_at
from store.domain.stages import STAGES
from store.domain.statistics.aggregates import tally_of
from store.domain.statistics.first_rules import read_by_first_rules
from store.domain.statistics.measures import (
    Measure,
    MeasureKind,
    find_measure,
    is_on_scale,
)
from store.domain.statistics.momentum import CycleRecord, StageMark, momentum
from store.domain.statistics.overlap import ProvenImprovement, rivals
from store.domain.statistics.own_measures import own_measure
from store.domain.statistics.verdicts import Reading, Sample, Verdict, count_sample, sample
from store.domain.statistics.windows import Window, after_window, periods

MONDAY = date(2026, 11, 16)
WEEK = [MONDAY + timedelta(days=day) for day in range(7)]
each_weekday = pytest.mark.parametrize("today", WEEK, ids=lambda day: f"{day:%a}")


def _own(story: Story) -> list[Measure]:
    return [own_measure(m.key, m.kind, m.better, per_cycle=m.per_cycle) for m in story.measures]


def _find(story: Story, improvement: StoryImprovement) -> Measure:
    assert improvement.proof is not None
    return find_measure(improvement.proof.measure, _own(story))


def _about(story: Story, improvement: StoryImprovement) -> list[StoryEvidence]:
    assert improvement.proof is not None
    measure, stage = improvement.proof.measure, improvement.stage
    return [row for row in story.evidence if (row.measure, row.stage) == (measure, stage)]


def _sample(measure: Measure, window: Window, rows: list[StoryEvidence]) -> Sample:
    if measure.kind is not MeasureKind.COUNT:
        values = [row.value for row in rows if window.contains(row.on)]
        return sample(measure, window, tally_of(measure, values))
    weeks = periods(window, Cadence.WEEKLY)
    figures = [[row.value for row in rows if week.contains(row.on)] for week in weeks]
    return count_sample(window, [sum(values) for values in figures if values])


def _before(improvement: StoryImprovement) -> Window:
    assert improvement.proof is not None
    return Window(improvement.proof.before_from, improvement.proof.before_to)


def _after(improvement: StoryImprovement) -> Window | None:
    assert improvement.proof is not None
    if improvement.done_on is None:
        return None
    return after_window(improvement.done_on, improvement.proof.after_days)


def _proof(improvement: StoryImprovement) -> ProvenImprovement:
    assert improvement.proof is not None
    days = improvement.proof.after_days
    before, after = _before(improvement), _after(improvement)
    return ProvenImprovement(
        improvement.key, improvement.text, before, days, improvement.done_on, after
    )


def _reading(story: Story, improvement: StoryImprovement) -> Reading:
    measure, rows = _find(story, improvement), _about(story, improvement)
    after = _after(improvement)
    others = [
        _proof(other)
        for other in story.improvements
        if other.done_on is not None
        and other.proof is not None
        and other.stage is improvement.stage
        and other.proof.measure == measure.key
    ]
    assert improvement.proof is not None
    return read_by_first_rules(
        measure,
        _sample(measure, _before(improvement), rows),
        _sample(measure, after, rows) if after else None,
        today=story.today,
        target=improvement.proof.target,
        others=rivals(_proof(improvement), others),
    )


def _readings(story: Story) -> dict[str, Reading]:
    proven = [i for i in story.improvements if i.proof is not None and i.done_on is not None]
    return {improvement.key: _reading(story, improvement) for improvement in proven}


def _days(story: Story) -> Iterator[date]:
    """Every day on which the story says that something happened."""
    yield story.founded_on
    yield from (touchpoint.added_on for touchpoint in story.touchpoints)
    yield from (row.on for row in story.evidence)
    yield from (quote.on for quote in story.quotes)
    yield from (skip.decided_on for skip in story.skipped_weeks)
    for improvement in story.improvements:
        yield from (day for day in (improvement.done_on, improvement.decided_on) if day)


def test_it_is_told_the_same_way_twice() -> None:
    assert tell_story(MONDAY) == tell_story(MONDAY)


def test_only_the_dates_differ_from_one_week_to_the_next() -> None:
    first, second = tell_story(MONDAY), tell_story(MONDAY + timedelta(days=7))
    assert [(row.key, row.value, row.touchpoint) for row in first.evidence] == [
        (row.key, row.value, row.touchpoint) for row in second.evidence
    ]
    assert [q.text for q in first.quotes] == [q.text for q in second.quotes]
    assert [i.status for i in first.improvements] == [i.status for i in second.improvements]


def test_what_is_told_on_monday_stands_on_sunday() -> None:
    rows = set(tell_story(WEEK[6]).evidence)
    assert set(tell_story(WEEK[0]).evidence) < rows


@each_weekday
def test_nothing_has_happened_after_today(today: date) -> None:
    story = tell_story(today)
    assert max(_days(story)) == today
    assert all(review.closed_at.date() < today for review in story.reviews)


@each_weekday
def test_links_lead_somewhere(today: date) -> None:
    story = tell_story(today)
    stage_of = {touchpoint.key: touchpoint.stage for touchpoint in story.touchpoints}
    members = {member.key for member in story.members}
    improvements = {improvement.key: improvement for improvement in story.improvements}
    assert len(stage_of) == len(story.touchpoints)
    assert len(improvements) == len(story.improvements)
    assert {touchpoint.author for touchpoint in story.touchpoints} <= members
    for improvement in story.improvements:
        assert improvement.owner in members
        assert improvement.touchpoint is not None
        assert stage_of[improvement.touchpoint] is improvement.stage
        if improvement.carried_from is not None:
            assert improvements[improvement.carried_from].carried_to == improvement.key
        if improvement.carried_to is not None:
            later = improvements[improvement.carried_to]
            assert later.week == improvement.week + timedelta(days=7)
    places = [(row.touchpoint, row.stage) for row in story.evidence]
    places += [(quote.touchpoint, quote.stage) for quote in story.quotes]
    places += [(case.touchpoint, case.stage) for case in story.cases]
    assert all(key is None or stage_of[key] is stage for key, stage in places)
    keys = [row.key for row in story.evidence] + [quote.key for quote in story.quotes]
    assert len(set(keys)) == len(keys)


@each_weekday
def test_a_stage_has_one_improvement_or_one_reason_in_each_planned_week(today: date) -> None:
    story = tell_story(today)
    running = cycle_of(today, Cadence.WEEKLY).start
    holidays = [skip.week for skip in story.skipped_weeks]
    weeks = [running - timedelta(days=7 * back) for back in range(12, -1, -1)]
    planned = [week for week in weeks if week not in holidays]
    told = Counter((thing.week, thing.stage) for thing in story.improvements)
    told.update((skip.week, skip.stage) for skip in story.skipped_stages)
    assert told == Counter((week, stage) for week in planned for stage in STAGES)
    assert len(holidays) == 1
    assert holidays[0] in weeks
    assert [review.plans for review in story.reviews] == planned


@each_weekday
def test_improvements_end_as_told(today: date) -> None:
    story = tell_story(today)
    running = cycle_of(today, Cadence.WEEKLY)
    for improvement in story.improvements:
        cycle = cycle_of(improvement.week, Cadence.WEEKLY)
        assert cycle.contains(improvement.due)
        assert (improvement.status == "done") == (improvement.done_on is not None)
        assert (improvement.status == "planned") == (improvement.decided_on is None)
        assert bool(improvement.reason) == (improvement.status in ("dropped", "carried"))
        assert bool(improvement.carried_to) == (improvement.status == "carried")
        if improvement.done_on is not None:
            assert improvement.done_on >= cycle.start
            assert improvement.late == (improvement.done_on > cycle.grace_end)
    past = Counter(i.status for i in story.improvements if i.week < running.start)
    assert past["dropped"] >= 3
    assert past["carried"] == 2
    assert past["planned"] == 1
    assert sum(improvement.late for improvement in story.improvements) >= 2
    assert any(i.status == "planned" for i in story.improvements if i.week == running.start)


@each_weekday
def test_every_proof_has_evidence_in_both_windows(today: date) -> None:
    story = tell_story(today)
    for improvement in story.improvements:
        if improvement.proof is None:
            continue
        rows, after = _about(story, improvement), _after(improvement)
        assert any(_before(improvement).contains(row.on) for row in rows), improvement.key
        if after is not None and after.last < today:
            assert any(after.contains(row.on) for row in rows), improvement.key


@each_weekday
def test_verdicts_come_out_mixed(today: date) -> None:
    readings = _readings(tell_story(today))
    final = Counter(reading.verdict for reading in readings.values() if reading.final)
    assert final[Verdict.VALIDATED] >= 6
    assert final[Verdict.NO_CLEAR_CHANGE] >= 12
    assert final[Verdict.GOT_WORSE] == 2
    assert final[Verdict.NOT_ENOUGH_YET] == 1
    assert final[Verdict.NO_BASELINE] == 0
    assert any(not reading.final for reading in readings.values())
    assert any(reading.cannot_be_told_apart_from for reading in readings.values())


@each_weekday
def test_the_turns_of_the_story_show_in_the_evidence(today: date) -> None:
    readings = _readings(tell_story(today))
    assert readings["split-inbox"].verdict is Verdict.GOT_WORSE
    assert readings["one-inbox"].verdict is Verdict.VALIDATED
    assert readings["chat-form"].verdict is Verdict.GOT_WORSE
    assert readings["chat-on-refusal"].verdict is Verdict.VALIDATED
    assert readings["next-step"].measure.kind is MeasureKind.COUNT
    assert readings["next-step"].verdict is Verdict.VALIDATED
    assert readings["ring-the-lost"].verdict is Verdict.NOT_ENOUGH_YET


@each_weekday
def test_a_verdict_was_reached_since_the_last_review(today: date) -> None:
    story = tell_story(today)
    since = story.reviews[-1].closed_at.date()
    ends = [_after(i) for i in story.improvements if i.proof is not None]
    assert any(after is not None and since <= after.last < today for after in ends)


def test_answers_are_on_their_scales_and_no_stage_is_silent() -> None:
    story = tell_story(WEEK[6])
    own = _own(story)
    for row in story.evidence:
        assert is_on_scale(find_measure(row.measure, own), row.value), row
    assert {row.stage for row in story.evidence} == set(STAGES)
    assert {quote.stage for quote in story.quotes} == set(STAGES)
    assert 2500 < len(story.evidence) < 3500
    assert 38 <= len(story.quotes) <= 46
    assert len({quote.text for quote in story.quotes}) == len(story.quotes)


@each_weekday
def test_follow_ups_are_due_at_any_hour(today: date) -> None:
    story = tell_story(today)
    now = story.reviews[-1].closed_at
    due: list[str] = []
    overdue: list[str] = []
    for case in story.cases:
        heard = [now - ago for ago in case.interactions_ago]
        solved = now - case.solved_ago if case.solved_ago is not None else None
        called = now - case.called_ago if case.called_ago is not None else None
        answered = now - case.answered_ago if case.answered_ago is not None else None
        assert heard == sorted(heard)
        assert called is None or called in heard
        assert solved is None or solved > heard[-1]
        assert answered is None or (solved is not None and answered > solved)
        ask = ask_due_at(solved, answered)
        call = call_due_at(len(heard), heard[-1], solved, called)
        if ask is not None:
            due.append("ask" if ask <= now else "ask later")
        if call is not None:
            due.append("call" if call <= now else "call later")
        reply = reply_due_at(heard[-1], solved, story.reply_target_hours)
        if call is None and reply is not None:
            due.append("reply" if reply <= now else "reply later")
            overdue += [case.ref] if is_overdue(reply, now) else []
        assert not any(is_overdue(day, now) for day in (ask, call) if day is not None)
    assert Counter(due) == {"ask": 2, "ask later": 1, "call": 1, "reply": 1, "reply later": 2}
    assert overdue == ["LT-3047"]


@each_weekday
def test_the_running_week_is_decided_in_part_on_any_weekday(today: date) -> None:
    story = tell_story(today)
    running = cycle_of(today, Cadence.WEEKLY).start
    week = {i.key: i.status for i in story.improvements if i.week == running}
    assert week == {
        "form-away": "done",
        "axle-photo": "planned",
        "spare-wheel": "done",
        "one-tip": "planned",
    }
    assert story.review_weekday == today.weekday()


@each_weekday
def test_what_is_shown_first_is_the_same_on_any_weekday(today: date) -> None:
    told, monday = tell_story(today), tell_story(MONDAY)

    def first_seen(story: Story) -> list[object]:
        return [
            [(i.key, i.status, i.late) for i in story.improvements],
            [(quote.text, story.today - quote.on) for quote in story.quotes],
            story.cases,
            [(q.text, len(q.asked_on)) for q in story.questions],
        ]

    assert first_seen(told) == first_seen(monday)


def test_most_cards_say_how_customers_should_feel() -> None:
    cards = tell_story(MONDAY).touchpoints
    felt = sum(bool(card.feeling) for card in cards)
    assert len(cards) / 2 < felt < len(cards)
    assert any(card.sign and card.unasked for card in cards)
    assert any(card.stuck for card in cards)


def test_customers_stay_and_come_back_are_figures_of_a_week() -> None:
    rows = tell_story(WEEK[6]).evidence
    for measure, size in (("retention", 12), ("repurchase", 10)):
        weeks = Counter(row.on for row in rows if row.measure == measure)
        assert len(weeks) == 17
        assert set(weeks.values()) == {size}


@each_weekday
def test_reviews_were_held_in_order_and_their_votes_add_up(today: date) -> None:
    story = tell_story(today)
    added_on = {touchpoint.key: touchpoint.added_on for touchpoint in story.touchpoints}
    opened = [review.opened_at for review in story.reviews]
    assert opened == sorted(opened)
    for review in story.reviews:
        people = len(review.present)
        assert review.lead in review.present
        assert review.opened_at < review.closed_at
        assert sum(votes for _, votes in review.votes) <= 5 * people
        assert all(0 < votes <= 3 * people for _, votes in review.votes)
        assert all(added_on[key] <= review.opened_at.date() for key, _ in review.votes)
        assert review.mood_count == review.rating_count == people
        for mean in (review.mood_mean, review.rating_mean):
            assert mean is None or 1 <= mean <= 5
        assert (review.mood_mean is None) == (review.rating_mean is None) == (people < 3)


def _record(story: Story, week: date) -> CycleRecord:
    cycle = cycle_of(week, Cadence.WEEKLY)
    closed = story.today > cycle.grace_end
    marks = dict.fromkeys(STAGES, StageMark.NONE)
    marks |= {s.stage: StageMark.SKIPPED for s in story.skipped_stages if s.week == week}
    for improvement in story.improvements:
        if improvement.week == week:
            mark = StageMark.LATE if improvement.late else StageMark(improvement.status)
            missed = closed and mark is StageMark.PLANNED
            marks[improvement.stage] = StageMark.MISSED if missed else mark
    connect, assist, resolve, enhance = (marks[stage] for stage in STAGES)
    reasons = [skip.reason for skip in story.skipped_weeks if skip.week == week]
    reviews = [review for review in story.reviews if review.plans == week]
    return CycleRecord(
        cycle,
        (connect, assist, resolve, enhance),
        skipped=reasons[0] if reasons else None,
        review_closed_in_time=any(r.closed_at.date() <= cycle.end for r in reviews),
        closed=closed,
        running=cycle.contains(story.today),
    )


@each_weekday
def test_momentum_is_good_and_not_perfect(today: date) -> None:
    story = tell_story(today)
    running = cycle_of(today, Cadence.WEEKLY).start
    weeks = [running - timedelta(days=7 * back) for back in range(12, -1, -1)]
    learned = sum(reading.learned for reading in _readings(story).values())
    found = momentum([_record(story, week) for week in weeks], learned)
    assert found.streak in (5, 6)
    assert 0.6 < found.kept_done / found.kept_planned < 0.85
    assert found.lagging is STAGES[1]
    assert 25 <= found.learned <= 31


@each_weekday
def test_texts_fit_the_screens(today: date) -> None:
    story = tell_story(today)
    assert all(len(touchpoint.text) <= 40 for touchpoint in story.touchpoints)
    assert all(len(improvement.text) <= 70 for improvement in story.improvements)
    said = [quote.text for quote in story.quotes]
    texts = said + [i.text for i in story.improvements] + [t.text for t in story.touchpoints]
    assert all(text == text.strip() and "  " not in text for text in texts)
