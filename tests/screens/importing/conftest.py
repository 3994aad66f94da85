"""Ways to a dialog of the import, for its tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from screens.importing.file_form import FileForm
from tests.screens.importing.import_screens import SURVEY

if TYPE_CHECKING:
    pass


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
