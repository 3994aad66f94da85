"""The sample workspace's story, told up to any day: the same every time but for its dates.

`tell_story` puts dates to what the neighbouring modules say in words. A builder elsewhere writes
the story into a workspace; nothing here knows the database.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from store.demo.story.story_board import CARDS, MEASURES, MEMBERS, TEAM
from store.demo.story.story_cases import CASES
from store.demo.story.story_evidence import gather
from store.demo.story.story_practice import ASKED, PROMISES, WORDINGS
from store.demo.story.story_quotes import SAID
from store.demo.story.story_reviews import HELD, HeldReview, tally
from store.demo.story.story_shapes import (
    Story,
    StoryImprovement,
    StoryProof,
    StoryQuestion,
    StoryQuote,
    StoryReview,
    StorySkippedStage,
    StorySkippedWeek,
    StoryTouchpoint,
)
from store.demo.story.story_weeks import (
    FIRST_WEEK,
    HOLIDAY,
    HOLIDAY_REASON,
    PLANS,
    Pick,
    Proof,
    Skip,
)
from store.domain.cycles import Cadence, cycle_of
from store.domain.stages import Stage

REVIEW_TIME = time(16, 0)
FRIDAY = 4


def tell_story(today: date) -> Story:
    """The story as it stands on ``today``, a date in the team's zone."""
    teller = _StoryDates(today)
    return Story(
        today=today,
        team=TEAM,
        cadence=Cadence.WEEKLY,
        review_weekday=today.weekday(),
        review_time=REVIEW_TIME,
        reply_target_hours=24,
        founded_on=teller.day(FIRST_WEEK - 1, 0),
        members=MEMBERS,
        measures=MEASURES,
        touchpoints=teller.touchpoints(),
        improvements=teller.improvements(),
        skipped_stages=teller.skipped_stages(),
        skipped_weeks=(
            StorySkippedWeek(teller.day(HOLIDAY, 0), HOLIDAY_REASON, teller.day(HOLIDAY - 1, 3)),
        ),
        evidence=gather(teller.monday, today, _days_done()),
        quotes=teller.quotes(),
        cases=CASES,
        promises=PROMISES,
        promised_on=teller.day(FIRST_WEEK - 1, 0),
        questions=teller.questions(),
        wordings=WORDINGS,
        reviews=tuple(teller.review(held) for held in HELD),
    )


def _picks() -> list[tuple[Stage, Pick]]:
    return [(stage, p) for stage, plan in PLANS.items() for p in plan if isinstance(p, Pick)]


def _days_done() -> dict[str, int]:
    """Days from the running week's Monday on which improvements were, or will be, done."""
    return {p.key: 7 * p.week + p.done for _, p in _picks() if p.done is not None}


class _StoryDates:
    """Puts dates to the story's weeks and days."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.monday = cycle_of(today, Cadence.WEEKLY).start

    def day(self, week: int, day: int) -> date:
        return self.monday + timedelta(days=7 * week + day)

    def held_on(self, plans: int) -> date:
        """The day of the review that planned the week ``plans``."""
        return self.today + timedelta(days=7 * (plans - 1))

    def touchpoints(self) -> tuple[StoryTouchpoint, ...]:
        return tuple(
            StoryTouchpoint(
                key=card.key,
                stage=card.stage,
                text=card.text,
                channel=card.channel,
                friction=card.friction,
                author=card.author,
                notes=card.notes,
                feeling=card.feeling,
                volume=card.volume,
                sign=card.sign,
                unasked=card.unasked,
                stuck=card.stuck,
                added_on=self.held_on(card.since),
            )
            for card in CARDS
        )

    def improvements(self) -> tuple[StoryImprovement, ...]:
        """Oldest week first, in the stages' order within a week."""
        carried_to = {p.carries_on: p.key for _, p in _picks() if p.carries_on}
        improvements = [self._improvement(stage, p, carried_to.get(p.key)) for stage, p in _picks()]
        return tuple(sorted(improvements, key=lambda improvement: improvement.week))

    def _improvement(self, stage: Stage, pick: Pick, carried_to: str | None) -> StoryImprovement:
        done_on = None if pick.done is None else self.day(pick.week, pick.done)
        if done_on is not None:
            # What the running week has done is done by today, whatever the weekday.
            done_on = min(done_on, self.today)
        given_up = pick.dropped or pick.carried
        cycle = cycle_of(self.day(pick.week, 0), Cadence.WEEKLY)
        return StoryImprovement(
            key=pick.key,
            stage=stage,
            week=cycle.start,
            text=pick.text,
            touchpoint=pick.touchpoint,
            owner=pick.owner,
            due=self.day(pick.week, pick.due),
            proof=None if pick.proof is None else self._proof(pick.week, pick.proof),
            status=_status(pick, done_on),
            done_on=done_on,
            late=done_on is not None and done_on > cycle.grace_end,
            decided_on=self._given_up_on(pick.week) if given_up else done_on,
            reason=given_up,
            carried_from=pick.carries_on,
            carried_to=carried_to,
        )

    def _given_up_on(self, week: int) -> date:
        """Friday, or the review at the week's end when that came later."""
        return max(self.day(week, FRIDAY), self.held_on(week + 1))

    def _proof(self, week: int, proof: Proof) -> StoryProof:
        return StoryProof(
            measure=proof.measure,
            before_from=self.day(week - proof.weeks, 0),
            before_to=self.day(week, -1),
            after_days=proof.days,
            target=proof.target,
        )

    def skipped_stages(self) -> tuple[StorySkippedStage, ...]:
        return tuple(
            StorySkippedStage(stage, self.day(skip.week, 0), skip.reason)
            for stage, plan in PLANS.items()
            for skip in plan
            if isinstance(skip, Skip)
        )

    def quotes(self) -> tuple[StoryQuote, ...]:
        stage_of = {card.key: card.stage for card in CARDS}
        return tuple(
            StoryQuote(
                key=f"quote-{number:02d}",
                stage=stage_of[quote.touchpoint],
                touchpoint=quote.touchpoint,
                on=self.today - timedelta(days=quote.ago),
                text=quote.text,
                source=quote.source,
            )
            for number, quote in enumerate(SAID, start=1)
        )

    def questions(self) -> tuple[StoryQuestion, ...]:
        return tuple(
            StoryQuestion(
                text=question.text,
                asked_on=tuple(self.today - timedelta(days=ago) for ago in question.ago),
                answered_where=question.answered_where,
                answered_as=question.answered_as,
                late=question.late,
                joined_into=question.joined_into,
            )
            for question in ASKED
        )

    def review(self, held: HeldReview) -> StoryReview:
        due = datetime.combine(self.held_on(held.plans), REVIEW_TIME)
        opened_at = due + timedelta(minutes=held.late)
        return StoryReview(
            key=f"review-{held.plans - FIRST_WEEK + 1:02d}",
            plans=self.day(held.plans, 0),
            opened_at=opened_at,
            closed_at=opened_at + timedelta(minutes=held.minutes),
            lead=held.lead,
            present=tuple(held.present.split()),
            mood_count=held.moods[0],
            mood_mean=_mean(held.moods),
            rating_count=held.ratings[0],
            rating_mean=_mean(held.ratings),
            votes=tally(held.votes),
        )


def _status(pick: Pick, done_on: date | None) -> str:
    if pick.dropped:
        return "dropped"
    if pick.carried:
        return "carried"
    return "planned" if done_on is None else "done"


def _mean(answers: tuple[int, int]) -> float | None:
    """The mean of ``(people, sum)``; None below three people."""
    count, total = answers
    return total / count if count >= 3 else None
