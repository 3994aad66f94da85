"""What the sample's team keeps beside its board: promises, questions asked again, its own words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta
from functools import partial

from store.demo.build_scene import Event, Scene
from store.demo.story.story_shapes import StoryPromise, StoryQuestion
from store.evidence import questions
from store.evidence.words_to_send import set_wording
from store.teams import promises

_MORNING, _AFTERNOON = time(10, 0), time(14, 30)


def practice_events(scene: Scene) -> Iterator[Event]:
    """Promises and words of the first day; each question on the days it was asked."""
    founder = scene.seat(scene.story.members[0].key)
    begun = scene.at(scene.story.promised_on, _MORNING)
    for promise in scene.story.promises:
        yield Event(begun, partial(_promise, scene, promise))
    for words in scene.story.wordings:
        yield Event(begun, partial(set_wording, founder, words.kind, words.text))
    listeners = [member.key for member in scene.story.members]
    for number, question in enumerate(scene.story.questions):
        seat = scene.seat(listeners[number % len(listeners)])
        for index, day in enumerate(question.asked_on):
            late = index >= len(question.asked_on) - question.late
            count = partial(questions.ask, seat, question.text, frustrated=late)
            yield Event(scene.at(day, _MORNING), count)
        last = scene.at(question.asked_on[-1], _AFTERNOON) + timedelta(minutes=number)
        yield Event(last, partial(_settle, scene, question))


def _promise(scene: Scene, promise: StoryPromise) -> None:
    seat = scene.seat(scene.story.members[0].key)
    if promise.kind == promises.PromiseKind.REPLY:
        assert promise.hours is not None
        promises.promise_reply(seat, promise.subject, promise.hours)
    elif promise.kind == promises.PromiseKind.DECIDE:
        promises.promise_decision(seat, promise.who, promise.subject, promise.up_to)
    else:
        promises.promise_step_up(seat, promise.who)


def _settle(scene: Scene, question: StoryQuestion) -> None:
    """Say where it is answered, or count it for the question it is another wording of."""
    seat = scene.seat(scene.story.members[0].key)
    asked = questions.find_question(seat, question.text)
    if question.answered_where:
        answer = question.answered_where, question.answered_as
        questions.answered_where(seat, asked, *answer)
    if question.joined_into:
        questions.join_questions(seat, asked, questions.find_question(seat, question.joined_into))
