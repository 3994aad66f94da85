"""The sample's improvements: picked with the proof the story gives them, then decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from store.board.touchpoints import short
from store.db.tables.models import ImprovementRow
from store.demo.build_scene import Event, Scene
from store.demo.story.story_shapes import StoryImprovement
from store.improvements import improvement_status
from store.journal.seat import Change, Seat

_NOON, _EVENING = time(12, 0), time(17, 0)


def pick_improvement(scene: Scene, seat: Seat, improvement: StoryImprovement) -> None:
    """Pick an improvement. Its baseline is the story's own, so no windows are chosen for it."""
    with seat.change("improvement-picked") as change:
        row = _row(scene, change, improvement)
        change.session.add(row)
        change.set_summary(f"Picked {short(row.text)} for {improvement.stage.label} in {row.cycle}")


def decision_events(scene: Scene) -> Iterator[Event]:
    """When each improvement was done, dropped or carried over."""
    carried_on = {i.carried_from: i for i in scene.story.improvements if i.carried_from}
    for improvement in scene.story.improvements:
        if improvement.decided_on is None or improvement.owner is None:
            continue
        seat = scene.seat(improvement.owner)
        if improvement.status == "done":
            at, decide = scene.at(improvement.decided_on, _NOON), partial(_done, scene, seat)
        else:
            at, decide = _given_up_at(scene, improvement.decided_on), partial(_drop, scene, seat)
        following = carried_on.get(improvement.key)
        if following is not None:
            decide = partial(_carry, scene, seat, following)
        yield Event(at, partial(decide, improvement))


def _given_up_at(scene: Scene, day: date) -> datetime:
    """During that day's review, where there was one, else in the evening."""
    for review in scene.story.reviews:
        if review.opened_at.date() == day:
            return scene.instant(review.opened_at + timedelta(minutes=5))
    return scene.at(day, _EVENING)


def _done(scene: Scene, seat: Seat, improvement: StoryImprovement) -> None:
    improvement_status.done(seat, scene.improvements[improvement.key])


def _drop(scene: Scene, seat: Seat, improvement: StoryImprovement) -> None:
    improvement_status.drop(seat, scene.improvements[improvement.key], improvement.reason)


def _carry(
    scene: Scene, seat: Seat, following: StoryImprovement, improvement: StoryImprovement
) -> None:
    with seat.change("improvement-carried") as change:
        old = change.find(ImprovementRow, scene.improvements[improvement.key], "improvement")
        old.status = "carried"
        old.reason = improvement.reason
        old.decided_at = change.now
        new = _row(scene, change, following)
        new.carried_from = old.id
        change.session.add(new)
        change.set_summary(f"Carried {short(old.text)} over to {new.cycle}")


def _row(scene: Scene, change: Change, improvement: StoryImprovement) -> ImprovementRow:
    proof = improvement.proof
    row = ImprovementRow(
        id=change.new_id(),
        team_id=change.team.id,
        stage=improvement.stage.value,
        cycle=scene.label(improvement.week),
        text=improvement.text,
        touchpoint_id=scene.touchpoints.get(improvement.touchpoint or ""),
        owner_id=scene.members[improvement.owner] if improvement.owner else None,
        due=improvement.due,
        picked_at=change.now,
        measure=proof.measure if proof else None,
        before_from=proof.before_from if proof else None,
        before_to=proof.before_to if proof else None,
        after_days=proof.after_days if proof else None,
        target=proof.target if proof else None,
    )
    scene.improvements[improvement.key] = row.id
    return row
