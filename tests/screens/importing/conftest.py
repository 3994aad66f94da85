"""Ways to a dialog of the import, for its tests."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from screens.importing.file_form import FileForm
from tests.screens.importing.import_screens import SURVEY, shown

if TYPE_CHECKING:
    from tests.conftest import Live

Write = Callable[[str, str], Path]


@dataclass
class Wizard:
    """An import on the way through its dialogs, at 80 by 24."""

    pilot: Pilot[Any]
    _name: Callable[..., Any]
    _reach: Callable[..., Any]
    _until: Callable[..., Any]

    @property
    def said(self) -> str:
        """Everything that the dialog on top says, as one line."""
        return " ".join(shown(self.pilot.app).split())

    @property
    def screen(self) -> Screen[Any]:
        return self.pilot.app.screen

    async def name(self, file: Path) -> None:
        """Open the import and name a file."""
        await self._name(self.pilot, file)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def reach(self, kind: Any) -> Any:
        """Wait until a dialog of a class is shown and has the focus."""
        return await self._reach(self.pilot, kind)

    async def until_said(self, words: str) -> None:
        """Wait until the dialog on top says it."""
        await self._until(self.pilot, lambda: words in self.said)


Importing = Callable[..., contextlib.AbstractAsyncContextManager[Wizard]]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file for an import; its path."""

    def write_file(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text)
        return path

    return write_file


@pytest.fixture
def importing(
    live: Live,
    name_file: Callable[..., Any],
    reach: Callable[..., Any],
    until: Callable[..., Any],
) -> Importing:
    """Opens the app at Evidence, and the import of a file where one is given."""

    @contextlib.asynccontextmanager
    async def opened(file: Path | None = None) -> AsyncIterator[Wizard]:
        async with live.app("evidence").run_test(size=(80, 24)) as pilot:
            wizard = Wizard(pilot, name_file, reach, until)
            if file is not None:
                await wizard.name(file)
            yield wizard

    return opened


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
