"""The welcome of a first run, by its real keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from care_tui.app import CareApp
from screens.chrome.footer import Footer
from screens.commands.welcome import FirstRun, WelcomeScreen
from screens.forms.team_form import new_team
from screens.main.main_screen import MainScreen
from store.common.errors import Refused

if TYPE_CHECKING:
    from tests.screens.conftest import Staged

pytestmark = pytest.mark.usefixtures("plain_views")


@pytest.fixture
def first(stage_app: Callable[..., Staged]) -> tuple[Any, ...]:
    """A first run, and what its two ways were called with."""
    show = stage_app()
    made: list[object] = []
    first_run = FirstRun(made.append, lambda: made.append("sample"), "Europe/Berlin", "~/care.db")
    return CareApp(show.app_context, first_run=first_run), made


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 18)])
async def test_a_team_is_made_with_what_was_typed(
    first: tuple[Any, ...], settle: Callable[[Pilot[Any]], Any], size: tuple[int, int]
) -> None:
    app, made = first
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, WelcomeScreen)
        assert "Enter Choose" in "".join(
            each.text for each in app.screen.query_one(Footer).parts(60)
        )
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"Acme", "enter", "right", "enter", "enter", "enter", "enter")
        await pilot.press(*"Dana, Lee", "enter")
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
    team = new_team(made[0])
    assert (team.name, team.cadence, team.zone) == ("Acme", "monthly", "Europe/Berlin")
    assert team.review_weekday == 4
    assert team.members == ("Dana", "Lee")


async def test_the_sample_is_one_key_away(
    first: tuple[Any, ...], settle: Callable[[Pilot[Any]], Any]
) -> None:
    app, made = first
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await settle(pilot)
        assert made == ["sample"]
        assert isinstance(app.screen, MainScreen)


async def test_what_cannot_be_made_is_said_beside_its_field(
    first: tuple[Any, ...], settle: Callable[[Pilot[Any]], Any]
) -> None:
    app, _ = first

    def refuse(_values: Any) -> None:
        raise Refused("There is no time zone “Mars”.", field="timezone")

    app.first_run = FirstRun(refuse, lambda: None, "Mars", "~/care.db")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"Acme", "ctrl+s")
        await pilot.pause()
        await pilot.pause()
        problem = app.screen.query_one("#problem-timezone")
        assert "Mars" in str(problem.render())


async def test_ctrl_q_leaves_the_welcome(first: tuple[Any, ...]) -> None:
    app, _ = first
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert app.return_code == 0
