"""The proof's own fields: the list of measures, and the length of a window in cycles."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size

from screens.forms.fields import ChoiceLine
from screens.theme.glyphs import Glyphs
from screens.theme.safe_text import fit, safe
from store.domain.statistics.measure_words import plain_words
from store.queries.proof_choices import ProofOption

_TITLE = 27
"""Cells of a measure's title."""
_WORDS_FROM = 78
"""Cells from which what a measure measures stands in its row."""
_SHOWS_FROM = 56
"""Cells from which what a measure can show stands in its row; under that, of the chosen one below."""
_SHOWS = 25
_COMES = 11
"""Cells of the answers a cycle."""


_HIGH = 44
"""Rows of the terminal from which the list stays open, with a row more for each row more."""


class ProofList(ChoiceLine):
    """The measures, a row each: its title, what it measures, answers a cycle, what they can
    show; those with answers first. ``↑ ↓`` choose, a letter jumps; without the focus only the
    chosen row stands, unless the terminal is high enough for all to stay."""

    DEFAULT_CSS = """
    ProofList { height: auto; }
    ProofList:focus { background: $panel; }
    """
    most_rows = 7
    """The most that stand at once on a low terminal."""

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        value: str,
        marks: Glyphs,
        unit: str,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(options, value, marks, id=id)
        self.unit = unit
        self._options_by_key: dict[str, ProofOption] = {}

    def show_options(self, options: Sequence[ProofOption]) -> None:
        """Say beside each measure what it could show."""
        self._options_by_key = {each.measure.key: each for each in options}
        chosen = self.value
        self.options = tuple(sorted(self.options, key=lambda option: self._rank(option[0])))
        self.value = chosen
        self.refresh(layout=True)

    def _rank(self, key: str) -> int:
        """What has answers stands first, what has none last but for no proof at all."""
        option = self._options_by_key.get(key)
        return 2 if not key else 0 if option is not None and option.pace else 1

    def watch_index(self) -> None:
        super().watch_index()
        self.refresh(layout=True)

    def on_focus(self) -> None:
        self.refresh(layout=True)

    def on_blur(self) -> None:
        self.refresh(layout=True)

    def on_key(self, event: events.Key) -> None:
        if event.key in ("up", "down"):
            event.stop()
            event.prevent_default()
            self.index += -1 if event.key == "up" else 1
        else:
            super().on_key(event)

    def get_content_height(self, _container: Size, _viewport: Size, _width: int) -> int:
        first, last = self._span()
        return last - first + self._has_foot()

    def _has_foot(self) -> bool:
        return len(self.options) > 1

    def _span(self) -> tuple[int, int]:
        """The rows that stand: those around the chosen one."""
        high = self.app.size.height
        if not self.has_focus and high < _HIGH:
            return self.index, self.index + 1
        most = self.most_rows + max(0, high - _HIGH) if high >= _HIGH else self.most_rows
        rows = min(most, len(self.options))
        first = min(max(0, self.index - rows // 2), len(self.options) - rows)
        return first, first + rows

    def render(self) -> Content:
        width = self.size.width
        first, last = self._span()
        lines = [self._row(index, width) for index in range(first, last)]
        if self._has_foot():
            more = len(self.options) - (last - first)
            count = (
                f"choice 1 of {more + 1}" if last - first == 1 else f"+ {more} more" if more else ""
            )
            words = ": ".join(filter(None, [count, "a letter finds one" * self.has_focus]))
            shows = self._shows_below(width)
            if shows:
                words = f" {self.glyphs.dot} ".join(filter(None, [shows, count]))
                words = words if cell_len(words) <= width else shows
            lines.append(
                Content.styled(fit(words, width, self.glyphs.ellipsis), "$foreground-muted")
            )
        return Content("\n").join(lines)

    def _shows_below(self, width: int) -> str:
        """What the chosen measure can show, where its row has no room for that."""
        option = self._options_by_key.get(self.options[self.index][0])
        if option is None or not option.pace or width >= _SHOWS_FROM:
            return ""
        return option.shows

    def _row(self, at: int, width: int) -> Content:
        key, title = self.options[at]
        chosen = at == self.index
        mark = self.glyphs.vote if chosen else self.glyphs.planned
        room = min(_TITLE, width - _COMES - 3)
        if _SHOWS_FROM <= width < _WORDS_FROM:
            room = min(_TITLE, width - _COMES - _SHOWS - 5)
        text = f"{mark} {_cell(title, room, self.glyphs)}"
        option = self._options_by_key.get(key)
        if option is not None:
            comes = f"{option.pace:.0f} a {self.unit}" if option.pace else ""
            if width >= _WORDS_FROM:
                room = width - cell_len(text) - _COMES - _SHOWS - 3
                text += f" {_cell(plain_words(option.measure), room, self.glyphs)}"
                text += f" {comes:>{_COMES}} {_cell(option.shows, _SHOWS, self.glyphs)}"
            elif width >= _SHOWS_FROM and comes:
                text += f" {comes:>{_COMES}}  {option.shows}"
            else:
                text += f" {comes or option.shows}"
        elif not key:
            text += " then there is no verdict"
        text = fit(text, width, self.glyphs.ellipsis)
        style = "bold reverse" if chosen and self.has_focus else "bold" if chosen else ""
        if not chosen and option is not None and not option.pace:
            style = "$foreground-muted"
        return Content.styled(text, style)


def _cell(text: str, width: int, glyphs: Glyphs) -> str:
    """``text`` in exactly ``width`` cells."""
    cut = fit(safe(text, ascii=glyphs.ascii), width, glyphs.ellipsis)
    return cut + " " * (width - cell_len(cut))


class WindowLine(ChoiceLine):
    """A window's length in cycles, in dates. Empty as long as it is as proposed."""

    def __init__(self, value: str, marks: Glyphs, *, id: str | None = None) -> None:
        self._chosen = value
        self._proposed = ""
        super().__init__([(value, value)] if value else [], value, marks, id=id)

    @property
    def value(self) -> str:
        """The number of cycles that was chosen; empty for the window that is proposed."""
        return self._chosen

    @value.setter
    def value(self, value: str) -> None:
        self._chosen = value
        self._stand_on(value or self._proposed)

    def take(self, value: str) -> None:
        self.value = value

    def offer(self, options: Sequence[tuple[str, str]], proposed: str) -> None:
        """Take the lengths with their dates, and which of them is proposed."""
        self.options, self._proposed = tuple(options), proposed
        self._stand_on(self._chosen or proposed)

    def _stand_on(self, value: str) -> None:
        values = [option for option, _ in self.options]
        self.set_reactive(ChoiceLine.index, values.index(value) if value in values else 0)
        if self.is_mounted:
            self.refresh()

    def render(self) -> Content:
        if not self.options:
            return Content("")
        label = safe(self.options[self.index][1], ascii=self.glyphs.ascii)
        shown_label = f"[{fit(label, self.size.width - 6, self.glyphs.ellipsis)}]"
        return Content.assemble(
            ("< ", "$foreground-muted"),
            (shown_label, "bold reverse" if self.has_focus else "bold"),
            (" >", "$foreground-muted"),
        )

    def watch_index(self) -> None:
        if self.options:
            value = self.options[self.index][0]
            self._chosen = "" if value == self._proposed else value
        super().watch_index()
