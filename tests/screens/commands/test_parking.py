"""The parking lot by its keys: P parks, lists, takes up and drops; Close shows what waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from screens.dialogs.choose import OptionLines
from screens.forms.improvement.improvement import ImprovementDialog
from screens.forms.prompt import Prompt
from store.board import parking
from store.domain.agenda import AgendaKind, StepKey
from store.domain.stages import Stage
from store.improvements import improvements
from store.reviews import reviews

if TYPE_CHECKING:
    from tests.conftest import Live

SMALL = (80, 24)
Settle = Callable[[Pilot[Any]], Any]
Until = Callable[..., Any]


def seen(app: App[Any]) -> str:
    """Everything the terminal shows, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def labels(app: App[Any]) -> list[str]:
    lines = app.screen.query(OptionLines)
    return [option.label for option in lines.first().options] if lines else []


def waiting(live: Live) -> list[str]:
    return [note.text for note in live.snapshot.parked]


@pytest.mark.parametrize("view", ["today", "board", "evidence", "momentum", "reviews", "playbook"])
async def test_p_parks_from_anywhere(
    live: Live, settle: Settle, until: Until, asked: Until, typed: Until, view: str
) -> None:
    app = live.app(view, seat=live.as_member("Dana"))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("P")
        await until(pilot, lambda: isinstance(app.screen, Prompt))
        await asked(pilot)
        await typed(pilot, "Ask legal")
        await pilot.press("enter")
        await until(pilot, lambda: waiting(live) == ["Ask legal"])
        await until(pilot, lambda: not app.screen.is_modal)
        assert live.notes[-1].startswith("Parked.")
        await pilot.press("u")
        await until(pilot, lambda: waiting(live) == [])


async def open_note(app: Any, pilot: Pilot[Any], settle: Settle, until: Until, deed: str) -> None:
    """Open the first note that waits, and choose what becomes of it."""
    await settle(pilot)
    await pilot.press("P")
    await until(pilot, lambda: labels(app)[:1] == ["Park something…"])
    await pilot.press("2")
    await until(pilot, lambda: "Drop it" in labels(app))
    await pilot.press(deed)


async def test_a_note_is_reworded_and_dropped(
    live: Live, settle: Settle, until: Until, asked: Until, typed: Until
) -> None:
    parking.park(live.as_member("Lee"), "Ask legal")
    app = live.app("today")
    async with app.run_test(size=SMALL) as pilot:
        await open_note(app, pilot, settle, until, "3")
        await until(pilot, lambda: isinstance(app.screen, Prompt))
        await asked(pilot)
        await typed(pilot, " soon")
        await pilot.press("enter")
        await until(pilot, lambda: waiting(live) == ["Ask legal soon"])
        await until(pilot, lambda: "Ask legal soon" in labels(app))
        (_, option) = app.screen.query_one(OptionLines).options
        assert option.more.startswith("Lee, ")
        await pilot.press("2")
        await until(pilot, lambda: "Drop it" in labels(app))
        await pilot.press("4")
        await until(pilot, lambda: waiting(live) == [])
        await until(pilot, lambda: labels(app) == ["Park something…"])
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)


async def test_a_note_becomes_a_touchpoint(live: Live, settle: Settle, until: Until) -> None:
    parking.park(live.seat, "The form asks twice")
    app = live.app("today")
    async with app.run_test(size=SMALL) as pilot:
        await open_note(app, pilot, settle, until, "1")
        await until(pilot, lambda: labels(app)[:1] == ["C  Connect"])
        await pilot.press("2")
        await until(pilot, lambda: live.texts()[1] == ["The form asks twice"])
        assert waiting(live) == []


async def test_a_note_becomes_an_improvement_where_the_stage_has_none(
    live: Live, settle: Settle, until: Until, asked: Until
) -> None:
    parking.park(live.seat, "Ask once")
    improvements.pick(live.seat, Stage.CONNECT, "Greet")
    app = live.app("today")
    async with app.run_test(size=SMALL) as pilot:
        await open_note(app, pilot, settle, until, "2")
        await until(pilot, lambda: labels(app)[:1] == ["C  Connect"])
        assert app.screen.query_one(OptionLines).options[0].off == "has its improvement"
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, ImprovementDialog))
        await asked(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not app.screen.is_modal)
        picked = {each.stage: each.text for each in live.snapshot.planned}
        assert picked == {Stage.CONNECT: "Greet", Stage.ASSIST: "Ask once"}
        assert waiting(live) == []
        await pilot.press("u")
        await until(pilot, lambda: waiting(live) == ["Ask once"])


async def test_close_shows_what_waits_and_takes_it_up(
    live: Live, settle: Settle, until: Until
) -> None:
    for number in range(1, 5):
        parking.park(live.seat, f"Note {number}")
        live.clock.move(minutes=1)
    reviews.open_review(live.seat, AgendaKind.SHORT)
    assert live.snapshot.review is not None
    steps = [step.key for step in live.snapshot.review.steps]
    reviews.go_to_step(live.seat, steps.index(StepKey.CLOSE))
    app = live.app("review")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)

        def page() -> str:
            return " ".join(seen(app).split())

        await until(pilot, lambda: "Parked" in page())
        assert "4: Note 1 · Note 2 · Note 3 and 1 more. Press P: take up or drop." in page()
        await open_note(app, pilot, settle, until, "4")
        await until(pilot, lambda: waiting(live) == ["Note 2", "Note 3", "Note 4"])
        await pilot.press("escape")
        await until(pilot, lambda: "3: Note 2 · Note 3 · Note 4" in page())
        for note in live.snapshot.parked:
            parking.drop(live.seat, note.id)
        await live.main(app).reload()
        await until(pilot, lambda: "nothing. Press P to park" in page())
