"""What an import asks, because only a person knows it; its days are beside this."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from screens.dialogs.choose import Choose
from screens.forms.form import Form
from screens.importing.mapping_list import Parts
from screens.importing.summary import Telling
from store.evidence import evidence
from tests.screens.importing.conftest import Importing, Write

if TYPE_CHECKING:
    from tests.conftest import Live


async def test_another_stage_for_answers_that_are_there_is_asked(
    live: Live, write: Write, importing: Importing
) -> None:
    file = write("csat.csv", "Date,CSAT\n2026-11-02,4\n2026-11-03,5\n2026-11-04,2\n")
    async with importing() as wizard:
        for chosen in ("connect", "resolve"):
            await wizard.name(file)
            if chosen == "resolve":
                await wizard.reach(Choose)
                await wizard.press("down", "enter")
            await wizard.reach(Parts)
            await wizard.press("e")
            form = await wizard.reach(Form)
            form.query_one("#field-stage").value = chosen
            await wizard.press("ctrl+s")
            await wizard.reach(Parts)
            await wizard.press("enter")
            if chosen == "resolve":
                await wizard.reach(Choose)
                assert "3 answers of CSAT for Resolve are there already, for Connect" in wizard.said
                await wizard.press("down", "enter")
            await wizard.reach(Telling)
            assert "Write 3 answers" in wizard.said
            await wizard.press("enter")
            await wizard.until_said("3 answers imported")
            await wizard.press("enter")
    assert len(evidence.page(live.seat).items) == 6


async def test_what_only_a_person_knows_is_asked(
    live: Live, write: Write, importing: Importing
) -> None:
    rows = "".join(f"0{day}/04/2026,{1 + day % 7}\n" for day in range(1, 10))
    file = write("effort.csv", f"Date,Effort score\n{rows}")
    async with importing(file) as wizard:
        await wizard.reach(Choose)
        assert "What day is “01/04/2026”?" in wizard.said
        await wizard.press("enter")
        await wizard.reach(Parts)
        assert "which measure is it?" in wizard.said
        await wizard.press("enter")
        form = await wizard.reach(Form)
        assert "CES, made it easy: Share who agreed" in wizard.said
        await wizard.press("ctrl+s")
        await wizard.until_said("Only you know")
        await wizard.press("right", "right", "tab", "right", "ctrl+s")
        await wizard.reach(Parts)
        assert form is not wizard.screen
        await wizard.press("enter")
        await wizard.reach(Telling)
        await wizard.press("enter")
        await wizard.until_said("9 answers imported")
        await wizard.press("enter")
        items = evidence.page(live.seat).items
        assert {item.measure for item in items} == {"ces-effort"}
        assert [item.day.isoformat() for item in items] == [
            f"2026-04-0{day}" for day in range(9, 0, -1)
        ]


async def test_what_only_a_person_knows_is_asked_before_anything_is_chosen(
    write: Write, importing: Importing
) -> None:
    file = write("survey.csv", "Submitted at,Finished,NPS\n2026-11-02,Yes,9\n2026-11-03,No,3\n")
    async with importing(file) as wizard:
        await wizard.reach(Choose)
        await wizard.until_said("1 row was not finished")
        await wizard.press("enter")
        await wizard.reach(Parts)
        assert "100 (n 1)" in wizard.said
        assert "Finished" in wizard.said
        assert "whether the survey was finished" in wizard.said


async def test_rows_that_may_be_tests_are_asked_about(write: Write, importing: Importing) -> None:
    file = write("survey.csv", "Submitted at,Test,NPS\n2026-11-02,yes,9\n2026-11-03,no,3\n")
    async with importing(file) as wizard:
        await wizard.reach(Choose)
        await wizard.until_said("1 row is a test")
        assert "By the column “Test”." in wizard.said
        await wizard.press("enter")
        await wizard.reach(Parts)
        assert "(n 1)" in wizard.said
        assert "whether it is a test" in wizard.said


async def test_the_sheet_of_a_workbook_is_asked_where_several_hold_tables(
    importing: Importing,
) -> None:
    file = Path(__file__).parents[2] / "cases" / "two_sheets.xlsx"
    async with importing(file) as wizard:
        await wizard.reach(Choose)
        assert "Which sheet of the workbook?" in wizard.said
        await wizard.press("down", "enter")
        await wizard.reach(Parts)
        assert "100 (n 1)" in wizard.said


async def test_which_rows_of_one_answer_count_is_asked(write: Write, importing: Importing) -> None:
    file = write(
        "twice.csv",
        "Response ID,Date,CSAT\na,2026-11-02,5\nb,2026-11-03,4\nb,2026-11-04,1\nc,2026-11-05,2\n",
    )
    async with importing(file) as wizard:
        await wizard.reach(Choose)
        assert "1 id stands on several rows in “Response ID”" in wizard.said
        await wizard.press("enter")
        await wizard.reach(Parts)
        assert "33% of 3" in wizard.said


@pytest.mark.parametrize(
    ("keys", "figure"), [(("enter",), "67% of 3"), (("down", "enter"), "67% of 6")]
)
async def test_whether_repeated_rows_count_is_asked(
    write: Write, importing: Importing, keys: tuple[str, ...], figure: str
) -> None:
    rows = "".join(
        f"2026-11-0{day},{score},Somebody called me back on day {day}\n"
        for day, score in ((2, 5), (3, 4), (4, 1))
    )
    async with importing(write("pasted.csv", f"Date,CSAT,Comment\n{rows}{rows}")) as wizard:
        await wizard.reach(Choose)
        assert "3 rows repeat earlier ones in every cell" in wizard.said
        await wizard.press(*keys)
        await wizard.reach(Parts)
        assert figure in wizard.said


async def test_which_answer_is_good_is_asked_where_yes_may_be_the_bad_one(
    live: Live, write: Write, importing: Importing
) -> None:
    file = write(
        "asked.csv",
        "Date,Is your problem still not solved?\n2026-11-02,no\n2026-11-03,yes\n2026-11-04,no\n",
    )
    async with importing(file) as wizard:
        await wizard.reach(Choose)
        assert "Which answer is good to “Is your problem still not solved?”" in wizard.said
        await wizard.press("enter")
        await wizard.reach(Parts)
        await wizard.press("t")
        form = await wizard.reach(Form)
        assert form.query_one("#field-good_answer").value == "no"
        await wizard.press("ctrl+s")
        await wizard.reach(Parts)
        await wizard.press("enter")
        await wizard.reach(Telling)
        await wizard.press("enter")
        await wizard.until_said("3 answers imported")
        await wizard.press("enter")
    assert sorted(item.value or 0 for item in evidence.page(live.seat).items) == [0, 1, 1]


async def test_a_recipe_without_ids_asks_which_rows_count_and_keeps_the_answer(
    live: Live, tmp_path: Path, importing: Importing
) -> None:
    first, later, last = (tmp_path / name / f"{name}.csv" for name in ("first", "later", "last"))
    for file in (first, later, last):
        file.parent.mkdir()
    first.write_text("Response ID,Date,CSAT\n1,2026-11-02,4\n2,2026-11-03,5\n")
    later.write_text("Response ID,Date,CSAT\n3,2026-11-04,1\n3,2026-11-05,5\n4,2026-11-05,4\n")
    last.write_text("Response ID,Date,CSAT\n5,2026-11-06,1\n5,2026-11-07,5\n")
    async with importing() as wizard:
        await wizard.name(first)
        await wizard.reach(Parts)
        await wizard.press("enter")
        await wizard.reach(Telling)
        await wizard.press("enter")
        await wizard.until_said("Saved as the recipe “first”")
        await wizard.press("enter")
        await wizard.name(later)
        await wizard.until_said("By the recipe “first”")
        await wizard.press("enter")
        await wizard.until_said("1 id stands on several rows in “Response ID”")
        await wizard.press("enter")
        await wizard.reach(Telling)
        assert "Write 2 answers from later.csv?" in wizard.said
        await wizard.press("enter")
        await wizard.until_said("2 answers imported")
        await wizard.press("enter")
        await wizard.name(last)
        await wizard.until_said("By the recipe “first”")
        await wizard.press("enter")
        await wizard.reach(Telling)
        assert "Write 1 answer from last.csv?" in wizard.said
    assert sorted(item.value or 0 for item in evidence.page(live.seat).items) == [4, 4, 5, 5]


async def test_a_scale_that_the_file_tells_by_half_is_asked(
    live: Live, write: Write, importing: Importing
) -> None:
    rows = "".join(f"2026-11-0{day},{score},A\n" for day, score in ((2, 1), (3, 1), (4, 2), (5, 5)))
    file = write("grades.csv", f"Bewertung nach Schulnoten\n\nDatum,Bewertung,Filiale\n{rows}")
    async with importing(file) as wizard:
        await wizard.reach(Choose)
        assert "Which number is best in “Bewertung”?" in wizard.said
        assert "The file says “Bewertung nach Schulnoten”." in wizard.said
        await wizard.press("enter")
        await wizard.reach(Parts)
        assert "75%" in wizard.said
        await wizard.press("enter")
        await wizard.reach(Telling)
        await wizard.press("enter")
        await wizard.until_said("4 answers imported")
    assert sorted(item.value or 0 for item in evidence.page(live.seat).items) == [1, 4, 5, 5]


async def test_unread_answers_are_left_out_by_a_key(write: Write, importing: Importing) -> None:
    scores = ("9", "8", "3", "10", "7", "9", "6", "8") * 4 + ("Extremely likely",) * 3
    file = write("nps.csv", "Date,NPS\n" + "".join(f"2026-11-02,{score}\n" for score in scores))
    async with importing(file) as wizard:
        await wizard.reach(Parts)
        assert "3 of 35 answers in “NPS” cannot be read" in wizard.said
        await wizard.press("t")
        form = await wizard.reach(Form)
        form.query_one("#field-unread").value = "skip"
        await wizard.press("ctrl+s")
        await wizard.reach(Parts)
        await wizard.press("space", "enter")
        await wizard.reach(Telling)
        assert "Write 32 answers from nps.csv?" in wizard.said
        await wizard.press("enter")
        await wizard.until_said("32 answers imported")


async def test_a_list_of_objects_goes_all_the_way(
    live: Live, write: Write, importing: Importing
) -> None:
    file = write(
        "answers.json",
        '{"data": [{"submitted_at": "2026-11-02", "csat": 5, "comment": "quick and kind"},'
        ' {"submitted_at": "2026-11-03", "csat": 2, "comment": null}]}',
    )
    async with importing(file) as wizard:
        await wizard.reach(Parts)
        await wizard.press("enter")
        await wizard.reach(Telling)
        assert "Write 2 answers from answers.json?" in wizard.said
        await wizard.press("enter")
        await wizard.until_said("2 answers imported")
    items = {item.value: item.quote for item in evidence.page(live.seat).items}
    assert items == {5: "quick and kind", 2: ""}


async def test_whether_rows_are_purchases_is_said_by_their_days(
    write: Write, importing: Importing
) -> None:
    rows = "".join(
        f"c{at % 6},2026-0{1 + at // 8}-{10 + at * 7 % 17},{20 + at}.50\n" for at in range(24)
    )
    async with importing(write("visits.csv", f"Customer,Date,Amount\n{rows}")) as wizard:
        await wizard.reach(Parts)
        assert "nothing says that each is a purchase" in wizard.said
        assert "press t and say 90 days" in wizard.said
        await wizard.press("t")
        form = await wizard.reach(Form)
        form.query_one("#field-days").value = "90"
        await wizard.press("ctrl+s")
        await wizard.reach(Parts)
        assert "Repurchase" in wizard.said
        assert "nothing says that each is a purchase" not in wizard.said
