"""What the improvement form is about, read before it opens."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from screens.core.app_context import app_context_of
from screens.core.store_calls import read
from store.common.dataclass import dataclass
from store.domain.cycles import Cycle
from store.domain.stages import Stage
from store.domain.statistics.measures import Measure
from store.models.improvement import Improvement
from store.models.review import Parked
from store.models.snapshot import Snapshot
from store.models.team import Member
from store.models.touchpoint import Touchpoint
from store.queries import candidates

if TYPE_CHECKING:
    from textual.dom import DOMNode


@dataclass(frozen=True, slots=True)
class Subject:
    """What the form is about, and what can be chosen in it."""

    stage: Stage
    cycle: Cycle
    touchpoints: tuple[Touchpoint, ...]
    members: tuple[Member, ...]
    measures: tuple[Measure, ...]
    """Those offered first come first."""
    today: date
    touchpoint_id: str | None = None
    """The candidate it begins from."""
    owner_id: str | None = None
    improvement: Improvement | None = None
    """The one to change; None to pick a new one."""
    parked: Parked | None = None
    """The note in the parking lot that it begins from."""

    @property
    def draft(self) -> str:
        """What its half-typed text is kept under."""
        if self.improvement is not None:
            return f"improvement/{self.improvement.id}"
        begins = f"/{self.parked.id}" if self.parked is not None else ""
        return f"pick/{self.cycle.label}/{self.stage.value}{begins}"

    def measure(self, key: str) -> Measure | None:
        """The measure chosen by ``key``, None for no proof."""
        return next((measure for measure in self.measures if measure.key == key), None)


def today_of(snapshot: Snapshot) -> date:
    """Today in the team's zone."""
    return snapshot.at.astimezone(ZoneInfo(snapshot.team.zone)).date()


async def subject_for(
    widget: DOMNode,
    snapshot: Snapshot,
    stage: Stage,
    cycle: Cycle,
    *,
    touchpoint_id: str | None = None,
    improvement: Improvement | None = None,
    parked: Parked | None = None,
) -> Subject | None:
    """What the form needs to pick for ``stage`` in ``cycle``, or to change ``improvement``.

    None when the store could not be read; the reason has been shown.
    """
    measures = await read(widget, candidates.measures_for, stage)
    if not measures:
        return None
    present_ids = {member.id for member in snapshot.review.present} if snapshot.review else set()
    members = sorted(snapshot.team.present_members, key=lambda member: member.id not in present_ids)
    seat = app_context_of(widget).acting
    return Subject(
        stage=stage,
        cycle=cycle,
        touchpoints=_cards(snapshot, stage, improvement),
        members=tuple(members),
        measures=measures.value or (),
        today=today_of(snapshot),
        touchpoint_id=touchpoint_id,
        owner_id=_own_id(seat.member_id if seat else None, snapshot),
        improvement=improvement,
        parked=parked,
    )


def _own_id(typing: str | None, snapshot: Snapshot) -> str | None:
    """The owner it begins with: who types; alone that is oneself."""
    if typing is not None:
        return typing
    here = snapshot.review.present if snapshot.review else snapshot.team.present_members
    return here[0].id if len(here) == 1 else None


def _cards(
    snapshot: Snapshot, stage: Stage, improvement: Improvement | None
) -> tuple[Touchpoint, ...]:
    """The stage's touchpoints, and the improvement's own where it stands elsewhere by now."""
    cards = snapshot.board[stage.position].touchpoints
    touchpoint_id = improvement.touchpoint_id if improvement else None
    if (
        improvement is None
        or touchpoint_id is None
        or any(card.id == touchpoint_id for card in cards)
    ):
        return cards
    return (
        *cards,
        Touchpoint(touchpoint_id, stage, improvement.touchpoint_text or "a former touchpoint"),
    )
