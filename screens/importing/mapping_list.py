"""The columns and measures of a file, to take or leave, with ten rows to look at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from textual import events, work
from textual.app import ComposeResult
from textual.widgets import Static

from screens.core.keys import KeyScope, bindings
from screens.core.store_calls import attempt
from screens.dialogs.base import Dialog
from screens.dialogs.choose import Choose, Option, OptionLines
from screens.importing.mapping_state import (
    Laid,
    Weighed,
    about,
    details_of,
    figure_of,
    hinted,
    lacks_target,
    lay_out,
    new_part,
    others_of,
    part_title,
    weigh,
)
from screens.importing.preview import preview_rows
from screens.theme.safe_text import fit, pad, plain
from store.evidence.importing.imports import Part, Terms
from store.formats.feedback.hints import hints

TITLE_ROOM, NARROW_ROOM = 30, 20
"""Cells for what a measure is called in the list, and on a narrow screen."""
_WIDE_FROM = 76
"""Columns of a screen from which it is not narrow."""

_AROUND = 10
"""Lines of the screen that are neither the list's nor the file's rows."""
_LEAST = 4
"""The fewest lines of the list."""

Ask = Callable[["Parts", Laid, Part], Awaitable[Part | None]]
"""Asks how to take a part; None when the person goes back."""
AskTerms = Callable[["Parts", Laid], Awaitable[Terms | None]]


class Parts(Dialog[Laid | None]):
    """Shows what a file holds; the result is what was chosen, None when the person goes back."""

    DEFAULT_CSS = """
    Parts > #box { width: 112; max-height: 100%; }
    Parts {
        & #about, & #details { width: 1fr; height: auto; color: $foreground-muted; }
        & #about { max-height: 3; }
        & OptionLines { margin-top: 1; }
        & #details { margin-top: 1; max-height: 1; }
        & #preview { width: 1fr; height: auto; }
    }
    """
    BINDINGS = bindings(KeyScope.IMPORT)

    def __init__(self, file: str, laid: Laid, ask: Ask, ask_terms: AskTerms) -> None:
        super().__init__(f"What to take from {file}")
        self.laid = laid
        self._file = file
        self._ask = ask
        self._ask_terms = ask_terms

    def compose_inside(self) -> ComposeResult:
        yield Static("", id="about")
        yield OptionLines(self._options(), self.glyphs, lettered=False)
        yield Static("", id="details")
        yield Static("", id="preview")

    def on_mount(self) -> None:
        self.query_one(OptionLines).focus()
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        self._share_out(event.size.height)
        self.call_after_refresh(self._show_rows)

    def _share_out(self, height: int) -> None:
        """Give the list the lines that the file's rows leave."""
        rows = len(self.laid.look.proposal.preview) + 1
        self.query_one(OptionLines).styles.max_height = max(_LEAST, height - _AROUND - rows)

    # Showing

    def _options(self) -> list[Option]:
        options = []
        title_room = TITLE_ROOM if self.app.size.width >= _WIDE_FROM else NARROW_ROOM
        for index, part in enumerate(self.laid.choices):
            box = "[x]" if part.on else "[ ]"
            name = pad(part_title(part, self.laid.measures), title_room, self.glyphs.ellipsis)
            options.append(Option(f"part {index}", f"{box} {name}", figure_of(part)))
        for hint in hinted(self.laid):
            name = pad(f"Take “{hint.column}”", title_room + 4, self.glyphs.ellipsis)
            known = self.laid.measures.get(hint.measure)
            what = f"as {known.title}, if it is that" if known else "as a measure of your own"
            options.append(Option(f"hint {hint.column}", name, what))
        if not self.laid.choices:
            name = pad("Take a column", title_room + 4, self.glyphs.ellipsis)
            options.append(Option("add", name, "Enter asks which"))
        if lacks_target(self.laid):
            name = pad("R Solved within target", title_room, self.glyphs.ellipsis)
            options.append(Option("terms", f"    {name}", "press t for your target in hours"))
        for each in others_of(self.laid):
            name = pad(each.column, title_room, self.glyphs.ellipsis)
            why = each.taken_for or each.why
            options.append(Option(f"left {each.column}", f"    {name}", why))
        return options

    def _show(self, value: str = "") -> None:
        self._say("#about", about(self.laid))
        lines = self.query_one(OptionLines)
        lines.show(self._options(), value or lines.value)
        self._share_out(self.size.height)
        self._show_rows()

    def _show_rows(self) -> None:
        each = self._at
        proposal = self.laid.look.proposal
        _, _, column = self.query_one(OptionLines).value.partition(" ")
        first = _columns_of(each) if each is not None else [column]
        self._say_in_a_line("#details", self._details(each))
        rows = self.query_one("#preview", Static)
        width = rows.content_size.width
        if width > 0:
            rows.update(preview_rows(proposal.header, proposal.preview, first, width, self.glyphs))
        self.refresh_bindings()

    def _details(self, each: Weighed | None) -> str:
        """What is said of the line under the cursor: how it is taken, or the whole of why not."""
        if each is not None:
            return details_of(each, self.laid.reader.terms)
        value = self.query_one(OptionLines).value
        others = (other for other in others_of(self.laid) if value == f"left {other.column}")
        left = next(others, None)
        return "" if left is None or left.taken_for else left.why

    def _say_in_a_line(self, where: str, text: str) -> None:
        line = self.query_one(where, Static)
        room = line.content_size.width
        self._say(where, fit(text, room, self.glyphs.ellipsis) if room else text)

    def _say(self, where: str, text: str) -> None:
        self.query_one(where, Static).update(plain(text, ascii=self.glyphs.ascii))

    @property
    def _place(self) -> int | None:
        """The number of the part under the cursor."""
        kind, _, index = self.query_one(OptionLines).value.partition(" ")
        return int(index) if kind == "part" else None

    @property
    def _at(self) -> Weighed | None:
        return None if self._place is None else self.laid.choices[self._place]

    def on_option_lines_moved(self, message: OptionLines.Moved) -> None:
        message.stop()
        self._show_rows()

    def on_option_lines_chosen(self, message: OptionLines.Chosen) -> None:
        message.stop()
        if message.value == "add":
            self.action_add_column()
        elif message.value.startswith("hint "):
            self.action_change()
        else:
            self.action_next()

    # Choosing

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        if action == "switch":
            each = self._at if self.is_mounted else None
            return (each is not None and each.result is not None) or None
        if action == "change" and self.is_mounted:
            return self.query_one(OptionLines).value not in ("add", "terms") or None
        return True

    def action_switch(self) -> None:
        each, index = self._at, self._place
        if each is not None and index is not None and each.result is not None:
            self._set(index, replace(each, on=not each.on))

    def _set(self, index: int, each: Weighed) -> None:
        choices = list(self.laid.choices)
        choices[index : index + 1] = [each]
        self.laid = replace(self.laid, choices=tuple(choices))
        self._show(f"part {index}")

    @work(group="ask", exclusive=True)
    async def action_change(self) -> None:
        each, index = self._at, self._place
        if each is not None and index is not None:
            await self._change(index, each.part)
            return
        kind, _, column = self.query_one(OptionLines).value.partition(" ")
        if kind in ("left", "hint"):
            await self._add(column)

    @work(group="ask", exclusive=True)
    async def action_add_column(self) -> None:
        taken = {each.part.column for each in self.laid.choices}
        free = [name for name in self.laid.look.proposal.header if name not in taken]
        if not free:
            self.notify("Every column is in the list already.", markup=False)
            return
        question = Choose("Which column holds answers?", [Option(name, name) for name in free])
        column = await self.app.push_screen_wait(question)
        if column is not None:
            await self._add(column)

    async def _add(self, column: str) -> None:
        """Take a column that nothing spoke for; as the measure that it would fit, if any."""
        fits = {each.column: each.measure for each in hints(self.laid.reader.table)}
        part = new_part(self.laid, column, fits.get(column, ""))
        await self._change(len(self.laid.choices), part)

    async def _change(self, index: int, part: Part) -> None:
        changed = await self._ask(self, self.laid, part)
        if changed is None:
            return
        outcome = await attempt(self, weigh, self.laid.reader, changed)
        if outcome.value is not None:
            self._set(index, outcome.value)

    @work(group="ask", exclusive=True)
    async def action_terms(self) -> None:
        terms = await self._ask_terms(self, self.laid)
        if terms is None:
            return
        outcome = await attempt(
            self,
            lay_out,
            self.laid.reader.table,
            self.laid.reader.file,
            terms,
            before=self.laid.choices,
        )
        if outcome.value is not None:
            self.laid = outcome.value
            self._show()

    # Going on

    @work(group="ask", exclusive=True)
    async def action_next(self) -> None:
        for index, each in enumerate(self.laid.choices):
            if each.part.choices and not each.part.measure and not self._only_others(index):
                await self._change(index, each.part)
                return
        if not self.laid.taken:
            self.notify("Nothing is chosen yet: space takes a measure.", markup=False)
            return
        self.dismiss(self.laid)

    def _only_others(self, index: int) -> bool:
        """Whether something else is taken and the cursor is not on the undecided part."""
        return bool(self.laid.taken) and self._place != index

    def action_back(self) -> None:
        self.dismiss(None)


def _columns_of(each: Weighed) -> list[str]:
    """The columns that matter for a part."""
    part = each.part
    if part.column:
        return [name for name in (part.column, part.date_column, part.quote_column) if name]
    return list(each.result.read_from) if each.result is not None else []
