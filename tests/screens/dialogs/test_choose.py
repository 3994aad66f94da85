"""A list to choose from: which key chooses, and what is cut where there is no room."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from screens.chrome.footer import Footer
from screens.dialogs.choose import Choose, Option, OptionLines
from screens.forms.finder import Finder

if TYPE_CHECKING:
    from tests.screens.conftest import Staged

pytestmark = pytest.mark.usefixtures("plain_views")
LONG = "“The video shows a hitch that isn't the one in my bag” and more of it"


def keys(screen: Screen[Any]) -> str:
    return "".join(part.text for part in screen.query_one(Footer).parts(80))


@pytest.mark.parametrize("kind", [Choose, Finder])
async def test_the_key_that_chooses_is_named_first_and_does_it(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any], kind: Any
) -> None:
    show = stage_app()
    options = [Option("one", "The first"), Option("two", "The second")]
    chosen: list[str | None] = []
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        dialog = kind("Which?", options, hint="Type") if kind is Finder else kind("Which?", options)
        await show.app.push_screen(dialog, chosen.append)
        await pilot.pause()
        assert keys(show.app.screen).strip().startswith("Enter Choose  esc Back")
        await pilot.press("down", "enter")
        await pilot.pause()
    assert chosen == ["two"]


async def test_what_does_not_fit_beside_a_label_is_left_out_or_the_label_is_cut_for_it(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    options = [
        Option("quote", LONG, "Assist · Fri"),
        Option("case", LONG, "Jo · ask tomorrow, 03:30", whole=True),
    ]
    async with show.app.run_test(size=(60, 18)) as pilot:
        await settle(pilot)
        await show.app.push_screen(Choose("Which?", options))
        await pilot.pause()
        lines = show.app.screen.query_one(OptionLines)
        quote, case = (lines.render_line(y).text.rstrip() for y in range(2))
        assert quote.endswith("…")
        assert not quote.endswith("……")
        assert case.endswith("…  Jo · ask tomorrow, 03:30")
