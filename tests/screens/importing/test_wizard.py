"""The way through an import, by its keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from screens.dialogs.choose import Choose, OptionLines
from screens.forms.form import Form
from screens.importing.file_form import FileForm
from screens.importing.mapping_list import Parts
from screens.importing.summary import Telling
from store.board import touchpoints
from store.domain.stages import Stage
from store.evidence import evidence
from store.queries.evidence.trends import answered
from tests.screens.importing.import_screens import SIZES, SURVEY, shown

if TYPE_CHECKING:
    from tests.conftest import Live


@pytest.mark.parametrize("size", SIZES)
async def test_a_survey_goes_all_the_way_and_back_again(
    live: Live,
    survey: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    settle: Callable[[Pilot[Any]], Any],
    until: Callable[..., Any],
    size: tuple[int, int],
) -> None:
    app = live.app("evidence")
    async with app.run_test(size=size) as pilot:
        await name_file(pilot, survey)
        await reach(pilot, Parts)
        said = shown(app)
        assert "6 rows, utf-8, commas" in said
        assert "[x] E NPS" in said
        assert "25 (n 4)" in said
        assert "[x] C CSAT" in said
        assert "dated by “Survey date”, words from “Comment”, 1 rejected" in said
        assert "Very good, thank you" in said
        await pilot.press("enter")
        await reach(pilot, Telling)
        said = shown(app)
        assert "Write 8 answers from survey.csv?" in said
        assert "25 (n 4), 2 Nov to 5 Nov 2026" in said
        assert "line 7: its date, 2099-01-01, is in the future (NPS, CSAT)" in said
        assert evidence.page(live.seat).items == ()
        await pilot.press("escape")
        await reach(pilot, Parts)
        await pilot.press("down", "space")
        await pilot.press("ctrl+s")
        await reach(pilot, Telling)
        assert "Write 4 answers" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: "4 answers imported" in shown(app))
        assert "NPS for Enhance: 4 answers, 2 Nov to 5 Nov 2026" in shown(app)
        assert "Press u to undo all of it" in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        items = evidence.page(live.seat).items
        assert [(e.stage, e.measure, e.value) for e in items] == [
            (Stage.ENHANCE, "nps", value) for value in (8, 3, 10, 9)
        ]
        assert items[1].quote == "Slow"
        await pilot.press("u")
        await settle(pilot)
        assert evidence.page(live.seat).items == ()


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("survey_conference.csv", 48),
        ("tickets_rated.csv", 34),
        ("tickets_glpi.csv", 16),
        ("purchases.csv", 10),
        pytest.param("carp_conhome_2020.csv", 248, marks=pytest.mark.real),
        pytest.param("teresgeo_tickets.csv", 1428, marks=pytest.mark.real),
        pytest.param("glpi_ceneged.csv", 505, marks=pytest.mark.real),
        pytest.param("example_transactions.csv", 5000, marks=pytest.mark.real),
    ],
)
async def test_files_are_imported_by_three_keys(
    live: Live,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    settle: Callable[[Pilot[Any]], Any],
    until: Callable[..., Any],
    example: Callable[[str], Path],
    name: str,
    answers: int,
) -> None:
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, example(name))
        await reach(pilot, Parts)
        await pilot.press("enter")
        await reach(pilot, Telling)
        await pilot.press("enter")
        await until(pilot, lambda: f"{answers:,} answers imported" in shown(app))
        await pilot.press("escape")
        await settle(pilot)
        assert sum(each.n for each in answered(live.seat) if each.measure) == answers


async def test_the_same_file_again_cannot_be_written(
    live: Live,
    survey: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, survey)
        await reach(pilot, Parts)
        await pilot.press("enter")
        await reach(pilot, Telling)
        await pilot.press("enter")
        await until(pilot, lambda: "imported" in shown(app))
        await pilot.press("enter")
        await name_file(pilot, survey)
        await reach(pilot, Choose)
        await pilot.press("enter")
        await reach(pilot, Telling)
        assert "0 new, 4 here already" in shown(app)
        await pilot.press("enter", "escape")
        await reach(pilot, Parts)
        assert len(evidence.page(live.seat).items) == 8


async def test_the_next_file_takes_two_enters_by_its_recipe(
    live: Live,
    survey: Path,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    (tmp_path / "elsewhere").mkdir()
    later = tmp_path / "elsewhere" / "later.csv"
    later.write_text(
        SURVEY.replace("Response ID", "ID")
        .replace("2026-11-03,10,4", "2026-11-03,10,3")
        .replace("5,2026-11-06,,,", "5,2026-11-06,9,4,Fine")
    )
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, survey)
        await reach(pilot, Parts)
        await pilot.press("down", "e")
        form = await reach(pilot, Form)
        form.query_one("#field-stage").value = "resolve"
        await pilot.press("ctrl+s")
        await reach(pilot, Parts)
        await pilot.press("enter")
        await reach(pilot, Telling)
        await pilot.press("enter")
        await until(pilot, lambda: "Saved as the recipe “survey”" in shown(app))
        await pilot.press("enter")
        later.write_text(
            later.read_text().replace("ID,", "Response ID,").replace("Comment", "COMMENT")
        )
        await name_file(pilot, later)
        await reach(pilot, Choose)
        assert "By the recipe “survey”" in shown(app)
        assert "E nps, R csat" in shown(app)
        await pilot.press("enter")
        await reach(pilot, Telling)
        said = shown(app)
        assert "Write 2 answers from later.csv?" in said
        assert "CSAT for Resolve" in said
        assert "1 new, 1 changed, 3 here already" in said
        await pilot.press("enter")
        await until(pilot, lambda: "2 answers imported, 1 changed" in shown(app))
        assert "recipe" not in shown(app)
        await pilot.press("enter")
    assert sorted((item.stage.letter, item.value) for item in evidence.page(live.seat).items) == [
        *(("E", n) for n in (3, 8, 9, 9, 10)),
        *(("R", n) for n in (2, 3, 4, 5, 5)),
    ]


async def test_a_measures_stage_dates_words_and_touchpoint_can_be_changed(
    live: Live,
    survey: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    touchpoints.add(live.seat, Stage.ASSIST, "Help search")
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, survey)
        await reach(pilot, Parts)
        await pilot.press("e")
        form = await reach(pilot, Form)
        assert form.values()["date_column"] == "Survey date"
        form.query_one("#field-stage").value = "assist"
        form.query_one("#field-date_column").value = ""
        form.query_one("#field-quote_column").value = ""
        form.query_one("#field-touchpoint").value = live.card("Help search").id
        await pilot.press("ctrl+s")
        await reach(pilot, Parts)
        assert "[x] A NPS" in shown(app)
        await pilot.press("t")
        form = await reach(pilot, Form)
        form.query_one("#field-on").value = "29 December 2999"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "has not come yet" in shown(app))
        form.query_one("#field-on").value = "2026-11-09"
        await pilot.press("ctrl+s")
        await reach(pilot, Parts)
        await pilot.press("down", "space", "enter")
        await reach(pilot, Telling)
        assert "NPS for Assist, from “NPS”" in shown(app)
        assert "all of 9 Nov 2026" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: "5 answers imported" in shown(app))
        for item in evidence.page(live.seat).items:
            assert (item.stage, item.touchpoint, item.quote) == (Stage.ASSIST, "Help search", "")


async def test_a_column_that_was_not_recognised_can_be_taken(
    live: Live,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("zufall,nps\n" + "4,9\n5,10\n" * 3)
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, file)
        await reach(pilot, Parts)
        await pilot.press("a")
        await reach(pilot, Choose)
        await pilot.press("enter")
        form = await reach(pilot, Form)
        form.query_one("#field-measure").value = "nps"
        form.query_one("#field-date_column").value = "zufall"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "holds no dates" in shown(app))
        form.query_one("#field-measure").value = "csat"
        form.query_one("#field-date_column").value = ""
        await pilot.press("ctrl+s")
        await reach(pilot, Parts)
        assert "[x] C CSAT" in shown(app)
        assert "100% of 6" in shown(app)


async def test_a_target_to_solve_cases_in_adds_its_measure(
    live: Live,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
    example: Callable[[str], Path],
) -> None:
    app = live.app("evidence")
    async with app.run_test(size=(120, 36)) as pilot:
        await name_file(pilot, example("tickets_rated.csv"))
        await reach(pilot, Parts)
        await pilot.press("down", "space", "t")
        form = await reach(pilot, Form)
        form.query_one("#field-solve_target").value = "soon"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "not a number" in shown(app))
        form.query_one("#field-solve_target").value = "72"
        await pilot.press("ctrl+s")
        await reach(pilot, Parts)
        await until(pilot, lambda: "Solved within target" in shown(app))
        assert "[ ] C CSAT" in shown(app)


async def test_esc_goes_back_a_step_and_keeps_the_path(
    live: Live,
    survey: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    settle: Callable[[Pilot[Any]], Any],
) -> None:
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, survey)
        await reach(pilot, Parts)
        await pilot.press("space", "escape")
        form = await reach(pilot, FileForm)
        assert form.values() == {"file": str(survey)}
        await pilot.press("enter")
        await reach(pilot, Parts)
        assert "[ ] E NPS" in shown(app)
        await pilot.press("escape")
        await reach(pilot, FileForm)
        await pilot.press("escape")
        await settle(pilot)
        assert not app.screen.is_modal
        await pilot.press("i")
        form = await reach(pilot, FileForm)
        assert form.values() == {"file": str(survey)}
        assert evidence.page(live.seat).items == ()


async def test_the_newest_file_beside_the_last_import_is_proposed_with_its_recipe(
    live: Live,
    survey: Path,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, survey)
        await reach(pilot, Parts)
        await pilot.press("enter")
        await reach(pilot, Telling)
        await pilot.press("enter")
        await until(pilot, lambda: "Saved as the recipe “survey”" in shown(app))
        await pilot.press("enter")
        # Others are newer too, but no recipe knows their columns.
        week = tmp_path / "week 49.csv"
        week.write_text(SURVEY.replace("5,2026-11-06,,,", "7,2026-11-07,9,4,Fine"))
        (tmp_path / "notes.csv").write_text("Colour,Size\nred,1\n")
        (tmp_path / "picture.png").write_bytes(b"")
        await pilot.press("i")
        form = await reach(pilot, FileForm)
        assert form.query_one("#field-file").value == str(week)
        assert "The recipe “survey” reads it." in shown(app)
        await pilot.press("enter")
        await reach(pilot, Telling)
        assert "Read by the recipe “survey”." in shown(app)
        assert "Write 2 answers from week 49.csv?" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: "2 answers imported" in shown(app))
        await pilot.press("enter", "i")
        form = await reach(pilot, FileForm)
        assert form.query_one("#field-file").value == ""


async def test_a_short_file_leaves_the_lines_to_its_columns(
    live: Live, tmp_path: Path, name_file: Callable[..., Any], reach: Callable[..., Any]
) -> None:
    file = tmp_path / "short.csv"
    file.write_text("Respondent,Started,Ended,How often,Where,Shop\n1,a,b,daily,home,x\n")
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, file)
        screen = await reach(pilot, Parts)
        lines = screen.query_one(OptionLines)
        assert lines.size.height == len(lines.options) > 4
