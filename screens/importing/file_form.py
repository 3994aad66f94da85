"""Asks for the file: by its path, or pasted where the app is served to a guest."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

from textual import events
from textual.suggester import Suggester
from textual.widget import Widget

from screens.core.app_context import AppContext, app_context_of
from screens.core.store_calls import Outcome
from screens.forms.fields import Field, NotesField, OneLine, TextField
from screens.forms.form import Form
from screens.forms.many_lines import Notes
from screens.importing.newest_file import Proposal
from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.common.text import drawable
from store.formats.tabular.encoding import check_size

PASTED = "a paste"
"""The name of what was pasted."""
_NAMES_READ = 2_000
"""Names of a folder that are looked through to complete a path."""


CHOOSE = "Press “Import a file” below the app, or drop the file on the page."


@dataclass(frozen=True, slots=True)
class ImportWords:
    """What the form says of what is imported."""

    title: str
    intro: str
    hosted: str
    """Said where the app is served to a guest over SSH."""
    browser: str
    """Said where the app is served to a guest's browser."""
    hint: str
    draft: str


FEEDBACK = ImportWords(
    title="Import customer feedback",
    intro=(
        "An export of a survey, a help desk or a shop: a workbook, or a table of text (CSV or "
        "alike)."
    ),
    hosted=(
        "Over SSH no file can be named. Paste the table, or run care import feedback FILE on the "
        "host."
    ),
    browser=f"{CHOOSE} A workbook or a table of text. Or paste the table.",
    hint="~/survey.csv (the right arrow completes)",
    draft="import",
)


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it was given."""

    name: str
    data: bytes
    typed: str
    """What stood in the form."""


class FileForm(Form):
    """Asks for a file and reads its bytes."""

    def __init__(
        self,
        *,
        hosted: bool,
        in_browser: bool = False,
        problem: str = "",
        words: ImportWords = FEEDBACK,
        proposed: Proposal | None = None,
    ) -> None:
        """``in_browser``, files come by the page, too. ``problem`` is what was wrong with the file of the time before, ``proposed`` the file
        that stands there to begin with."""
        field: Field = (
            NotesField("file", "Paste it here", required=True, lines=8)
            if hosted
            else TextField(
                "file",
                "File",
                proposed.path if proposed else "",
                proposed=proposed is not None,
                hint=words.hint,
                required=True,
            )
        )
        self._hosted = hosted
        self._problem = problem
        self.draft = f"{words.draft}/paste" if hosted else f"{words.draft}/file"
        intro = words.browser if in_browser else words.hosted
        if not hosted:
            intro = proposed.said if proposed else words.intro
            intro += f" {CHOOSE}" if in_browser else ""
        super().__init__(
            words.title,
            [field],
            self._read_it,
            draft=self.draft,
            intro=intro,
            deed="Read it" if hosted else "Read the file",
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

    def take_received(self) -> None:
        """Go on with the file that came from the browser, instead of what stands here."""
        given = given_by_browser(app_context_of(self))
        if given is not None:
            self._leave(Outcome(given))

    async def _read_it(self, values: dict[str, str]) -> Outcome[Given]:
        typed = values["file"]
        if self._hosted:
            return Outcome(Given(PASTED, typed.encode(), typed))
        return await asyncio.to_thread(_read_file, typed)


def given_by_browser(context: AppContext) -> Given | None:
    """The file that came from the browser and that no import has taken yet."""
    received = context.take_received()
    return Given(received.name, received.data, "") if received is not None else None


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
        reason = getattr(error, "strerror", None) or "it is not a path"
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
        matching = []
        for number, entry in enumerate(Path(f"{folder}/").expanduser().iterdir()):
            if number == _NAMES_READ:
                break
            if entry.name.startswith(start) and drawable(entry.name) == entry.name:
                matching.append(f"{entry.name}/" if entry.is_dir() else entry.name)
        if matching:
            return f"{folder}/{min(matching)}"
    return None
