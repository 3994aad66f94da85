"""Finding one of many options by typing part of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from screens.core.keys import KeyScope, bindings
from screens.dialogs.base import Dialog
from screens.dialogs.choose import ROOMY, Option, OptionLines
from screens.forms.fields import OneLine


def matching(options: Sequence[Option], typed: str) -> list[Option]:
    """The options in which every typed word occurs; those whose label begins so come first."""
    words = typed.casefold().split()
    matches = [
        option
        for option in options
        if all(word in f"{option.label} {option.more}".casefold() for word in words)
    ]
    first = " ".join(words)
    return sorted(matches, key=lambda option: not option.label.casefold().startswith(first))


def fuzzily(options: Sequence[Option], typed: str) -> list[Option]:
    """The options whose label has the letters of ``typed`` in their order, the likeliest first,
    then those that have its words further on; what cannot be chosen now comes last of its kind."""
    from textual.fuzzy import FuzzySearch

    query = " ".join(typed.split())
    if not query:
        return list(options)
    search = FuzzySearch()
    scores = {each.value: search.match(query, each.label)[0] for each in options}
    within = {each.value for each in matching(options, query)}
    matches = [each for each in options if scores[each.value] or each.value in within]
    return sorted(matches, key=lambda each: (-scores[each.value], bool(each.off)))


Match = Callable[[Sequence[Option], str], list[Option]]
"""Which of the options go with what was typed, in the order to show them."""


def or_nothing(found: Sequence[Option], typed: str) -> Sequence[Option]:
    """``found``, or a line that says that nothing was: the list is never an empty box."""
    if found:
        return found
    return [
        Option("", f"Nothing has “{typed.strip()}” in it." if typed.strip() else "Nothing yet.")
    ]


class FinderLine(OneLine):
    """The line to type in, whose Enter chooses."""

    BINDINGS = bindings(KeyScope.LIST)

    async def action_choose(self) -> None:
        await self.action_submit()


class Finder(Dialog[str | None]):
    """A line to type in and what matches it; the chosen value, or None."""

    DEFAULT_CSS = """
    Finder {
        &.-roomy > #box { width: 70%; max-width: 112; }
        & OneLine { background: $panel; padding: 0; margin: 1 0; }
        & OptionLines { height: 12; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-tight"), (ROOMY, "-roomy")]
    BINDINGS = [
        *(
            binding
            for binding in bindings(KeyScope.FORM)
            if isinstance(binding, Binding) and binding.id == "form.cancel"
        ),
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False),
    ]

    def __init__(
        self, title: str, options: Sequence[Option], hint: str, *, match: Match = matching
    ) -> None:
        super().__init__(title)
        self._match = match
        self._options = tuple(options)
        self._hint = hint

    def compose_inside(self) -> ComposeResult:
        yield FinderLine(hint=self._hint)
        yield OptionLines(or_nothing(self._options, ""), self.glyphs, lettered=False)

    def on_mount(self) -> None:
        self.query_one(OptionLines).can_focus = False
        self.query_one(OneLine).focus()

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        self.show_matches(message.value)

    def show_matches(self, typed: str) -> None:
        """Show the options that go with what was ``typed``."""
        matches = self._match(self._options, typed)
        self.query_one(OptionLines).show(or_nothing(matches, typed))

    @on(Input.Submitted)
    def _entered(self, message: Input.Submitted) -> None:
        message.stop()
        self.query_one(OptionLines).action_choose()

    def on_option_lines_chosen(self, message: OptionLines.Chosen) -> None:
        message.stop()
        option = self.query_one(OptionLines).option
        if option is not None and option.off:
            self.notify(option.off, severity="warning", markup=False)
        else:
            self.dismiss(message.value)

    def action_move(self, by: int) -> None:
        lines = self.query_one(OptionLines)
        lines.cursor += by

    def action_cancel(self) -> None:
        self.dismiss(None)
