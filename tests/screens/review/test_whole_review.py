"""Whole reviews from opening to close, by the real keys on a real workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.domain.agenda import AgendaKind, StepKey
from store.domain.stages import Stage
from store.models.improvement import Status
from store.reviews.closing import past_reviews

if TYPE_CHECKING:
    from tests.screens.review.conftest import Desk, Room

SIZES = [(80, 24), (120, 36)]


async def check_in(desk: Desk) -> None:
    """Three moods by passing the keyboard, then the reveal."""
    await desk.press("w")
    for mood in "453":
        await desk.press("enter", mood)
    async for _ in desk.resized(*SIZES):
        assert "Everybody has had a turn." in desk.said
    await desk.press("enter", "R", "y")
    async for _ in desk.resized(*SIZES):
        assert "4.0 of 5" in desk.said
    await desk.press("greater_than_sign")


async def test_a_team_review_from_check_in_to_close_at_two_sizes(room: Room) -> None:
    async with room.desk(SIZES[0]) as desk:
        await desk.press("r")
        async for _ in desk.resized(*SIZES):
            assert "Week 48 · 23–29 Nov" in desk.said
        await desk.press("enter", "enter", "enter")
        await check_in(desk)

        # Evidence comes first: nothing is running yet.
        async for _ in desk.resized(*SIZES):
            assert "What did customers say?" in desk.said
        await desk.press("greater_than_sign")

        # Look back: the unowned improvement comes first.
        await desk.press("d", "enter")
        await desk.press("c")
        await desk.type("Finance has not answered")
        await desk.press("enter")
        async for _ in desk.resized(*SIZES):
            assert "Everything is settled." in desk.said
        assert room.snapshot.undecided[0].cycle.label == "2026-W48"
        await desk.press("greater_than_sign")

        # Map: two people write privately.
        for card in ("Night line", "Status page"):
            await desk.press("w", "enter")
            await desk.type(card)
            await desk.press("enter", "escape", "w", "escape")
        async for _ in desk.resized(*SIZES):
            assert "Night line" not in desk.text
            assert "2 private touchpoints written" in desk.said
        await desk.press("R", "y")
        async for _ in desk.resized(*SIZES):
            assert "Night line" in desk.text
            assert "Status page" in desk.text
        await desk.press("greater_than_sign", "y")

        # Focus: three on one card is the most.
        await desk.press("w", "enter", "v", "v", "v", "v")
        async for _ in desk.resized(*SIZES):
            assert "2 of 5 votes left" in desk.said
        await desk.press("down", "v", "w", "escape")
        await desk.press("w", "enter", "v", "w", "escape")
        assert room.snapshot.review.private.voters == 2
        async for _ in desk.resized(*SIZES):
            assert "2 of 3 done" in desk.said
        await desk.press("R", "y", "greater_than_sign")

        # Pick: Connect from its strongest candidate, the others skipped or carried.
        desk.app.clear_notifications()
        await desk.settled()
        async for _ in desk.resized(*SIZES):
            assert "Connect, by votes" in desk.text
            assert "●●●● 4 votes" in desk.said
        await desk.press("enter")
        await desk.type("Greet by first name")
        await desk.press("enter", "enter", "right", "enter", "ctrl+s")
        await desk.press("s")
        await desk.type("Nobody is free")
        await desk.press("enter")
        await desk.press("s")
        await desk.type("Nothing hurts there")
        await desk.press("enter", "greater_than_sign")

        # Close.
        await desk.press("w", "enter", "5", "escape")
        async for _ in desk.resized(*SIZES):
            assert "1 rating given" in desk.said
        await desk.press("greater_than_sign", "y")
        async for _ in desk.resized(*SIZES):
            assert "The review is closed" in desk.said
            assert "The report is saved as" in " ".join(desk.toasts.split())
        await desk.press("escape")
        assert desk.main.view == "today"

    snapshot = room.snapshot
    assert snapshot.review is None
    assert snapshot.reviews_closed == 1
    (held,) = past_reviews(room.seat)
    assert held.review.planned.label == "2026-W48"
    assert held.review.mood.mean == 4
    assert held.review.rating.count == 1
    assert held.review.rating.mean is None
    (report,) = (room.folder / "reports").iterdir()
    assert report.read_text(encoding="utf-8") == held.report
    assert "Greet by first name" in held.report
    assert "Nobody is free" in held.report


async def test_a_solo_review_saves_its_report_on_leaving_the_last_step(room: Room) -> None:
    async with room.desk() as desk:
        await desk.press("r", "right")
        assert "Evidence, Look back, Map, Pick" in desk.said
        await desk.press("enter", "enter", "enter")
        assert desk.main.snapshot.review.kind is AgendaKind.SOLO
        assert desk.main.snapshot.review.step.key is StepKey.EVIDENCE
        await desk.press("greater_than_sign", "greater_than_sign", "a")
        await desk.type("Returns desk")
        await desk.press("enter", "escape", "greater_than_sign", "enter")
        await desk.type("Answer in the first hour")
        await desk.press("ctrl+s")
        assert desk.main.snapshot.review.step.key is StepKey.PICK
        await desk.press("greater_than_sign", "y")
        assert "The report is saved as" in " ".join(desk.toasts.split())
        assert "Who does what by when" in desk.said
        await desk.press("E")
        assert "# " not in desk.said
        assert "**" not in desk.said
        await desk.press("end")
        assert "Next review" in desk.said
        assert "# " not in desk.said
    assert room.snapshot.reviews_closed == 1
    assert len(list((room.folder / "reports").iterdir())) == 1


async def test_a_short_review_looks_back_picks_and_closes(room: Room) -> None:
    async with room.desk() as desk:
        await desk.press("r", "end", "enter", "enter", "enter")
        assert [step.key for step in desk.main.snapshot.review.steps] == [
            StepKey.LOOK_BACK,
            StepKey.PICK,
            StepKey.CLOSE,
        ]
        await desk.press("greater_than_sign", "tab", "tab", "enter")
        await desk.type("Refunds up to 50 euros at once")
        await desk.press("ctrl+s", "greater_than_sign", "greater_than_sign", "y", "escape")
    snapshot = room.snapshot
    assert snapshot.reviews_closed == 1
    picked = [each for each in snapshot.undecided if each.cycle.label == "2026-W48"]
    assert [(each.stage, each.status) for each in picked] == [(Stage.RESOLVE, Status.PLANNED)]


async def test_without_a_reports_folder_the_report_stays_in_the_workspace(room: Room) -> None:
    async with room.desk(hosted=True) as desk:
        await desk.press("r", "end", "enter", "enter", "enter")
        await desk.press("greater_than_sign", "greater_than_sign", "greater_than_sign", "y")
        assert "The review is closed" in desk.said
    assert not (room.folder / "reports").exists()
