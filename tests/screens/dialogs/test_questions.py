"""Questions, choices, prompts and reading, by their real keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.pilot import Pilot

from screens.core.store_calls import Outcome
from screens.dialogs.choose import Choose, Option, OptionLines
from screens.dialogs.confirm import Confirm
from screens.dialogs.reader import Reader, TextLines
from screens.forms.fields import OneLine
from screens.forms.prompt import Prompt
from store.common.errors import Refused

if TYPE_CHECKING:
    from tests.screens.conftest import Staged

pytestmark = pytest.mark.usefixtures("plain_views")


@pytest.fixture
async def ask(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> AsyncIterator[tuple[Any, ...]]:
    """Asks a dialog in an app that runs for the whole test, and presses keys."""
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)

        async def put(dialog: Any, *keys: Any) -> list[object]:
            answers: list[object] = []
            await pilot.app.push_screen(dialog, answers.append)
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            return answers

        yield pilot, put


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["enter"], False),
        (["escape"], False),
        (["n"], False),
        (["y"], True),
        (["right", "enter"], True),
        (["tab", "tab", "enter"], False),
    ],
)
async def test_only_a_clear_yes_confirms(
    ask: tuple[Any, ...], keys: list[str], answer: bool
) -> None:
    _, put = ask
    assert await put(Confirm("Archive it?"), *keys) == [answer]


OPTIONS = [
    Option("", "People"),
    Option("dana", "Dana"),
    Option("lee", "Lee"),
    Option("", "Others"),
    Option("room", "The room"),
]


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["enter"], "dana"),
        (["j", "enter"], "lee"),
        (["down", "down", "enter"], "room"),
        (["end", "k", "enter"], "lee"),
        (["up", "home", "enter"], "dana"),
        (["3"], "room"),
        (["escape"], None),
    ],
)
async def test_a_choice_walks_past_headings(
    ask: tuple[Any, ...], keys: list[str], answer: str | None
) -> None:
    _, put = ask
    assert await put(Choose("Who?", OPTIONS), *keys) == [answer]


async def test_a_choice_begins_where_it_is_told(ask: tuple[Any, ...]) -> None:
    pilot, put = ask
    await put(Choose("Who?", OPTIONS, chosen="room"))
    assert pilot.app.screen.query_one(OptionLines).value == "room"


async def test_a_prompt_goes_on_until_esc(ask: tuple[Any, ...]) -> None:
    _, put = ask
    saved: list[str] = []

    async def save(text: str) -> Outcome[None]:
        saved.append(text)
        return Outcome()

    answers = await put(Prompt("Add", save, repeat=True), *"one", "enter", *"two", "enter", "enter")
    assert saved == ["one", "two"]
    assert answers == [2]


async def test_a_refused_line_stays_with_the_reason(ask: tuple[Any, ...]) -> None:
    pilot, put = ask

    async def save(_text: str) -> Outcome[None]:
        return Outcome(refused=Refused("That name is in use."))

    answers = await put(Prompt("Add", save), *"Lee", "enter")
    assert answers == []
    assert str(pilot.app.screen.query_one("#problem").render()) == "That name is in use."
    assert pilot.app.screen.query_one(OneLine).value == "Lee"


@pytest.mark.parametrize(("answer", "saved"), [("y", [("a", "b", "c")]), ("n", [])])
async def test_a_paste_of_many_lines_asks_before_it_makes_many(
    ask: tuple[Any, ...], settle: Callable[[Pilot[Any]], Any], answer: str, saved: list[Any]
) -> None:
    pilot, put = ask
    many: list[tuple[str, ...]] = []

    async def save(_text: str) -> Outcome[None]:
        raise AssertionError

    async def save_many(lines: Any) -> Outcome[None]:
        many.append(tuple(lines))
        return Outcome()

    await put(Prompt("Add", save, repeat=True, save_many=save_many))
    pilot.app.screen.query_one(OneLine).post_message(events.Paste("a\nb\n\nc\n"))
    await pilot.pause()
    assert isinstance(pilot.app.screen, Confirm)
    await pilot.press(answer)
    await settle(pilot)
    assert many == saved


async def test_a_long_text_scrolls_and_is_all_there(ask: tuple[Any, ...]) -> None:
    pilot, put = ask
    text = "\n".join(f"line {number} " + "word " * 40 for number in range(100))
    await put(Reader("Report", text))
    lines = pilot.app.screen.query_one(TextLines)
    await pilot.press("end")
    last = lines.render_line(lines.size.height - 1).text
    assert last.strip().startswith("word")
    await pilot.press("home")
    assert lines.render_line(0).text.startswith("line 0 word")
    await pilot.press("pagedown", "j", "q")
    assert not isinstance(pilot.app.screen, Reader)


async def test_headings_take_no_figure(ask: tuple[Any, ...]) -> None:
    pilot, put = ask
    answers = await put(Choose("Who?", OPTIONS))
    lines = pilot.app.screen.query_one(OptionLines)
    shown = ["".join(part.text for part in lines.render_line(y)).strip() for y in range(5)]
    assert shown == ["People", "> 1 Dana", "2 Lee", "Others", "3 The room"]
    await pilot.press("3")
    await pilot.pause()
    assert answers == ["room"]
