"""An import of files that cannot be read, that say nothing, or that take long."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static

from screens.dialogs.choose import Choose, OptionLines
from screens.forms.form import Form
from screens.importing.file_form import FileForm
from screens.importing.key_words import by_keys
from screens.importing.mapping_list import Parts
from screens.importing.summary import Telling
from screens.importing.working import Working
from store.evidence import evidence
from store.journal.seat import Seat
from tests.screens.importing.import_screens import SIZES, SURVEY, shown

if TYPE_CHECKING:
    from tests.conftest import Live


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


async def test_a_file_that_cannot_be_read_is_refused_beside_its_name(
    live: Live, tmp_path: Path, name_file: Callable[..., Any], until: Callable[..., Any]
) -> None:
    contents = {
        "empty.csv": b"",
        "page.html": b"<!doctype html><html><body>hi</body></html>",
        "only.csv": b"nps\n",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await name_file(pilot, tmp_path / "none.csv")
        for name, said in (
            ("none.csv", "There is no file"),
            (".", "is a folder"),
            ("empty.csv", "is empty"),
            ("page.html", "not a table"),
            ("only.csv", "no rows"),
        ):
            place = str(tmp_path / name)
            if name != "none.csv":
                app.screen.query_one("#field-file", Input).value = place
                await pilot.press("enter")
            await until(
                pilot,
                lambda said=said: (
                    isinstance(app.screen, FileForm)
                    and said in str(app.screen.query_one("#problem-file").render())
                ),
            )
            assert isinstance(app.screen, Form)
            assert app.screen.values()["file"] == place


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
