"""Find, by its keys, on a real workspace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from screens.board import BoardPane
from screens.commands.find import FindDialog
from screens.dialogs.choose import Choose, OptionLines
from screens.dialogs.reader import Reader
from screens.evidence.detail_dialog import Opened
from store.board import parking, touchpoints
from store.domain.stages import Stage
from store.evidence import cases, evidence
from store.improvements import improvement_status, improvements

if TYPE_CHECKING:
    from tests.conftest import Live


@pytest.fixture
def filled(live: Live) -> Live:
    """A team with three cards, an improvement of a past cycle, one of this, and a quote."""
    touchpoints.add(live.seat, Stage.ENHANCE, "Survey", notes="asks about the hand-over")
    touchpoints.add(live.seat, Stage.RESOLVE, "Hand-over between shifts", channel="internal")
    touchpoints.add(live.seat, Stage.CONNECT, "Welcome")
    improvements.pick(live.seat, Stage.ASSIST, "Write the hand-over guide")
    live.clock.move(days=14)
    improvement_status.drop(
        live.seat, improvement_status.find_undecided(live.seat, Stage.ASSIST), "too big"
    )
    improvements.pick(live.seat, Stage.ASSIST, "Answer in the chat")
    day = live.snapshot.at.date() - timedelta(days=1)
    evidence.log(live.seat, Stage.RESOLVE, quote="Nobody knew my case after hand-over", day=day)
    return live


@pytest.fixture
def search(
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    typed: Callable[..., Any],
    until: Callable[..., Any],
) -> Callable[..., Any]:
    """Opens find and types: ``await search(pilot, "words", "something expected")``."""

    async def go(pilot: Pilot[Any], words: str, expected: Any) -> list[str]:
        await settle(pilot)
        await pilot.press("slash")
        await asked(pilot)
        await typed(pilot, words)
        lines = pilot.app.screen.query_one(OptionLines)
        await until(pilot, lambda: any(expected in option.label for option in lines.options))
        return [option.label for option in lines.options]

    return go


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_everything_with_the_word_is_found_while_one_types(
    filled: Live, search: Callable[..., Any], size: tuple[int, int]
) -> None:
    app = filled.app("today")
    async with app.run_test(size=size) as pilot:
        assert await search(pilot, "hand-over", "Nobody") == [
            "Touchpoints",
            "Hand-over between shifts",
            "Survey",
            "Improvements",
            "Write the hand-over guide",
            "What customers said",
            "“Nobody knew my case after hand-over”",
        ]


async def test_until_the_store_answers_there_is_what_the_board_and_the_words_have(
    filled: Live, search: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FindDialog, "_search", lambda *_: None)
    app = filled.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await search(pilot, "hand-over", "Hand-over")
        assert shown == ["Touchpoints", "Hand-over between shifts", "Survey"]


async def test_enter_jumps_to_the_card(
    filled: Live, search: Callable[..., Any], settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = filled.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "internal", "shifts")
        await pilot.press("enter")
        await settle(pilot)
        assert filled.main(app).view == "board"
        assert app.screen.query_one(BoardPane).card.text == "Hand-over between shifts"


async def test_esc_goes_back_to_where_one_was(
    filled: Live, search: Callable[..., Any], settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = filled.app("playbook")
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "survey", "Survey")
        await pilot.press("escape")
        await settle(pilot)
        assert filled.main(app).view == "playbook"


async def test_a_quote_is_opened_in_evidence(
    filled: Live,
    search: Callable[..., Any],
    settle: Callable[[Pilot[Any]], Any],
    until: Callable[..., Any],
) -> None:
    app = filled.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "nobody", "Nobody")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Opened))
        assert filled.main(app).view == "evidence"


async def test_improvements_are_shown_in_today_or_opened_whole(
    filled: Live,
    search: Callable[..., Any],
    settle: Callable[[Pilot[Any]], Any],
    until: Callable[..., Any],
) -> None:
    app = filled.app("board")
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "answer in", "Answer in the chat")
        await pilot.press("enter")
        await settle(pilot)
        assert filled.main(app).view == "today"
        await search(pilot, "guide", "Write the hand-over guide")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Reader))


async def test_a_parked_note_is_found_and_what_becomes_of_it_asked(
    filled: Live, search: Callable[..., Any], asked: Callable[..., Any], until: Callable[..., Any]
) -> None:
    parking.park(filled.seat, "Ask legal about refunds")
    app = filled.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        found = await search(pilot, "legal", "Ask legal")
        assert found[:2] == ["Parking lot", "Ask legal about refunds"]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        assert isinstance(app.screen, Choose) and app.screen.heading == "Ask legal about refunds"
        await pilot.press("4")
        await until(pilot, lambda: not filled.snapshot.parked)


async def test_what_is_nowhere_is_said(filled: Live, search: Callable[..., Any]) -> None:
    app = filled.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        assert await search(pilot, "xyzzy", "Nothing has") == ["Nothing has “xyzzy” in it."]
        await pilot.press("enter")


async def test_a_case_is_found_and_what_is_next_with_it_asked(
    filled: Live,
    search: Callable[..., Any],
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    cases.add(filled.seat, "4391", subject="Parcel lost")
    cases.add(filled.seat, "4417", subject="Parcel late")
    cases.contact(filled.seat, "4417")
    app = filled.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        assert await search(pilot, "parcel", "4391") == [
            "Open cases",
            "4417 Parcel late",
            "4391 Parcel lost",
        ]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("2")
        await settle(pilot)
        assert not any(each.due for each in filled.snapshot.follow_ups)
        await search(pilot, "4391", "4391")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("1")
        await settle(pilot)
        assert [each.ref for each in filled.snapshot.follow_ups if each.due] == ["4391"]


async def test_touchpoints_without_a_feeling_are_found_by_that(
    filled: Live, search: Callable[..., Any]
) -> None:
    touchpoints.edit(filled.seat, filled.card("Welcome").id, feeling="expected")
    app = filled.app()
    async with app.run_test(size=(80, 24)) as pilot:
        found = await search(pilot, "no feeling", "Survey")
        assert "Hand-over between shifts" in found
        assert "Welcome" not in found
