"""What an import asks, because only a person knows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.pilot import Pilot

from screens.dialogs.choose import Choose
from screens.forms.form import Form
from screens.importing.file_form import FileForm
from screens.importing.mapping_list import Parts
from screens.importing.summary import Telling
from store.evidence import evidence
from tests.screens.importing.import_screens import shown

if TYPE_CHECKING:
    from tests.conftest import Live


async def test_another_stage_for_answers_that_are_there_is_asked(
    live: Live,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    file = tmp_path / "csat.csv"
    file.write_text("Date,CSAT\n2026-11-02,4\n2026-11-03,5\n2026-11-04,2\n")
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        for chosen in ("connect", "resolve"):
            await name_file(pilot, file)
            if chosen == "resolve":
                await reach(pilot, Choose)
                await pilot.press("down", "enter")
            await reach(pilot, Parts)
            await pilot.press("e")
            form = await reach(pilot, Form)
            form.query_one("#field-stage").value = chosen
            await pilot.press("ctrl+s")
            await reach(pilot, Parts)
            await pilot.press("enter")
            if chosen == "resolve":
                await reach(pilot, Choose)
                assert "3 answers of CSAT for Resolve are there already, for Connect" in shown(app)
                await pilot.press("down", "enter")
            await reach(pilot, Telling)
            assert "Write 3 answers" in shown(app)
            await pilot.press("enter")
            await until(pilot, lambda: "3 answers imported" in shown(app))
            await pilot.press("enter")
    assert len(evidence.page(live.seat).items) == 6


async def test_what_only_a_person_knows_is_asked(
    live: Live,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    file = tmp_path / "effort.csv"
    rows = "".join(f"0{day}/04/2026,{1 + day % 7}\n" for day in range(1, 10))
    file.write_text(f"Date,Effort score\n{rows}")
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, file)
        await reach(pilot, Choose)
        assert "What day is “01/04/2026”?" in shown(app)
        await pilot.press("enter")
        await reach(pilot, Parts)
        assert "which measure is it?" in shown(app)
        await pilot.press("enter")
        form = await reach(pilot, Form)
        assert "CES, made it easy: Share who agreed" in shown(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Only you know" in shown(app))
        await pilot.press("right", "right", "tab", "right", "ctrl+s")
        await reach(pilot, Parts)
        assert form is not app.screen
        await pilot.press("enter")
        await reach(pilot, Telling)
        await pilot.press("enter")
        await until(pilot, lambda: "9 answers imported" in shown(app))
        await pilot.press("enter")
        items = evidence.page(live.seat).items
        assert {item.measure for item in items} == {"ces-effort"}
        assert [item.day.isoformat() for item in items] == [
            f"2026-04-0{day}" for day in range(9, 0, -1)
        ]


async def test_what_only_a_person_knows_is_asked_before_anything_is_chosen(
    live: Live,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    file = tmp_path / "survey.csv"
    file.write_text("Submitted at,Finished,NPS\n2026-11-02,Yes,9\n2026-11-03,No,3\n")
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, file)
        await reach(pilot, Choose)
        await until(pilot, lambda: "1 row was not finished" in shown(app))
        await pilot.press("enter")
        await reach(pilot, Parts)
        assert "100 (n 1)" in shown(app)
        assert "Finished" in shown(app)
        assert "whether the survey was finished" in shown(app)


async def test_rows_that_may_be_tests_are_asked_about(
    live: Live,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    file = tmp_path / "survey.csv"
    file.write_text("Submitted at,Test,NPS\n2026-11-02,yes,9\n2026-11-03,no,3\n")
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, file)
        await reach(pilot, Choose)
        await until(pilot, lambda: "1 row is a test" in shown(app))
        assert "By the column “Test”." in shown(app)
        await pilot.press("enter")
        await reach(pilot, Parts)
        assert "(n 1)" in shown(app)
        assert "whether it is a test" in shown(app)


async def test_a_day_of_another_kind_is_asked_about(
    live: Live,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    settle: Callable[[Pilot[Any]], Any],
    until: Callable[..., Any],
) -> None:
    file = tmp_path / "bought.csv"
    file.write_text("Date of Purchase,CSAT,Region\n2026-11-02,5,north\n2026-11-03,1,south\n")
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, file)
        await reach(pilot, Parts)
        await pilot.press("enter")
        await reach(pilot, Choose)
        assert "When did the customers answer?" in shown(app)
        await pilot.press("enter")
        await reach(pilot, Telling)
        assert "dated by “Date of Purchase”" in shown(app)
        assert "No customers' words are imported." in shown(app)
        assert "Region: not a measure, by its name" in shown(app)


async def test_the_sheet_of_a_workbook_is_asked_where_several_hold_tables(
    live: Live, name_file: Callable[..., Any], reach: Callable[..., Any], until: Callable[..., Any]
) -> None:
    app = live.app("evidence")
    file = Path(__file__).parents[2] / "cases" / "two_sheets.xlsx"
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, file)
        await reach(pilot, Choose)
        assert "Which sheet of the workbook?" in shown(app)
        await pilot.press("down", "enter")
        await reach(pilot, Parts)
        assert "100 (n 1)" in shown(app)


async def test_a_file_of_quarters_is_dated_by_a_day_that_is_typed(
    live: Live, tmp_path: Path, name_file: Callable[..., Any], reach: Callable[..., Any]
) -> None:
    file = tmp_path / "quarters.csv"
    file.write_text("Quarter,CSAT\nQ4 2026,5\nQ4 2026,1\n")
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, file)
        await reach(pilot, Parts)
        assert "no day can be read in it" in shown(app)
        await pilot.press("enter")
        await reach(pilot, Choose)
        assert "“Quarter” says no day: “Q4 2026”." in shown(app)
        await pilot.press("enter")
        await reach(pilot, Form)
        await pilot.press(*"2026-10-31", "enter")
        await reach(pilot, Telling)
        assert "50% of 2, all of 31 Oct 2026" in shown(app)


async def test_the_day_can_be_gone_back_from(
    live: Live, tmp_path: Path, name_file: Callable[..., Any], reach: Callable[..., Any]
) -> None:
    file = tmp_path / "quarters.csv"
    file.write_text("Quarter,CSAT\nQ4 2026,5\nQ4 2026,1\n")
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, file)
        await reach(pilot, Parts)
        await pilot.press("enter")
        await reach(pilot, Choose)
        await pilot.press("enter")
        await reach(pilot, Form)
        await pilot.press("escape")
        await reach(pilot, Choose)
        await pilot.press("down", "enter")
        await reach(pilot, Telling)
        assert "all of " in shown(app)


async def test_which_of_two_days_counts_is_asked(
    live: Live,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    file = tmp_path / "days.csv"
    file.write_text(
        "CSAT,Survey Date,Response Date\n5,2026-10-01,2026-10-05\n2,2026-10-02,2026-10-06\n"
    )
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, file)
        await reach(pilot, Choose)
        assert "The day in “Response Date”" in shown(app)
        await pilot.press("down", "enter")
        await reach(pilot, Parts)
        assert "dated by “Survey Date”" in shown(app)
        await pilot.press("escape")
        await reach(pilot, FileForm)
        await pilot.press("enter")
        await reach(pilot, Choose)
        await pilot.press("enter")
        await reach(pilot, Parts)
        await pilot.press("enter")
        await reach(pilot, Telling)
        assert "5 Oct to 6 Oct 2026" in shown(app)


async def test_which_rows_of_one_answer_count_is_asked(
    live: Live, tmp_path: Path, name_file: Callable[..., Any], reach: Callable[..., Any]
) -> None:
    file = tmp_path / "twice.csv"
    file.write_text(
        "Response ID,Date,CSAT\na,2026-11-02,5\nb,2026-11-03,4\nb,2026-11-04,1\nc,2026-11-05,2\n"
    )
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, file)
        await reach(pilot, Choose)
        assert "1 id stands on several rows in “Response ID”" in shown(app)
        await pilot.press("enter")
        await reach(pilot, Parts)
        assert "33% of 3" in shown(app)


async def test_weeks_are_dated_by_the_years_that_are_chosen(
    live: Live,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    file = tmp_path / "weeks.csv"
    file.write_text("KW,CSAT\nKW 52,5\nKW 1,1\nKW 2,4\n")
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, file)
        await reach(pilot, Parts)
        await pilot.press("enter")
        await reach(pilot, Choose)
        assert "Weeks 52 of 2025 and 1 to 2 of 2026" in shown(app)
        await pilot.press("enter")
        await reach(pilot, Telling)
        assert "22 Dec 2025 to 5 Jan 2026" in shown(app)
        await pilot.press("escape")
        await reach(pilot, Parts)
        await pilot.press("t")
        form = await reach(pilot, Form)
        assert form.query_one("#field-years").value == "2025-2026"
        await pilot.press("escape")
        await reach(pilot, Parts)
        await pilot.press("enter")
        await reach(pilot, Telling)
        await pilot.press("enter")
        await until(pilot, lambda: "3 answers imported" in shown(app))
        await pilot.press("enter")
    days = sorted(str(item.day) for item in evidence.page(live.seat).items)
    assert days == ["2025-12-22", "2025-12-29", "2026-01-05"]


async def test_which_answer_is_good_is_asked_where_yes_may_be_the_bad_one(
    live: Live,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    file = tmp_path / "asked.csv"
    file.write_text(
        "Date,Is your problem still not solved?\n2026-11-02,no\n2026-11-03,yes\n2026-11-04,no\n"
    )
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, file)
        await reach(pilot, Choose)
        assert "Which answer is good to “Is your problem still not solved?”" in shown(app)
        await pilot.press("enter")
        await reach(pilot, Parts)
        await pilot.press("t")
        form = await reach(pilot, Form)
        assert form.query_one("#field-good_answer").value == "no"
        await pilot.press("ctrl+s")
        await reach(pilot, Parts)
        await pilot.press("enter")
        await reach(pilot, Telling)
        await pilot.press("enter")
        await until(pilot, lambda: "3 answers imported" in shown(app))
        await pilot.press("enter")
    assert sorted(item.value or 0 for item in evidence.page(live.seat).items) == [0, 1, 1]


async def test_days_without_a_year_are_of_the_year_that_is_chosen(
    live: Live,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    file = tmp_path / "days.csv"
    file.write_text("Datum,CSAT\n06.10.,4\n07.10.,5\n")
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, file)
        await reach(pilot, Parts)
        await pilot.press("enter")
        await reach(pilot, Choose)
        said = shown(app)
        assert "“Datum” says no day: “06.10.”." in said
        assert all(f"6 Oct {year} to 7 Oct {year}" in said for year in (2026, 2025, 2024))
        await pilot.press("down", "enter")
        await reach(pilot, Telling)
        await pilot.press("enter")
        await until(pilot, lambda: "2 answers imported" in shown(app))
    assert sorted(str(item.day) for item in evidence.page(live.seat).items) == [
        "2025-10-06",
        "2025-10-07",
    ]


async def test_whose_day_answers_without_one_have_is_asked(
    live: Live,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    file = tmp_path / "sheet.csv"
    file.write_text("Date,CSAT\n2026-11-02,4\n,5\n,3\n2026-11-05,4\n,2\n,1\n")
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, file)
        await reach(pilot, Choose)
        assert "4 of 6 answers have no day" in shown(app)
        await pilot.press("enter")
        await reach(pilot, Parts)
        await pilot.press("enter")
        await reach(pilot, Telling)
        assert "are of the day above" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: "6 answers imported" in shown(app))
    assert {item.day.day for item in evidence.page(live.seat).items} == {2, 5}


async def test_a_recipe_without_ids_asks_which_rows_count_and_keeps_the_answer(
    live: Live,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    first, later, last = (tmp_path / name / f"{name}.csv" for name in ("first", "later", "last"))
    for file in (first, later, last):
        file.parent.mkdir()
    first.write_text("Response ID,Date,CSAT\n1,2026-11-02,4\n2,2026-11-03,5\n")
    later.write_text("Response ID,Date,CSAT\n3,2026-11-04,1\n3,2026-11-05,5\n4,2026-11-05,4\n")
    last.write_text("Response ID,Date,CSAT\n5,2026-11-06,1\n5,2026-11-07,5\n")
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, first)
        await reach(pilot, Parts)
        await pilot.press("enter")
        await reach(pilot, Telling)
        await pilot.press("enter")
        await until(pilot, lambda: "Saved as the recipe “first”" in shown(app))
        await pilot.press("enter")
        await name_file(pilot, later)
        await until(pilot, lambda: "By the recipe “first”" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: "1 id stands on several rows in “Response ID”" in shown(app))
        await pilot.press("enter")
        await reach(pilot, Telling)
        assert "Write 2 answers from later.csv?" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: "2 answers imported" in shown(app))
        await pilot.press("enter")
        await name_file(pilot, last)
        await until(pilot, lambda: "By the recipe “first”" in shown(app))
        await pilot.press("enter")
        await reach(pilot, Telling)
        assert "Write 1 answer from last.csv?" in shown(app)
    assert sorted(item.value or 0 for item in evidence.page(live.seat).items) == [4, 4, 5, 5]


async def test_a_scale_that_the_file_tells_by_half_is_asked(
    live: Live,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    file = tmp_path / "grades.csv"
    rows = "".join(f"2026-11-0{day},{score},A\n" for day, score in ((2, 1), (3, 1), (4, 2), (5, 5)))
    file.write_text(f"Bewertung nach Schulnoten\n\nDatum,Bewertung,Filiale\n{rows}")
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, file)
        await reach(pilot, Choose)
        assert "Which number is best in “Bewertung”?" in shown(app)
        assert "The file says “Bewertung nach Schulnoten”." in shown(app)
        await pilot.press("enter")
        await reach(pilot, Parts)
        assert "75%" in shown(app)
        await pilot.press("enter")
        await reach(pilot, Telling)
        await pilot.press("enter")
        await until(pilot, lambda: "4 answers imported" in shown(app))
    assert sorted(item.value or 0 for item in evidence.page(live.seat).items) == [1, 4, 5, 5]


async def test_unread_answers_are_left_out_by_a_key(
    live: Live,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    file = tmp_path / "nps.csv"
    scores = ("9", "8", "3", "10", "7", "9", "6", "8") * 4 + ("Extremely likely",) * 3
    file.write_text("Date,NPS\n" + "".join(f"2026-11-02,{score}\n" for score in scores))
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, file)
        await reach(pilot, Parts)
        assert "3 of 35 answers in “NPS” cannot be read" in " ".join(shown(app).split())
        await pilot.press("t")
        form = await reach(pilot, Form)
        form.query_one("#field-unread").value = "skip"
        await pilot.press("ctrl+s")
        await reach(pilot, Parts)
        await pilot.press("space", "enter")
        await reach(pilot, Telling)
        assert "Write 32 answers from nps.csv?" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: "32 answers imported" in shown(app))


async def test_a_list_of_objects_goes_all_the_way(
    live: Live,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    file = tmp_path / "answers.json"
    file.write_text(
        '{"data": [{"submitted_at": "2026-11-02", "csat": 5, "comment": "quick and kind"},'
        ' {"submitted_at": "2026-11-03", "csat": 2, "comment": null}]}'
    )
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, file)
        await reach(pilot, Parts)
        await pilot.press("enter")
        await reach(pilot, Telling)
        assert "Write 2 answers from answers.json?" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: "2 answers imported" in shown(app))
    items = {item.value: item.quote for item in evidence.page(live.seat).items}
    assert items == {5: "quick and kind", 2: ""}
