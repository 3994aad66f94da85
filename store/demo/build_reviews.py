"""The sample's past reviews, held step by step as a team would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import accumulate

from store.board import touchpoints
from store.db.tables.ballot_models import MoodRow, RatingRow, VoteRow
from store.demo.build_improvements import pick_improvement
from store.demo.build_scene import Event, Scene
from store.demo.story.story_shapes import StoryReview, StoryTouchpoint
from store.domain.agenda import (
    DEFAULT_AGENDAS,
    ENOUGH_TO_HIDE,
    VOTES_EACH,
    VOTES_ON_ONE,
    AgendaKind,
    StepKey,
)
from store.improvements import improvements
from store.improvements.verdicts.reading import read_due_verdicts
from store.reviews import reviews
from store.reviews.closing import close_review
from store.teams.review_rules import need_open

_STEPS = DEFAULT_AGENDAS[AgendaKind.TEAM]


def step_starts(scene: Scene, review: StoryReview) -> Mapping[StepKey, datetime]:
    """When each step of the review began: their lengths are in their boxes' proportion."""
    *before, whole = accumulate((step.minutes for step in _STEPS), initial=0)
    length = (review.closed_at - review.opened_at).total_seconds()
    return {
        step.key: scene.instant(
            review.opened_at + timedelta(seconds=round(length * minutes / whole))
        )
        for step, minutes in zip(_STEPS, before, strict=True)
    }


def review_events(scene: Scene, review: StoryReview) -> Iterator[Event]:
    """The review from opening to close, with the cards it brought up and what it picked."""
    lead = scene.seat(review.lead)
    starts = step_starts(scene, review)
    yield Event(starts[StepKey.CHECK_IN], partial(_open, scene, review))
    for index, step in enumerate(_STEPS[1:], start=1):
        yield Event(starts[step.key], partial(reviews.go_to_step, lead, index, reveal=True))
    # As the app does, once the answers of the Evidence step have come in.
    yield Event(starts[StepKey.LOOK_BACK], partial(read_due_verdicts, lead))
    for card in scene.story.touchpoints:
        if card.added_on == review.opened_at.date():
            yield Event(starts[StepKey.MAP], partial(_add, scene, card))
    yield Event(starts[StepKey.FOCUS], partial(_vote, scene, review))
    for skip in scene.story.skipped_stages:
        if skip.week == review.plans:
            leave_out = partial(improvements.skip_stage, lead, skip.stage, skip.reason)
            cycle = scene.label(skip.week)
            yield Event(starts[StepKey.PICK], partial(leave_out, cycle=cycle))
    for improvement in scene.story.improvements:
        if improvement.week == review.plans and improvement.carried_from is None:
            yield Event(starts[StepKey.PICK], partial(pick_improvement, scene, lead, improvement))
    yield Event(starts[StepKey.CLOSE], partial(_rate, scene, review))
    yield Event(scene.instant(review.closed_at), partial(close_review, lead))


def _open(scene: Scene, review: StoryReview) -> None:
    lead = scene.seat(review.lead)
    read_due_verdicts(lead)  # As opening the app for the review does.
    present = [scene.members[key] for key in review.present]
    id = reviews.open_review(lead, planned=scene.label(review.plans), present=present)
    moods = _spread_out(review.mood_count, review.mood_mean)
    with lead.unjournaled_change() as change:
        for member, value in zip(present, moods, strict=True):
            change.session.add(MoodRow(review_id=id, member_id=member, value=value))


def _add(scene: Scene, card: StoryTouchpoint) -> None:
    """Below the card ahead of it in the story that is on the board."""
    column = [each.key for each in scene.story.touchpoints if each.stage is card.stage]
    ahead = [key for key in column[: column.index(card.key)] if key in scene.touchpoints]
    scene.touchpoints[card.key] = touchpoints.add(
        scene.seat(card.author),
        card.stage,
        card.text,
        after=scene.touchpoints[ahead[-1]] if ahead else None,
        channel=card.channel,
        friction=card.friction,
        feeling=card.feeling,
        notes=card.notes,
        volume=card.volume,
        sign=card.sign,
        unasked=card.unasked,
        stuck=card.stuck,
    )


def _vote(scene: Scene, review: StoryReview) -> None:
    placed = place_votes(review.present, dict(review.votes))
    with scene.seat(review.lead).unjournaled_change() as change:
        id = need_open(change).id
        for (member, card), votes in placed.items():
            change.session.add(
                VoteRow(
                    review_id=id,
                    member_id=scene.members[member],
                    touchpoint_id=scene.touchpoints[card],
                    votes=votes,
                )
            )
    if len({member for member, _ in placed}) < ENOUGH_TO_HIDE:
        reviews.ask_reveal(scene.seat(review.lead))


def place_votes(people: Sequence[str], totals: Mapping[str, int]) -> Counter[tuple[str, str]]:
    """Who may have placed which votes, within the rules, so that they add up to ``totals``.

    Raises ValueError where the rules allow no such votes.
    """
    placed: Counter[tuple[str, str]] = Counter()
    votes_left = dict.fromkeys(people, VOTES_EACH)
    for card, total in sorted(totals.items(), key=lambda each: -each[1]):
        for _ in range(total):
            free = [who for who in people if votes_left[who] and placed[who, card] < VOTES_ON_ONE]
            if not free:
                raise ValueError(f"{len(people)} people cannot place {total} votes on {card}")
            voter = max(free, key=lambda who: votes_left[who])
            placed[voter, card] += 1
            votes_left[voter] -= 1
    return placed


def _rate(scene: Scene, review: StoryReview) -> None:
    ratings = _spread_out(review.rating_count, review.rating_mean)
    with scene.seat(review.lead).unjournaled_change() as change:
        id = need_open(change).id
        for member, value in zip(review.present, ratings, strict=True):
            change.session.add(
                RatingRow(review_id=id, member_id=scene.members[member], value=value)
            )


def _spread_out(count: int, mean: float | None) -> list[int]:
    """``count`` answers from 1 to 5 with this mean; where it is hidden, fours."""
    total = round(count * mean) if mean is not None else 4 * count
    least, remainder = divmod(total, count)
    return [least + (index < remainder) for index in range(count)]
