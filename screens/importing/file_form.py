"""Asks for the file: by its path, or pasted where the app is served to a guest."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from textual import events
from textual.suggester import Suggester
from textual.widget import Widget

from screens.acting import Outcome
from screens.dialogs.fields import Field, Notes, NotesField, OneLine, TextField
from screens.dialogs.form import Form
from store.errors import Refused
from store.exchange.encoding import check_size
from store.text import drawable

PASTED = "a paste"
"""The name of what was pasted."""
_NAMES_READ = 2_000
"""Names of a folder that are looked through to complete a path."""
_INTRO = "An export of a survey, a help desk or a shop, as a table of text (CSV or alike)."


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it was given."""

    name: str
    data: bytes
    typed: str
    """What stood in the form."""


class FileForm(Form):
    """Asks for a file and reads its bytes."""

    def __init__(self, *, hosted: bool, problem: str = "") -> None:
        """``problem`` is what was wrong with the file of the time before."""
        field: Field = (
            NotesField("file", "Paste it here", required=True, lines=8)
            if hosted
            else TextField(
                "file",
                "File",
                hint="~/survey.csv (the right arrow completes)",
                required=True,
            )
        )
        self._hosted = hosted
        self._problem = problem
        self.draft = "import/paste" if hosted else "import/file"
        super().__init__(
            "Import customer feedback",
            [field],
            self._read_it,
            draft=self.draft,
            intro=_INTRO,
        )

    def _control(self, declared: Field) -> Widget:
        if self._hosted:
            assert isinstance(declared, NotesField)
            return Paste(declared.value, declared.hint, declared.lines, id="field-file")
        control = super()._control(declared)
        assert isinstance(control, OneLine)
        control.suggester = PathSuggester()
        return control

    def on_mount(self) -> None:
        if self._problem:
            # Once the draft stands in the field: a changed value lets its problem go.
            self.call_after_refresh(self._show_problem, "file", self._problem)

    async def _read_it(self, values: dict[str, str]) -> Outcome[Given]:
        typed = values["file"]
        if self._hosted:
            return Outcome(Given(PASTED, typed.encode(), typed))
        return await asyncio.to_thread(_read_file, typed)


def _read_file(typed: str) -> Outcome[Given]:
    """The bytes of the file that was typed, refused where they cannot be had."""
    path = Path(typed.strip().strip("'\""))
    try:
        path = path.expanduser()
        if not path.is_file():
            what = f"{path} is a folder." if path.is_dir() else f"There is no file {path}."
            raise Refused(what, field="file")
        check_size(path.stat().st_size)
        return Outcome(Given(path.name, path.read_bytes(), typed))
    except Refused as refused:
        return Outcome(refused=refused)
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "it is no path"
        return Outcome(refused=Refused(f"{path} cannot be read: {reason}.", field="file"))


class Paste(Notes):
    """A table pasted as text; unlike other text it keeps its tabs."""

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = "\t".join(drawable(part, multiline=True) for part in event.text.split("\t"))
        result = self.replace(text, *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)


class PathSuggester(Suggester):
    """Completes a path by the first name in its folder that begins so."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        return await asyncio.to_thread(completed, value)


def completed(typed: str) -> str | None:
    """``typed`` completed by a name that stands in the folder; None where none begins so."""
    folder, slash, start = typed.rpartition("/")
    if not slash or not start:
        return None
    with suppress(OSError, ValueError, RuntimeError):
        found = []
        for number, entry in enumerate(Path(f"{folder}/").expanduser().iterdir()):
            if number == _NAMES_READ:
                break
            if entry.name.startswith(start) and drawable(entry.name) == entry.name:
                found.append(f"{entry.name}/" if entry.is_dir() else entry.name)
        if found:
            return f"{folder}/{min(found)}"
    return None
