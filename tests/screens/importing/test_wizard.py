"""The way through an import, by its keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static

from screens.dialogs.choose import Choose, OptionLines
from screens.dialogs.reader import TextLines
from screens.forms.form import Form
from screens.importing.file_form import FileForm
from screens.importing.key_words import by_keys
from screens.importing.mapping_list import Parts
from screens.importing.summary import Telling
from screens.importing.working import Working
from store.board import touchpoints
from store.domain.stages import Stage
from store.evidence import evidence
from store.journal.seat import Seat
from store.queries.evidence.trends import answered

if TYPE_CHECKING:
    from tests.conftest import Live

SIZES = [(80, 24), (120, 36)]
SURVEY = """Response ID,Survey date,NPS,Satisfaction,Comment
1,2026-11-02,9,5,"Very good, thank you"
2,2026-11-03,10,4,
3,2026-11-04,3,2,"Slow"
4,2026-11-05,8,5,
5,2026-11-06,,,
6,2099-01-01,7,1,
"""


def shown(app: App[Any]) -> str:
    """Everything that the dialog on top says."""
    screen = app.screen
    texts = [str(each.render()) for each in screen.query(Static)]
    for lines in screen.query(OptionLines):
        texts += [f"{each.label}  {each.more}" for each in lines.options]
    for each in screen.query(TextLines):
        texts.append(each._text)
    return "\n".join(texts)


@pytest.fixture
def reach(until: Callable[..., Any]) -> Callable[..., Any]:
    """Waits until a dialog of a class is shown and has the focus: ``await reach(pilot, Parts)``."""

    async def wait(pilot: Pilot[Any], kind: Any) -> Any:
        await until(
            pilot, lambda: type(pilot.app.screen) is kind and pilot.app.screen.focused is not None
        )
        return pilot.app.screen

    return wait


@pytest.fixture
def name_file(settle: Callable[[Pilot[Any]], Any], reach: Callable[..., Any]) -> Callable[..., Any]:
    """Opens the import and names a file."""

    async def go(pilot: Pilot[Any], path: Path) -> None:
        await settle(pilot)
        await pilot.press("i")
        form = await reach(pilot, FileForm)
        form.query_one("#field-file").insert_text_at_cursor(str(path))
        await pilot.press("enter")

    return go


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    file = tmp_path / "survey.csv"
    file.write_text(SURVEY)
    return file


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
        assert "25 (n 4), 2026-11-02 to 2026-11-05" in said
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


@pytest.mark.parametrize(
    "name",
    [
        "tickets_unsolved.csv",
        "visits.csv",
        pytest.param("freshdesk_demo.csv", marks=pytest.mark.real),
        pytest.param("journey_shopeasy_visits.csv", marks=pytest.mark.real),
    ],
)
async def test_a_file_without_a_measure_says_so_and_writes_nothing(
    live: Live,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
    example: Callable[[str], Path],
    name: str,
) -> None:
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, example(name))
        screen = await reach(pilot, Parts)
        assert by_keys(screen.laid.look.reason) in shown(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: live.notes)
        assert live.notes[-1].startswith("Nothing is chosen yet")
        assert app.screen is screen
        await pilot.press("enter")
        await reach(pilot, Choose)
        await pilot.press("escape")
        await reach(pilot, Parts)
        await pilot.press("escape")
        await reach(pilot, FileForm)
        assert evidence.page(live.seat).items == ()


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
        assert "all of 2026-11-09" in shown(app)
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


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.csv", None, "There is no file"),
        (".", None, "is a folder"),
        ("empty.csv", b"", "is empty"),
        ("page.html", b"<!doctype html><html><body>hi</body></html>", "not a table"),
        ("only.csv", b"nps\n", "no rows"),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused_beside_its_name(
    live: Live,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
    name: str,
    content: bytes | None,
    said: str,
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, tmp_path / name)
        await until(
            pilot,
            lambda: (
                isinstance(app.screen, FileForm)
                and said in str(app.screen.query_one("#problem-file").render())
            ),
        )
        assert isinstance(app.screen, Form)
        assert app.screen.values()["file"] == str(tmp_path / name)


async def test_a_guest_pastes_a_spreadsheet_instead_of_naming_a_file(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    app = live.app("evidence", hosted=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("i")
        form = await reach(pilot, FileForm)
        form.focused.post_message(events.Paste(SURVEY.replace(",", "\t")))
        await until(pilot, lambda: "Slow" in form.values()["file"])
        await pilot.press("ctrl+s")
        await reach(pilot, Parts)
        assert "6 rows, utf-8, tabs" in shown(app)
        assert "[x] E NPS" in shown(app)


@pytest.mark.parametrize("size", [(60, 18), *SIZES])
async def test_hostile_cells_are_drawn_as_text(
    live: Live,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    size: tuple[int, int],
) -> None:
    file = tmp_path / "hostile.csv"
    nasty = "[/bold]\x1b[2J\u202eevil"
    rows = "".join(f'"{nasty}\nsecond line",{n % 11}\n' for n in range(20))
    file.write_text(f"[red]Comment{nasty},nps{nasty}\n{rows}", encoding="utf-8")
    app = live.app("evidence")
    async with app.run_test(size=size) as pilot:
        await name_file(pilot, file)
        await reach(pilot, Parts)
        said = shown(app)
        assert "[/bold][2Jevil" in said
        assert "\x1b" not in said
        assert "\u202e" not in said
        await pilot.press("enter")
        await reach(pilot, Telling)
        assert "nps[/bold][2Jevil" in shown(app)


@pytest.mark.parametrize("size", SIZES)
async def test_ten_rows_are_to_be_seen(
    live: Live,
    tmp_path: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    size: tuple[int, int],
) -> None:
    file = tmp_path / "many.csv"
    names = ("nps", "csat", "rating", "satisfaction", "stars")
    rows = f"{','.join(names)}\n" + "".join(f"{n},5,4,3,{n % 5 + 1}\n" for n in range(1, 11)) * 3
    file.write_text(rows.replace("3,", "4,"))
    app = live.app("evidence")
    async with app.run_test(size=size) as pilot:
        await name_file(pilot, file)
        screen = await reach(pilot, Parts)
        rows = screen.query_one("#preview", Static)
        assert len(screen.query_one(OptionLines).options) >= 4
        assert screen.query_one("#box").region.contains_region(rows.region)
        assert rows.size.height == 11
        lines = str(rows.render()).splitlines()
        assert len(lines) == 11
        assert max(map(len, lines)) <= rows.size.width


async def test_writing_shows_how_far_it_is_and_can_be_stopped(
    live: Live, settle: Callable[[Pilot[Any]], Any], until: Callable[..., Any]
) -> None:
    app = live.app("evidence")
    begun, go_on = Event(), Event()

    def slow(_seat: Seat, progress: Any, cancel: Any) -> str:
        progress(1_000, 4_000)
        begun.set()
        go_on.wait(10)
        assert cancel.is_set()
        return "stopped"

    outcomes = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await app.push_screen(Working("Writing …", slow, writes=True), outcomes.append)
        await until(pilot, lambda: begun.is_set() and "1,000 of 4,000" in shown(app))
        assert "████████░" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: "Stopping" in shown(app))
        assert outcomes == []
        go_on.set()
        await until(pilot, lambda: outcomes)
        assert outcomes[0].value == "stopped"


async def test_reading_is_not_waited_for_once_it_is_stopped(
    live: Live, settle: Callable[[Pilot[Any]], Any], until: Callable[..., Any]
) -> None:
    app = live.app("evidence")
    begun, go_on = Event(), Event()

    def slow(_seat: Seat, _progress: Any, _cancel: Any) -> None:
        begun.set()
        go_on.wait(10)

    outcomes = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await app.push_screen(Working("Reading …", slow), outcomes.append)
        await until(pilot, begun.is_set)
        await pilot.press("escape")
        await until(pilot, lambda: outcomes)
        assert outcomes == [None]
        go_on.set()


async def test_a_stopped_import_goes_back_and_has_written_nothing(
    live: Live,
    survey: Path,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from screens.importing import wizard

    keep = wizard.write  # type: ignore[attr-defined]

    def stopped(seat: Seat, prepared: Any, *, recipe: Any, progress: Any, cancel: Any) -> Any:
        cancel.set()
        return keep(seat, prepared, recipe=recipe, progress=progress, cancel=cancel)

    monkeypatch.setattr(wizard, "write", stopped)
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, survey)
        await reach(pilot, Parts)
        await pilot.press("enter")
        await reach(pilot, Telling)
        await pilot.press("enter")
        await until(pilot, lambda: live.notes and "Nothing was written" in live.notes[-1])
        await reach(pilot, Telling)
        assert evidence.page(live.seat).items == ()


def test_a_path_is_completed_by_what_stands_in_the_folder(tmp_path: Path) -> None:
    from screens.importing.file_form import completed

    (tmp_path / "survey.csv").touch()
    (tmp_path / "sub").mkdir()
    (tmp_path / "bad\x1b.csv").touch()
    start = f"{tmp_path}/"
    assert completed(f"{start}su") == f"{start}sub/"
    assert completed(f"{start}sur") == f"{start}survey.csv"
    for nothing in (
        "",
        "sur",
        start,
        f"{start}bad",
        f"{start}x",
        "/no/where/at",
        "~nobody-here/x",
        "a\0/b",
    ):
        assert completed(nothing) is None


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
        await until(pilot, lambda: "1 survey was not finished" in shown(app))
        await pilot.press("enter")
        await reach(pilot, Parts)
        assert "100 (n 1)" in shown(app)
        assert "Finished" in shown(app)
        assert "whether the survey was finished" in shown(app)


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
