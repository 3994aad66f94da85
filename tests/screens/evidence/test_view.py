"""The Evidence view by its real keys, on a real workspace."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from screens.chrome.footer import Footer
from screens.evidence.opened import Opened
from screens.evidence.rows import RowList
from screens.main import Go
from store import cases, evidence, touchpoints
from store.evidence import Filter
from store.pieces import load_piece
from store.practice.stages import Stage

TODAY = date(2026, 11, 20)
SIZES = [(80, 24), (120, 36), (160, 45)]


@pytest.fixture
def said(live):
    """The team with 70 ratings on as many days, and a quote at a touchpoint today."""
    for ago in range(70):
        day = TODAY - timedelta(days=ago)
        evidence.log(live.seat, Stage.CONNECT, measure="csat", value=1 + ago % 5, day=day)
    card = touchpoints.add(live.seat, Stage.RESOLVE, "Refund")
    quote = "Where [b]is my\nmoney?"
    evidence.log(live.seat, Stage.RESOLVE, quote=quote, source="chat", touchpoint=card)
    return live


def lines(app) -> list[str]:
    """What the list draws."""
    rows = app.screen_stack[0].query_one(RowList)
    return [rows.render_line(y).text for y in range(rows.size.height)]


def heading(app) -> str:
    return str(app.screen_stack[0].query_one("#heading").render())


@pytest.mark.parametrize("size", SIZES)
async def test_the_newest_comes_first_and_markup_stays_text(said, settle, size):
    app = said.app("evidence")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        drawn = lines(app)
        assert "“Where [b]is my money?”" in "".join(drawn[:2])
        assert any("1 of 5 CSAT" in line for line in drawn[:2])
        assert "Thu" in drawn[2]


async def test_more_is_read_where_the_list_ends(said, settle, until):
    app = said.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("end")
        await settle(pilot)
        await pilot.press("end")
        oldest = ["12", "Sep", "C"]
        await until(pilot, lambda: lines(app)[-1].strip("█").split()[:3] == oldest)
        await pilot.press("home", "pagedown", "pageup")
        await settle(pilot)
        assert app.screen.query_one(RowList).cursor == 0


async def test_another_persons_answer_appears_and_the_cursor_stays(said, settle):
    app = said.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("j", "j", "j")
        key = app.screen.query_one(RowList).key
        evidence.log(said.as_member("Lee"), Stage.ENHANCE, measure="nps", value=9)
        await said.main(app).reload()
        await settle(pilot)
        assert app.screen.query_one(RowList).key == key
        assert any("9 of 10 NPS" in line for line in lines(app)[:3])


async def test_filters_narrow_the_list_and_esc_ends_them(said, settle, asked, typed, until):
    app = said.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("s")
        await asked(pilot)
        await pilot.press("4")
        await settle(pilot)
        assert heading(app) == "What customers said · Resolve"
        assert "money" in lines(app)[0]
        assert not lines(app)[1].strip()
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("m")
        await asked(pilot)
        await pilot.press("3")
        await settle(pilot)
        assert heading(app) == "What customers said · CSAT"
        await pilot.press("p")
        await asked(pilot)
        await pilot.press("2")
        await settle(pilot)
        assert len([line for line in lines(app) if line.strip()]) == 5
        await pilot.press("o")
        await asked(pilot)
        await typed(pilot, "ref")
        await pilot.press("enter")
        await settle(pilot)
        assert "Nothing fits" in lines(app)[0]
        await pilot.press("escape")
        await settle(pilot)
        assert heading(app) == "What customers said"


async def test_quotes_alone(said, settle, asked):
    app = said.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("m")
        await asked(pilot)
        await pilot.press("2")
        await settle(pilot)
        assert len([line for line in lines(app) if line.strip()]) == 1


async def test_enter_opens_one_whole_and_x_erases_it_for_good(said, settle, asked, until):
    app = said.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        main = said.main(app)
        main.post_message(Go("evidence", stage=Stage.RESOLVE))
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


async def test_bottlenecks_lead_to_their_answers(live, settle, asked):
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
        assert heading(app).startswith("Where most customers are missed, by Did we solve it?")
        first, second = (line.strip("█ ").split() for line in lines(app)[:2])
        assert first[:8] == ["6", "12", "75%", "50%", "of", "12", "R", "Refund"]
        assert second[:8] == ["2", "10", "100%", "80%", "of", "10", "A", "Search"]
        await pilot.press("enter")
        await asked(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert heading(app).startswith("What customers said · Did we solve it? · at Refund")
        assert len([line for line in lines(app) if line.strip()]) == 12


@pytest.mark.parametrize("size", SIZES)
async def test_measures_over_time(said, settle, asked, size):
    for ago, value in enumerate([9, 12, 10, 11, 12, 10, 40]):
        day = TODAY - timedelta(days=7 * ago)
        evidence.log(said.seat, Stage.RESOLVE, measure="count", value=value, day=day)
    app = said.app("evidence")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("c")
        await settle(pilot)
        csat, count = lines(app)[:2]
        assert "C CSAT" in csat
        assert "100% of 2" in csat
        assert "40% of 5" in csat
        assert "R Count a period" in count
        await pilot.press("j", "enter")
        await asked(pilot)
        opened = app.screen
        assert isinstance(opened, Opened)
        shown = opened.query_one("TextLines")
        drawn = [shown.render_line(y).text for y in range(shown.size.height)]
        assert any("●" in line and "11" in line for line in drawn)
        await pilot.press("enter")
        await settle(pilot)
        assert heading(app) == ("What customers said · Resolve · Count a period · since Mon 31 Aug")
        await pilot.press("c", "escape", "escape", "escape")
        await settle(pilot)
        assert said.main(app).view == "evidence"


@pytest.mark.parametrize(
    ("key", "sentence"),
    [("", "Nothing is logged yet"), ("B", "names its touchpoint"), ("c", "No measure has")],
)
async def test_an_empty_list_says_what_to_press(live, settle, key, sentence):
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*([key] if key else []))
        await settle(pilot)
        assert sentence in lines(app)[0]
        assert "b logs" in lines(app)[0]


async def test_the_cases_that_are_open_are_named(live, settle, asked):
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


async def test_what_happens_in_a_case_is_kept(live, settle, asked, until, typed):
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
            "Kept",
            "That was contact 2",
            "Kept",
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
            "Kept as evidence, and the case is open again; a call is due",
            "Solved",
            "Kept as evidence, and the case is closed",
        ]
        assert sorted(each.value for each in evidence.page(live.seat).items) == [0, 1]
        await pilot.press("a")
        await asked(pilot)
        await typed(pilot, "4417")
        await pilot.press("ctrl+s")
        problem = app.screen.query_one("#problem-ref")
        await until(pilot, lambda: "already" in str(problem.render()))
