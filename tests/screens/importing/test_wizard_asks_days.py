"""What an import asks of days, because only a person knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs.choose import Choose
from screens.forms.form import Form
from screens.importing.file_form import FileForm
from screens.importing.mapping_list import Parts
from screens.importing.summary import Telling
from store.evidence import evidence
from tests.screens.importing.conftest import Importing, Write

if TYPE_CHECKING:
    from tests.conftest import Live


async def test_a_day_of_another_kind_is_asked_about(write: Write, importing: Importing) -> None:
    file = write(
        "bought.csv", "Date of Purchase,CSAT,Region\n2026-11-02,5,north\n2026-11-03,1,south\n"
    )
    async with importing(file) as wizard:
        await wizard.reach(Parts)
        await wizard.press("enter")
        await wizard.reach(Choose)
        assert "When did the customers answer?" in wizard.said
        await wizard.press("enter")
        await wizard.reach(Telling)
        assert "dated by “Date of Purchase”" in wizard.said
        assert "No customers' words are imported." in wizard.said
        assert "Region: not a measure, by its name" in wizard.said


async def test_a_survey_that_keeps_no_days_asks_for_one(write: Write, importing: Importing) -> None:
    rows = "".join(f"1980-01-01 00:00:00,{score}\n" for score in (5, 1, 4))
    async with importing(write("lime.csv", f"submitdate,CSAT\n{rows}")) as wizard:
        await wizard.reach(Parts)
        await wizard.press("enter")
        await wizard.reach(Choose)
        said = wizard.said
        assert "“submitdate” holds only 1980-01-01, which tools write" in said
        assert "--on" not in said


async def test_days_of_an_open_order_ask_it_and_then_the_year(
    live: Live, write: Write, importing: Importing
) -> None:
    rows = "03/04,4\n05/06,5\n07/03,4\n"
    async with importing(write("open.csv", f"Datum,CSAT\n{rows}")) as wizard:
        await wizard.reach(Choose)
        assert "What day is “03/04”?" in wizard.said
        await wizard.press("enter")
        await wizard.reach(Parts)
        await wizard.press("enter")
        await wizard.reach(Choose)
        assert "7 Mar 2026 to 5 Jun 2026" in wizard.said
        await wizard.press("enter")
        await wizard.reach(Telling)
        await wizard.press("enter")
        await wizard.until_said("3 answers imported")
        await wizard.press("enter")
    days = sorted(str(item.day) for item in evidence.page(live.seat).items)
    assert days == ["2026-03-07", "2026-04-03", "2026-06-05"]


async def test_a_file_of_quarters_is_dated_by_a_day_that_is_typed(
    write: Write, importing: Importing
) -> None:
    file = write("quarters.csv", "Quarter,CSAT\nQ4 2026,5\nQ4 2026,1\n")
    async with importing(file) as wizard:
        await wizard.reach(Parts)
        assert "no day can be read in it" in wizard.said
        await wizard.press("enter")
        await wizard.reach(Choose)
        assert "“Quarter” says no day: “Q4 2026”." in wizard.said
        await wizard.press("enter")
        await wizard.reach(Form)
        await wizard.press(*"2026-10-31", "enter")
        await wizard.reach(Telling)
        assert "50% of 2, all of 31 Oct 2026" in wizard.said


async def test_the_day_can_be_gone_back_from(write: Write, importing: Importing) -> None:
    file = write("quarters.csv", "Quarter,CSAT\nQ4 2026,5\nQ4 2026,1\n")
    async with importing(file) as wizard:
        await wizard.reach(Parts)
        await wizard.press("enter")
        await wizard.reach(Choose)
        await wizard.press("enter")
        await wizard.reach(Form)
        await wizard.press("escape")
        await wizard.reach(Choose)
        await wizard.press("down", "enter")
        await wizard.reach(Telling)
        assert "all of " in wizard.said


async def test_which_of_two_days_counts_is_asked(write: Write, importing: Importing) -> None:
    file = write(
        "days.csv",
        "CSAT,Survey Date,Response Date\n5,2026-10-01,2026-10-05\n2,2026-10-02,2026-10-06\n",
    )
    async with importing(file) as wizard:
        await wizard.reach(Choose)
        assert "The day in “Response Date”" in wizard.said
        await wizard.press("down", "enter")
        await wizard.reach(Parts)
        assert "dated by “Survey Date”" in wizard.said
        await wizard.press("escape")
        await wizard.reach(FileForm)
        await wizard.press("enter")
        await wizard.reach(Choose)
        await wizard.press("enter")
        await wizard.reach(Parts)
        await wizard.press("enter")
        await wizard.reach(Telling)
        assert "5 Oct to 6 Oct 2026" in wizard.said


async def test_weeks_are_dated_by_the_years_that_are_chosen(
    live: Live, write: Write, importing: Importing
) -> None:
    file = write("weeks.csv", "KW,CSAT\nKW 52,5\nKW 1,1\nKW 2,4\n")
    async with importing(file) as wizard:
        await wizard.reach(Parts)
        await wizard.press("enter")
        await wizard.reach(Choose)
        assert "Weeks 52 of 2025 and 1 to 2 of 2026" in wizard.said
        await wizard.press("enter")
        await wizard.reach(Telling)
        assert "22 Dec 2025 to 5 Jan 2026" in wizard.said
        await wizard.press("escape")
        await wizard.reach(Parts)
        await wizard.press("t")
        form = await wizard.reach(Form)
        assert form.query_one("#field-years").value == "2025-2026"
        await wizard.press("escape")
        await wizard.reach(Parts)
        await wizard.press("enter")
        await wizard.reach(Telling)
        await wizard.press("enter")
        await wizard.until_said("3 answers imported")
        await wizard.press("enter")
    days = sorted(str(item.day) for item in evidence.page(live.seat).items)
    assert days == ["2025-12-22", "2025-12-29", "2026-01-05"]


async def test_days_without_a_year_are_of_the_year_that_is_chosen(
    live: Live, write: Write, importing: Importing
) -> None:
    file = write("days.csv", "Datum,CSAT\n06.10.,4\n07.10.,5\n")
    async with importing(file) as wizard:
        await wizard.reach(Parts)
        await wizard.press("enter")
        await wizard.reach(Choose)
        said = wizard.said
        assert "“Datum” says no day: “06.10.”." in said
        assert all(f"6 Oct {year} to 7 Oct {year}" in said for year in (2026, 2025, 2024))
        await wizard.press("down", "enter")
        await wizard.reach(Telling)
        await wizard.press("enter")
        await wizard.until_said("2 answers imported")
    assert sorted(str(item.day) for item in evidence.page(live.seat).items) == [
        "2025-10-06",
        "2025-10-07",
    ]


async def test_whose_day_answers_without_one_have_is_asked(
    live: Live, write: Write, importing: Importing
) -> None:
    file = write("sheet.csv", "Date,CSAT\n2026-11-02,4\n,5\n,3\n2026-11-05,4\n,2\n,1\n")
    async with importing(file) as wizard:
        await wizard.reach(Choose)
        assert "4 of 6 answers have no day" in wizard.said
        await wizard.press("enter")
        await wizard.reach(Parts)
        await wizard.press("enter")
        await wizard.reach(Telling)
        assert "are of the day above" in wizard.said
        await wizard.press("enter")
        await wizard.until_said("6 answers imported")
    assert {item.day.day for item in evidence.page(live.seat).items} == {2, 5}
