"""Writes the sample's story into a workspace, through the store's own functions, day by day.

A clock is moved through the story's time, so that the journal, the late marks and the
reports are what a team's own use would have left. Only what people gave privately and the
answers, of which there are thousands, go in as whole batches.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from store.common.clock import RunningClock, SetClock
from store.demo.build_events import events
from store.demo.build_scene import Scene
from store.demo.story.story import tell_story
from store.domain.cycles import parse_zone
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import Workspace, create_workspace

_SEED = 20261116
_OPENING = time(9, 0)


def build_sample(
    path: Path, now: datetime, *, zone: str = "UTC", durable: bool = False
) -> Workspace:
    """Make the sample workspace at ``path`` as it stands at ``now``, and open it from there.

    The same ``now`` and ``zone`` give the same workspace, ids and all. Raises Refused where
    something stands at ``path`` already or the zone does not exist.
    """
    zone = parse_zone(zone)
    story = tell_story(now.astimezone(ZoneInfo(zone)).date())
    founded = datetime.combine(story.founded_on, _OPENING, ZoneInfo(zone)).astimezone(UTC)
    clock = SetClock(founded)
    sample = create_workspace(path, clock, ids=_ids(), durable=durable)
    try:
        with _one_transaction(sample) as workspace:
            team = create_team(
                workspace,
                NewTeam(
                    name=story.team,
                    cadence=story.cadence,
                    zone=zone,
                    review_weekday=story.review_weekday,
                    review_time=story.review_time,
                    members=tuple(member.name for member in story.members),
                ),
            )
            scene = Scene(story, workspace, team, ZoneInfo(zone))
            for event in sorted(events(scene, now), key=lambda event: event.at):
                clock.at = min(event.at, now)
                event.happen()
        sample.truncate_wal()
    except BaseException:
        sample.close()
        path.unlink(missing_ok=True)
        raise
    return Workspace(sample.engine, RunningClock(now), location=sample.location)


def _ids() -> Callable[[], str]:
    draw = Random(_SEED).getrandbits
    return lambda: f"{draw(48):012x}"


class _OneTransaction(Workspace):
    """A workspace whose changes all join one session; nobody else has it open yet."""

    session: Session

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        yield self.session

    @contextlib.contextmanager
    def writing(self) -> Iterator[Session]:
        yield self.session
        self.session.flush()

    def truncate_wal(self, wait: int = 0) -> None:
        """Nothing has reached a file yet."""


@contextlib.contextmanager
def _one_transaction(made: Workspace) -> Iterator[Workspace]:
    workspace = _OneTransaction(made.engine, made.clock, made.new_id, made.location)
    with made.writing() as workspace.session:
        yield workspace
