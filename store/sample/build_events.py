"""What happened in the sample's story, each thing with its instant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from functools import partial
from itertools import chain

from store import cases, teams
from store.sample.build_evidence import evidence_events
from store.sample.build_improvements import decision_events
from store.sample.build_reviews import review_events
from store.sample.build_scene import Event, Scene
from store.sample.story_shapes import StoryCase

NOON = time(12, 0)


def events(scene: Scene, now: datetime) -> Iterator[Event]:
    """All that happened up to ``now``, in no order."""
    story = scene.story
    founder = scene.seat(story.members[0].key)
    for own in story.measures:
        add = partial(teams.add_measure, founder, own.key, kind=own.kind, better=own.better)
        yield Event(scene.at(story.founded_on, NOON), partial(add, per_cycle=own.per_cycle))
    for skip in story.skipped_weeks:
        leave_out = partial(teams.skip_cycle, founder, scene.label(skip.week), skip.reason)
        yield Event(scene.at(skip.decided_on, NOON), leave_out)
    yield from chain.from_iterable(review_events(scene, review) for review in story.reviews)
    yield from decision_events(scene)
    yield from evidence_events(scene)
    yield from chain.from_iterable(_case_events(scene, case, now) for case in story.cases)


def _case_events(scene: Scene, case: StoryCase, now: datetime) -> Iterator[Event]:
    seat = scene.seat(scene.story.members[0].key)
    first, *later = case.interactions_ago
    yield Event(now - first, partial(_open_case, scene, case))
    for ago in later:
        heard = cases.call if ago == case.called_ago else cases.contact
        yield Event(now - ago, partial(heard, seat, case.ref))
    if case.solved_ago is not None:
        yield Event(now - case.solved_ago, partial(cases.solve, seat, case.ref))
    if case.answered_ago is not None:
        yield Event(now - case.answered_ago, partial(cases.answer, seat, case.ref, True))


def _open_case(scene: Scene, case: StoryCase) -> None:
    cases.add(
        scene.seat(scene.story.members[0].key),
        case.ref,
        subject=case.subject,
        stage=case.stage,
        touchpoint=scene.touchpoints[case.touchpoint],
    )
