"""What happened in the sample's story, each thing with its instant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from functools import partial
from itertools import chain

from store.demo.build_evidence import evidence_events
from store.demo.build_improvements import decision_events
from store.demo.build_practice import practice_events
from store.demo.build_reviews import review_events
from store.demo.build_scene import Event, Scene
from store.demo.story.story_shapes import StoryCase
from store.evidence import cases
from store.evidence.case_owner import give_case
from store.teams import cycle_skips, teams

NOON = time(12, 0)


def events(scene: Scene, now: datetime) -> Iterator[Event]:
    """All that happened up to ``now``, in no order."""
    story = scene.story
    founder = scene.seat(story.members[0].key)
    for story_measure in story.measures:
        add = partial(
            teams.add_measure,
            founder,
            story_measure.key,
            kind=story_measure.kind,
            better=story_measure.better,
        )
        yield Event(
            scene.at(story.founded_on, NOON), partial(add, per_cycle=story_measure.per_cycle)
        )
    for skip in story.skipped_weeks:
        leave_out = partial(cycle_skips.skip_cycle, founder, scene.label(skip.week), skip.reason)
        yield Event(scene.at(skip.decided_on, NOON), leave_out)
    yield from chain.from_iterable(review_events(scene, review) for review in story.reviews)
    yield from decision_events(scene)
    yield from evidence_events(scene)
    yield from practice_events(scene)
    yield from chain.from_iterable(_case_events(scene, case, now) for case in story.cases)


def _case_events(scene: Scene, case: StoryCase, now: datetime) -> Iterator[Event]:
    seat = scene.seat(case.owner)
    first, *later = case.interactions_ago
    yield Event(now - first, partial(_open_case, scene, case))
    for ago in later:
        heard = cases.call if ago == case.called_ago else cases.contact
        yield Event(now - ago, partial(heard, seat, case.ref))
    for each in case.hand_overs:
        pass_on = partial(give_case, seat, case.ref, scene.members[each.to], each.why)
        yield Event(now - each.ago, pass_on)
        seat = scene.seat(each.to)
    if case.solved_ago is not None:
        yield Event(now - case.solved_ago, partial(cases.solve, seat, case.ref))
    if case.answered_ago is not None:
        reply = (
            partial(cases.no_answer, seat, case.ref)
            if case.answer is None
            else partial(cases.answer, seat, case.ref, case.answer)
        )
        yield Event(now - case.answered_ago, reply)


def _open_case(scene: Scene, case: StoryCase) -> None:
    cases.add(
        scene.seat(case.owner),
        case.ref,
        subject=case.subject,
        stage=case.stage,
        touchpoint=scene.touchpoints.get(case.touchpoint),
        customer=case.customer,
        since=case.since,
        last_matter=case.last_matter,
        remember=case.remember,
    )
