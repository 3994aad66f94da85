"""The Evidence view by its real keys, on a real workspace."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from screens.chrome.footer import Footer
from screens.core.view import ShowView
from screens.evidence.detail_dialog import Opened
from screens.evidence.list_modes import Face
from screens.evidence.view import EvidenceView
from screens.evidence.virtual_list import RowList
from store.board import touchpoints
from store.domain.stages import Stage
from store.evidence import cases, evidence
from store.evidence.evidence import Filter
from store.evidence.evidence_detail import load_piece

if TYPE_CHECKING:
    from tests.conftest import Live

TODAY = date(2026, 11, 20)
SIZES = [(80, 24), (120, 36), (160, 45)]


def say_much(live: Live) -> None:
    """Give 70 ratings on as many days, and a quote at a touchpoint today."""
    for ago in range(70):
        day = TODAY - timedelta(days=ago)
        evidence.log(live.seat, Stage.CONNECT, measure="csat", value=1 + ago % 5, day=day)
    card = touchpoints.add(live.seat, Stage.RESOLVE, "Refund")
    quote = "Where [b]is my\nmoney?"
    evidence.log(live.seat, Stage.RESOLVE, quote=quote, source="chat", touchpoint=card)


@pytest.fixture
def said(live_with: Callable[..., Live]) -> Live:
    """A team whose customers said what `say_much` gives."""
    return live_with(say_much)


def lines(app: App[Any]) -> list[str]:
    """What the page or the list of answers draws."""
    view = app.screen_stack[0].query_one(EvidenceView)
    shown = view.rows if view.face is Face.ANSWERS else view.page
    return [shown.render_line(y).text for y in range(shown.size.height)]


def page(app: App[Any]) -> str:
    return "\n".join(lines(app))


def heading(app: App[Any]) -> str:
    return str(app.screen_stack[0].query_one("#heading").render())


@pytest.mark.parametrize("size", SIZES)
async def test_it_opens_on_a_line_a_measure_the_words_and_the_days(
    said: Live,
    settle: Callable[[Pilot[Any]], Any],
    until: Callable[..., Any],
    size: tuple[int, int],
) -> None:
    app = said.app("evidence")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await until(pilot, lambda: "C CSAT" in page(app))
        (row,) = [line for line in lines(app) if "C CSAT" in line]
        assert "40%" in row
        assert "against usual" in lines(app)[0]
        assert "“Where [b]is my money?”" in page(app)
        assert "today" in page(app)
        assert heading(app).startswith("What customers say · last 12 weeks · this week: ")


async def test_a_measure_leads_to_its_answers_and_esc_back(
    said: Live, settle: Callable[[Pilot[Any]], Any], until: Callable[..., Any]
) -> None:
    app = said.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await until(pilot, lambda: "C CSAT" in page(app))
        await until(pilot, lambda: "Enter Answers" in str(app.screen.query_one(Footer).render()))
        await pilot.press("enter")
        await until(pilot, lambda: "1 of 5 CSAT" in page(app))
        assert heading(app).startswith("What customers said · Connect · CSAT · ")
        assert "40%, how many rate 4 or 5 of 5" in " ".join(heading(app).split())
        await pilot.press("escape")
        await until(pilot, lambda: "against usual" in page(app))


async def test_a_day_unfolds_to_its_answers_and_folds_again(
    said: Live, settle: Callable[[Pilot[Any]], Any], until: Callable[..., Any]
) -> None:
    app = said.app("evidence")
    async with app.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        await until(pilot, lambda: "▸ today" in page(app))
        await pilot.press("tab", "tab", "enter")
        await until(pilot, lambda: "▾ today" in page(app))
        assert page(app).count("“Where [b]is my money?”") == 2
        await pilot.press("enter")
        await until(pilot, lambda: "▾" not in page(app))


async def test_more_answers_are_read_where_the_list_ends(
    said: Live, settle: Callable[[Pilot[Any]], Any], until: Callable[..., Any]
) -> None:
    app = said.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        said.main(app).post_message(ShowView("evidence", measure="csat"))
        await until(pilot, lambda: "1 of 5 CSAT" in lines(app)[0])
        await pilot.press("end")
        await settle(pilot)
        await pilot.press("end")
        oldest = ["12", "Sep", "C"]
        await until(pilot, lambda: lines(app)[-1].strip("█").split()[:3] == oldest)
        await pilot.press("home", "pagedown", "pageup")
        await settle(pilot)
        assert app.screen.query_one(RowList).cursor == 0


async def test_another_persons_answer_appears_and_the_cursor_stays(
    said: Live, settle: Callable[[Pilot[Any]], Any], until: Callable[..., Any]
) -> None:
    app = said.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        view = app.screen.query_one(EvidenceView)
        await until(pilot, lambda: "C CSAT" in page(app))
        await pilot.press("tab")
        key = view.page.cursor
        assert key.startswith("quote:")
        for _ in range(6):
            evidence.log(said.as_member("Lee"), Stage.ENHANCE, measure="nps", value=9)
        await said.main(app).reload()
        await until(pilot, lambda: "E NPS" in page(app))
        assert view.page.cursor == key


async def test_filters_narrow_the_page_and_esc_ends_them(
    said: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    typed: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    app = said.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await until(pilot, lambda: "C CSAT" in page(app))
        await pilot.press("s")
        await asked(pilot)
        await pilot.press("4")
        await until(pilot, lambda: heading(app).startswith("What customers say · Resolve"))
        assert "money" in page(app)
        assert "CSAT" not in page(app)
        await pilot.press("escape")
        await until(pilot, lambda: "C CSAT" in page(app))
        await pilot.press("m")
        await asked(pilot)
        await pilot.press("3")
        await until(pilot, lambda: heading(app) == "What customers said · CSAT")
        await pilot.press("p")
        await asked(pilot)
        await pilot.press("2")
        await until(pilot, lambda: len([line for line in lines(app) if line.strip()]) == 5)
        await pilot.press("o")
        await asked(pilot)
        await typed(pilot, "ref")
        await pilot.press("enter")
        await until(pilot, lambda: "Nothing fits" in lines(app)[0])
        await pilot.press("escape")
        await until(pilot, lambda: heading(app).startswith("What customers say · last 12"))


async def test_quotes_alone(
    said: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    app = said.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("m")
        await asked(pilot)
        await pilot.press("2")
        await until(pilot, lambda: "quotes only" in heading(app))
        assert len([line for line in lines(app) if line.strip()]) == 1


async def test_enter_opens_one_whole_and_x_erases_it_for_good(
    said: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    app = said.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        main = said.main(app)
        main.post_message(ShowView("evidence", stage=Stage.RESOLVE))
        await settle(pilot)
        key = main.query_one(RowList).key
        await pilot.press("enter")
        await asked(pilot)
        assert isinstance(app.screen, Opened)
        footer = str(app.screen.query_one(Footer).render())
        assert "x Erase" in footer
        await pilot.press("x")
        await until(pilot, lambda: not isinstance(app.screen, Opened) and app.screen.is_modal)
        await pilot.press("n")
        await settle(pilot)
        assert load_piece(said.seat, key).evidence.source == "chat"
        await pilot.press("x")
        await asked(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert evidence.page(said.seat, Filter(stage=Stage.RESOLVE)).items == ()
        assert "Nothing fits" in lines(app)[0]


async def test_bottlenecks_lead_to_their_answers(
    live: Live, settle: Callable[[Pilot[Any]], Any], until: Callable[..., Any]
) -> None:
    refund, search = (
        touchpoints.add(live.seat, stage, text)
        for stage, text in ((Stage.RESOLVE, "Refund"), (Stage.ASSIST, "Search"))
    )
    for card, yes, no in ((refund, 6, 6), (search, 8, 2)):
        for value in [1] * yes + [0] * no:
            evidence.log(
                live.seat, Stage.RESOLVE, measure="solved-it", value=value, touchpoint=card
            )
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("B")
        await settle(pilot)
        await until(pilot, lambda: "Refund" in page(app))
        assert heading(app).startswith("Where most customers are missed, by Did we solve it?")
        first, second = (line.strip("█ ").split() for line in lines(app)[1:3])
        assert [first[0], first[1], *first[-3:]] == ["R", "Refund", "6", "12", "75%"]
        assert [second[0], second[1], *second[-3:]] == ["A", "Search", "2", "10", "100%"]
        assert len(first[2]) > 2 * len(second[2])
        await until(pilot, lambda: "Nothing was tried here yet" in page(app))
        assert "Did we solve it?: 50% of 12." in page(app)
        await pilot.press("enter")
        await until(pilot, lambda: heading(app).startswith("What customers said"))
        assert heading(app).startswith("What customers said · Did we solve it? · at Refund")
        assert len([line for line in lines(app) if line.strip()]) == 12
        await pilot.press("escape")
        await until(pilot, lambda: "together" in page(app))


@pytest.mark.parametrize("size", SIZES)
async def test_measures_over_time(
    said: Live,
    settle: Callable[[Pilot[Any]], Any],
    until: Callable[..., Any],
    size: tuple[int, int],
) -> None:
    for ago, value in enumerate([9, 12, 10, 11, 12, 10, 40]):
        day = TODAY - timedelta(days=7 * ago)
        evidence.log(said.seat, Stage.RESOLVE, measure="count", value=value, day=day)
    app = said.app("evidence")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("c")
        await until(pilot, lambda: heading(app).startswith("Measures over time"))

        def drawn() -> str:
            view = app.screen_stack[0].query_one(EvidenceView)
            shown = [view.beside if view.beside.display else view.page]
            found = (w.render_line(y).text for w in shown for y in range(w.size.height))
            return " ".join(" ".join(found).split())

        await until(pilot, lambda: "C CSAT · how many rate 4 or 5 of 5" in drawn())
        await pilot.press("j")
        await until(pilot, lambda: "R Count a period" in drawn())
        assert "●" in drawn()
        assert "Trial limits: they come from only 6 weeks that are over." in drawn()
        await pilot.press("enter")
        await until(pilot, lambda: heading(app).startswith("What customers said"))
        assert "Resolve · Count a period" in heading(app)
        await pilot.press("escape", "escape", "escape")
        await settle(pilot)
        assert said.main(app).view == "evidence"


@pytest.mark.parametrize(
    ("key", "sentence"),
    [("", "Nothing is logged yet"), ("B", "names its touchpoint"), ("c", "No measure has")],
)
async def test_an_empty_list_says_what_to_press(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    until: Callable[..., Any],
    key: str,
    sentence: str,
) -> None:
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*([key] if key else []))
        await until(pilot, lambda: sentence in lines(app)[0])
        assert re.search(r"\bb (logs|to log)", lines(app)[0])
        shown = "\n".join(lines(app))
        assert "not yours:" in shown
        assert "R First reply" in shown
        assert "…" not in shown


async def test_the_cases_that_are_open_are_named(
    live: Live, settle: Callable[[Pilot[Any]], Any], asked: Callable[..., Any]
) -> None:
    for number in range(1, 9):
        cases.add(live.seat, f"T-{number}")
        live.clock.move(minutes=1)
    cases.contact(live.seat, "T-3")
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("a")
        await asked(pilot)
        shown = [str(each.render()) for each in app.screen.query("Static")]
        assert any("Open: T-3, T-1, T-2, T-4, T-5, T-6 and 2 more." in text for text in shown)


async def test_what_happens_in_a_case_is_kept(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    until: Callable[..., Any],
    typed: Callable[..., Any],
) -> None:
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for event in ("f", "a", "w", "s"):
            await pilot.press("a")
            await asked(pilot)
            await typed(pilot, "4417")
            await pilot.press("tab", event, "ctrl+s")
            await settle(pilot)
        assert [note.split(".")[0] for note in live.notes] == [
            "Saved",
            "That was contact 2",
            "Saved",
            "Solved",
        ]
        (follow_up,) = live.snapshot.follow_ups
        assert follow_up.ref == "4417"
        for event in ("n", "s", "y"):
            await pilot.press("a")
            await asked(pilot)
            await typed(pilot, "4417")
            await pilot.press("tab", event, "ctrl+s")
            await settle(pilot)
        assert [note.split(".")[0] for note in live.notes[4:]] == [
            "Saved as evidence",
            "Solved",
            "Saved as evidence",
        ]
        assert sorted(each.value or 0 for each in evidence.page(live.seat).items) == [0, 1]
        await pilot.press("a")
        await asked(pilot)
        await typed(pilot, "4417")
        await pilot.press("ctrl+s")
        problem = app.screen.query_one("#problem-ref")
        await until(pilot, lambda: "already" in str(problem.render()))
