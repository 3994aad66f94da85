"""The Evidence step by its real keys: what is due, quotes to read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.domain.agenda import AgendaKind, StepKey
from store.domain.stages import Stage
from store.evidence import cases, evidence
from store.reviews import reviews

if TYPE_CHECKING:
    from tests.screens.review.conftest import Room


@pytest.fixture
def listening(room: Room) -> Room:
    """A team review in Evidence, with a call due, a question due and two quotes."""
    for ref in ("T-1", "T-2"):
        cases.add(room.seat, ref)
        cases.contact(room.seat, ref)
        cases.contact(room.seat, ref)
    cases.solve(room.seat, "T-2")
    room.clock.move(days=2)
    evidence.log(room.seat, Stage.ASSIST, quote="She stayed on the line.")
    evidence.log(room.seat, Stage.RESOLVE, quote="Nobody rang back.")
    reviews.open_review(room.seat, AgendaKind.TEAM, "2026-W48")
    reviews.go_to_step(room.seat, 1)
    return room


def kinds(room: Room) -> list[tuple[str, str]]:
    return [(each.ref, each.kind.value) for each in room.snapshot.follow_ups if each.due]


async def test_what_is_due_with_customers_is_answered_in_the_step(listening: Room) -> None:
    sizes = [(80, 24), (120, 36)]
    assert sorted(kinds(listening)) == [("T-1", "call"), ("T-2", "ask")]
    async with listening.desk() as desk:
        await desk.press("r")
        async for _ in desk.resized(*sizes):
            assert "Follow-ups with customers: 2 due" in desk.said
            assert "Press Enter to answer what is due" in desk.said
        for _number in range(2):
            first = next(each for each in desk.main.snapshot.follow_ups if each.due)
            await desk.press("home", "enter")
            async for _ in desk.resized(*sizes):
                assert first.ref in desk.said
            await desk.press("enter")
        async for _ in desk.resized(*sizes):
            assert "Follow-ups with customers" not in desk.said
        assert listening.snapshot.review.step.key is StepKey.EVIDENCE
    assert kinds(listening) == []


async def test_a_quote_is_chosen_for_the_report_with_one_key_and_left_out_again(
    listening: Room,
) -> None:
    async with listening.desk((120, 36)) as desk:
        await desk.press("r", "down", "down")
        assert "Read it aloud. Press space to put it into the report." in desk.said
        assert "space For the report" in desk.keys
        await desk.press("space")
        assert desk.said.count("in the report") == 1
        await desk.press("down", "enter")
        assert len(listening.snapshot.review.quotes) == 2
        await desk.press("space")
        assert len(listening.snapshot.review.quotes) == 1
        await desk.press("end")
        assert "space For the report" not in desk.keys
