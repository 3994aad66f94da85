"""Logging feedback from anywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from screens.evidence.log import LogForm
from screens.forms.fields import ChoiceLine
from screens.forms.form import Form
from store.board import touchpoints
from store.domain.stages import Stage
from store.evidence import evidence

if TYPE_CHECKING:
    from tests.conftest import Live


def logged(live: Live) -> Any:
    return evidence.page(live.seat).items


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_quick_quote_takes_the_words_alone(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    typed: Callable[..., Any],
    size: tuple[int, int],
) -> None:
    app = live.app("playbook")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("b")
        await asked(pilot)
        await typed(pilot, "Too slow")
        await pilot.press("ctrl+s")
        await settle(pilot)
        (one,) = logged(live)
        assert (one.stage, one.quote, one.measure) == (Stage.CONNECT, "Too slow", None)
        assert live.notes == ["Logged for Connect. Press u to undo."]
        await pilot.press("u")
        await settle(pilot)
        assert logged(live) == ()


async def test_all_of_it_can_be_said(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    typed: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    card = touchpoints.add(live.seat, Stage.CONNECT, "Welcome")
    app = live.app("board")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("b")
        await asked(pilot)
        form = app.screen
        assert isinstance(form, LogForm)
        await pilot.press("tab", "c", "tab")
        await typed(pilot, "9")
        echo = form.query_one("#echo-value")
        await until(pilot, lambda: "1 to 5" in str(echo.render()))
        await pilot.press("backspace", "4", "tab")
        await typed(pilot, "18 Nov")
        await pilot.press("tab")
        await typed(pilot, "survey")
        await pilot.press("ctrl+s")
        await settle(pilot)
        (one,) = logged(live)
        assert (one.measure, one.value, one.day) == ("csat", 4, date(2026, 11, 18))
        assert (one.source, one.touchpoint_id, one.stage) == ("survey", card, Stage.CONNECT)


async def test_nothing_said_and_days_to_come_are_refused_beside_the_field(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    typed: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("b")
        await asked(pilot)
        await pilot.press("ctrl+s")
        form = app.screen
        await until(pilot, lambda: form.query_one("#problem-quote").display)
        await pilot.press("x", "tab", "tab", "tab")
        await typed(pilot, "tomorrow")
        await pilot.press("ctrl+s")
        problem = form.query_one("#problem-on")
        await until(pilot, lambda: "has not come" in str(problem.render()))
        assert logged(live) == ()
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("b")
        await asked(pilot)
        assert isinstance(app.screen, Form)
        assert app.screen.values()["quote"] == "x"


async def test_what_fits_the_stage_is_offered_first(
    live: Live, settle: Callable[[Pilot[Any]], Any], asked: Callable[..., Any]
) -> None:
    touchpoints.add(live.seat, Stage.ENHANCE, "Survey")
    touchpoints.add(live.seat, Stage.CONNECT, "Welcome")
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("b")
        await asked(pilot)
        measure = app.screen.query_one("#field-measure", ChoiceLine)
        card = app.screen.query_one("#field-touchpoint", ChoiceLine)
        assert measure.options[1][0] == "csat"
        assert card.options[1][1] == "Welcome"
        await pilot.press("shift+tab", "e")
        await pilot.pause()
        assert measure.options[1][0] == "nps"
        assert [label for _, label in card.options[1:]] == ["Survey", "Welcome (C)"]


async def test_the_stage_is_the_one_under_todays_cursor_and_its_letter_chooses_another(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    typed: Callable[..., Any],
) -> None:
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "b")
        await asked(pilot)
        await typed(pilot, "Too slow")
        assert isinstance(app.screen, Form)
        assert app.screen.values()["stage"] == "resolve"
        await pilot.press("shift+tab", "a", "end")
        await typed(pilot, "!")
        await pilot.press("ctrl+s")
        await settle(pilot)
        (one,) = logged(live)
        assert (one.stage, one.quote) == (Stage.ASSIST, "Too slow!")
        assert live.notes == ["Logged for Assist. Press u to undo."]


async def test_an_answer_off_the_scale_is_refused_in_one_sentence(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("b")
        await asked(pilot)
        await pilot.press("tab", "c", "tab", "7", "ctrl+s")
        problem, echo = (app.screen.query_one(f"#{kind}-value") for kind in ("problem", "echo"))
        await until(pilot, lambda: problem.display)
        assert "1 to 5" in str(problem.render())
        assert not echo.display
        await pilot.press("backspace", "4")
        await until(pilot, lambda: not problem.display)
