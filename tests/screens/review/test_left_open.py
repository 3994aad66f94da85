"""Going on from a step says in one line what stays open, and asks nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.domain.agenda import AgendaKind, StepKey
from store.domain.stages import STAGES, Stage
from store.improvements import improvements
from store.reviews import reviews

if TYPE_CHECKING:
    from tests.screens.review.conftest import Room


@pytest.fixture
def short(room: Room) -> Room:
    """A short review in Look back, with two improvements that are not settled."""
    reviews.open_review(room.seat, AgendaKind.SHORT, "2026-W48")
    return room


async def test_look_back_says_what_is_not_settled(short: Room) -> None:
    async with short.desk() as desk:
        await desk.press("r", "greater_than_sign")
        assert short.snapshot.review.step.key is StepKey.PICK
        assert "2 improvements are not settled; they stay open." in desk.toasts


async def test_pick_names_the_stages_without_an_improvement(short: Room) -> None:
    reviews.go_to_step(short.seat, 1)
    improvements.pick(short.seat, Stage.CONNECT, "Greet by name", cycle="2026-W48")
    improvements.skip_stage(short.seat, Stage.RESOLVE, "Nobody is free", cycle="2026-W48")
    async with short.desk() as desk:
        await desk.press("r", "greater_than_sign")
        assert short.snapshot.review.step.key is StepKey.CLOSE
        assert "Nothing is picked for Assist and Enhance; they stay open." in desk.toasts


async def test_nothing_is_said_where_all_is_picked_or_one_goes_back(short: Room) -> None:
    reviews.go_to_step(short.seat, 1)
    async with short.desk() as desk:
        await desk.press("r", "less_than_sign")
        assert desk.toasts == ""
        reviews.go_to_step(short.seat, 1)
        for stage in STAGES:
            improvements.pick(short.seat, stage, "One thing", cycle="2026-W48")
        await desk.reload()
        await desk.press("greater_than_sign")
        assert short.snapshot.review.step.key is StepKey.CLOSE
        assert desk.toasts == ""
