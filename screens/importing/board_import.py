"""Another tool's board, brought onto the team's: the file, its lists' stages, what will be added.

Every step can be gone back from with ``esc``. Nothing is written before the last.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from threading import Event
from typing import TYPE_CHECKING

from screens.core.app_context import app_context_of
from screens.dialogs.choose import Choose, Option
from screens.importing.file_form import CHOOSE, FileForm, Given, ImportWords, given_by_browser
from screens.importing.summary import Telling
from screens.importing.working import Working
from screens.widgets.date_format import plural
from store.board.board_import import BoardImport, import_board, places_for
from store.common.text import fold_key
from store.domain.stages import STAGES, Stage, parse_stage
from store.formats.boards.boards import BoardFile, read_board

if TYPE_CHECKING:
    from screens.core.main_context import MainContext
    from store.evidence.importing.import_writer import Progress
    from store.journal.seat import Seat

WORDS = ImportWords(
    title="Import a board",
    intro=(
        "A board of Trello (JSON), a retrospective (CSV), lists or a journey's table in Markdown, "
        "or a plain list."
    ),
    hosted="Over SSH no file can be named. Paste the board, or run care import board FILE on the host.",
    browser=f"{CHOOSE} Trello's JSON, CSV or Markdown. Or paste the board.",
    hint="~/board.json (the right arrow completes)",
    draft="import/board",
)
_GO_ON, _LEAVE_OUT = "import", "skip"
_NAMELESS = "The list without a name"
_NOT_YET = "Nothing is written yet. Press Enter to write it as one step."

Step = Callable[[], Awaitable["Step | None"]]


async def import_a_board(main: MainContext) -> None:
    """Lead a person through the import of a board."""
    app_context_of(main).first_command = ""
    step: Step | None = _Journey(main).ask_file
    while step is not None:
        step = await step()


class _Journey:
    """One import under way. Each step returns the one to go to next."""

    def __init__(self, main: MainContext) -> None:
        self._main = main
        self._given: Given | None = None
        self._board: BoardFile | None = None
        self._said: dict[str, Stage | None] = {}
        self._cursor = ""
        self._problem = ""

    async def ask_file(self) -> Step | None:
        shell = app_context_of(self._main)
        given = given_by_browser(shell)
        if given is None:
            form = FileForm(
                hosted=shell.hosted,
                in_browser=shell.incoming is not None,
                problem=self._problem,
                words=WORDS,
            )
            if self._given is not None and self._given.typed:
                shell.drafts.put(f"{shell.person}/{form.draft}", {"file": self._given.typed})
            outcome = await self._main.app.push_screen_wait(form)
            given = outcome.value if outcome is not None else None
        if given is None:
            return None
        self._given, self._problem, self._said = given, "", {}
        return self.read

    async def read(self) -> Step | None:
        assert self._given is not None
        given = self._given

        def look(_seat: Seat, _progress: Progress, _cancel: Event) -> BoardFile:
            return read_board(given.data, given.name)

        outcome = await self._main.app.push_screen_wait(Working(f"Reading {given.name} …", look))
        if outcome is None or outcome.value is None:
            self._problem = str(outcome.refused) if outcome is not None else ""
            return self.ask_file
        self._board = outcome.value
        return self.place

    async def place(self) -> Step | None:
        """Ask where each list goes; those whose names say it are placed already."""
        assert self._board is not None
        placed, waiting = places_for(self._board, self._said)
        lists = [each for each in self._board.lists if each.cards]
        options = [
            Option(
                str(number),
                f"{each.name or _NAMELESS}: {plural(len(each.cards), 'touchpoint')}",
                _place_words(placed, each.name),
            )
            for number, each in enumerate(lists)
        ]
        going = [each for each in lists if placed.get(fold_key(each.name)) is not None]
        if not waiting and going:
            cards = sum(len(each.cards) for each in going)
            options.append(Option(_GO_ON, f"Go on with {plural(cards, 'touchpoint')}"))
        count = len(waiting)
        left = f"{plural(count, 'list')} still need{'s' if count == 1 else ''} a stage."
        question = Choose(
            "To which stage does each list go?",
            options,
            chosen=_GO_ON if not waiting and going else self._cursor,
            detail=left if waiting else "Choose a list to change its stage.",
        )
        chosen = await self._main.app.push_screen_wait(question)
        if chosen is None:
            return self.ask_file
        if chosen == _GO_ON:
            return self.foretell
        await self._ask_stage(lists[int(chosen)].name)
        self._cursor = chosen
        return self.place

    async def _ask_stage(self, name: str) -> None:
        options = [Option(stage.value, stage.label) for stage in STAGES]
        question = Choose(
            f"“{name}” goes to" if name else f"{_NAMELESS} goes to",
            [*options, Option(_LEAVE_OUT, "Nowhere", "leave this list out")],
        )
        chosen = await self._main.app.push_screen_wait(question)
        if chosen is not None:
            self._said[name] = None if chosen == _LEAVE_OUT else parse_stage(chosen)

    async def foretell(self) -> Step | None:
        done = await self._import("Counting what is new …", dry_run=True)
        if done is None:
            return self.place
        title = f"Add {plural(done.added, 'touchpoint')}?"
        if not done.added:
            title = "Nothing new: every touchpoint is here already"
        told = Telling(title, _told(done, written=False), may_go_on=done.added > 0)
        return self.write if await self._main.app.push_screen_wait(told) else self.place

    async def write(self) -> Step | None:
        done = await self._import("Adding the touchpoints …", dry_run=False)
        if done is None:
            return self.place
        title = f"{plural(done.added, 'touchpoint')} added"
        await self._main.app.push_screen_wait(Telling(title, _told(done, written=True)))
        return None

    async def _import(self, title: str, *, dry_run: bool) -> BoardImport | None:
        assert self._given is not None
        assert self._board is not None
        board, file = self._board, self._given.name
        placed, _ = places_for(board, self._said)

        def bring(seat: Seat, _progress: Progress, _cancel: Event) -> BoardImport:
            return import_board(seat, board, placed, file=file, dry_run=dry_run)

        outcome = await self._main.app.push_screen_wait(Working(title, bring, writes=not dry_run))
        if outcome is not None and outcome.refused is not None:
            self._main.notify(outcome.refused.message, markup=False)
        return outcome.value if outcome is not None else None


def _place_words(placed: dict[str, Stage | None], name: str) -> str:
    key = fold_key(name)
    if key not in placed:
        return "no stage yet"
    stage = placed[key]
    return f"to {stage.label}" if stage is not None else "left out"


def _told(done: BoardImport, *, written: bool) -> str:
    """What is added where, and what was left out."""
    rows = []
    for each in done.lists:
        where = f"to {each.stage.label}, {each.added:,} new" if each.stage else "left out"
        there = f", {each.there:,} here already" if each.there else ""
        rows.append(f"{each.name or _NAMELESS}: {where}{there}")
    last = "It is one step. Press u to undo all of it." if written else _NOT_YET
    removed = []
    if done.removed:
        removed = [f"{plural(done.removed, 'unsafe character')} taken out of the texts."]
    return "\n\n".join(["\n".join(rows), *done.problems, *removed, last])
