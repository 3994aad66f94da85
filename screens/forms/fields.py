"""What a form is made of: declarations of its fields, and the widgets that take the text.

User text may come from a paste, so every control keeps unsafe characters out as it goes in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

from screens.core.app_context import app_context_of
from screens.core.keys import KeyScope, bindings
from screens.theme.safe_text import fit, safe
from screens.theme.themes import Glyphs, glyphs_for
from store.common.dataclass import dataclass
from store.common.text import clean, drawable

_LEAST_LABEL = 14
"""Cells of a choice from which its place among the others is shown beside it."""

COMPACT = "-textual-compact"
"""The class of Textual's compact inputs. Fields begin with it: setting ``compact`` would look styles
up before there is anything to be seen."""

Check = Callable[[str], str | None]
"""Looks at a field's text; the sentence that says what is wrong, or None."""


@dataclass(frozen=True, slots=True)
class TextField:
    """One line of text. ``name`` is what the store calls it in `Refused.field`."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    """Shown while it is empty."""
    required: bool = False
    check: Check | None = None
    """Looked at when the form is saved, and its answer shown beside the field."""
    echo: Check | None = None
    """Shown beside the field while typing: what the text is understood as."""
    join: str = " "
    """What comes between the lines of a paste."""
    proposed: bool = False
    """Whether ``value`` is the app's proposal, which the first letter typed replaces."""


@dataclass(frozen=True, slots=True)
class NotesField:
    """Text of many lines."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    required: bool = False
    lines: int = 5
    check: Check | None = None


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of a few: ``options`` are values with their words, in order."""

    name: str
    label: str
    options: Sequence[tuple[str, str]] = field(default_factory=tuple)
    value: str = ""
    check: Check | None = None


Field = TextField | NotesField | ChoiceField


def placeholder_text(field: Widget, hint: str) -> str:
    """``hint`` as an empty field shows it: in brackets where no colour tells it from what a person
    typed, and in ASCII where nothing else may be drawn."""
    hint = safe(hint, ascii=app_context_of(field).appearance.ascii)
    colourless = field.app.no_color or field.app.current_theme.ansi
    return f"({hint})" if hint and colourless else hint


class PastedLines(Message):
    """Several lines were pasted where one line has room; none was inserted yet."""

    def __init__(self, line: OneLine, lines: tuple[str, ...]) -> None:
        super().__init__()
        self.line = line
        self.lines = lines

    @property
    def control(self) -> OneLine:
        return self.line


class OneLine(Input):
    """An input of one line that keeps unsafe characters out and loses no pasted line.

    Posts `PastedLines` for a paste of several lines; whoever takes the message decides
    (`insert_text_at_cursor` with the lines joined is the plain answer). How wide it stands
    never hangs on its text: a letter draws the line, and lays nothing out.
    """

    DEFAULT_CSS = """
    OneLine > .input--placeholder { color: $foreground-muted; }
    """
    virtual_size = Reactive(Size(0, 0))
    compact = reactive(True)

    def __init__(
        self, value: str = "", hint: str = "", *, proposed: bool = False, id: str | None = None
    ) -> None:
        """``proposed``: the value is the app's proposal, selected as long as it stands, so that
        the first letter typed replaces it; any other key keeps it to be edited."""
        super().__init__(
            drawable(value), hint, id=id, compact=True, classes=COMPACT, select_on_focus=False
        )
        self.cursor_blink = False
        self._proposal = self.value if proposed else ""

    def on_mount(self) -> None:
        self.placeholder = placeholder_text(self, self.placeholder)

    def render_line(self, y: int) -> Strip:
        """The line; what it has no room for is seen to be missing."""
        room = self.scrollable_content_region.width
        whole = self.placeholder
        if y or self.value or cell_len(whole) <= room:
            strip = super().render_line(y)
            return strip if y or self.has_focus else self._with_cut_ends(strip, room)
        self.set_reactive(Input.placeholder, fit(whole, room, self._ellipsis))
        try:
            return super().render_line(y)
        finally:
            self.set_reactive(Input.placeholder, whole)

    def _with_cut_ends(self, strip: Strip, room: int) -> Strip:
        """``strip`` with the mark of a cut at each end at which the text goes on unseen."""
        mark, first = self._ellipsis, int(self.scroll_offset.x)
        style = self.rich_style
        if cell_len(self.value) > first + room:
            strip = Strip([*strip.crop(0, room - cell_len(mark)), Segment(mark, style)])
        if first:
            strip = Strip([Segment(mark, style), *strip.crop(cell_len(mark))])
        return strip

    @property
    def _ellipsis(self) -> str:
        return glyphs_for(app_context_of(self).appearance.ascii).ellipsis

    def on_focus(self) -> None:
        self.select_proposal()

    def select_proposal(self) -> None:
        """Select the app's proposal, if it still stands."""
        if self._proposal and self.value == self._proposal:
            self.select_all()

    def renew(self, value: str, *, proposed: bool = False) -> None:
        """Stand as if made with ``value``."""
        self.fill(drawable(value))
        self._proposal = self.value if proposed else ""

    def fill(self, value: str) -> None:
        """Put a person's own text in place of what stands there, as from a draft."""
        self._proposal = ""
        self.value = value
        self.cursor_position = len(value)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = clean(event.text, multiline=True).text
        lines = tuple(line.strip() for line in text.split("\n") if line.strip())
        if len(lines) > 1:
            self.post_message(PastedLines(self, lines))
        elif lines:
            self.insert_text_at_cursor(lines[0])


class ChoiceLine(Widget, can_focus=True):
    """A few options in a row; the arrows choose, a letter jumps to what begins with it."""

    DEFAULT_CSS = """
    ChoiceLine { height: 1; width: 1fr; }
    ChoiceLine:focus { background: $cursor-background; }
    """
    BINDINGS = bindings(KeyScope.CHOICE)
    virtual_size = Reactive(Size(0, 0))
    index: reactive[int] = reactive(0)

    class Changed(Message):
        """Another option is chosen."""

    class Submitted(Message):
        """Enter was pressed on the line."""

        def __init__(self, line: ChoiceLine) -> None:
            super().__init__()
            self.line = line

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        value: str,
        marks: Glyphs,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.options = tuple(options)
        self.glyphs = marks
        self.value = value

    @property
    def value(self) -> str:
        """The chosen option's value; empty where there is none to choose."""
        return self.options[self.index][0] if self.options else ""

    @value.setter
    def value(self, value: str) -> None:
        values = [option for option, _ in self.options]
        self.set_reactive(ChoiceLine.index, values.index(value) if value in values else 0)
        if self.is_mounted:
            self.refresh()

    def take(self, value: str) -> None:
        """Choose ``value``, also where it came up only after the options were made."""
        if value not in [option for option, _ in self.options]:
            self.options = (*self.options, (value, "as it is now"))
        self.value = value

    def validate_index(self, index: int) -> int:
        return max(0, min(index, len(self.options) - 1))

    def watch_index(self) -> None:
        self.post_message(self.Changed())

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def check_consume_key(self, _key: str, character: str | None = None) -> bool:
        """Letters jump; they are not commands here."""
        return character is not None and character.isalpha() and character not in "hl"

    def action_step(self, by: int) -> None:
        self.index += by

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            self.post_message(self.Submitted(self))
        elif event.character and event.character.isalnum():
            self._jump(event.character.casefold(), event)

    def _jump(self, letter: str, event: events.Key) -> None:
        count = len(self.options)
        for step in range(1, count + 1):
            index = (self.index + step) % count
            if self.options[index][1].casefold().startswith(letter):
                event.stop()
                self.index = index
                return

    def render(self) -> Content:
        width = self.size.width
        labels = [safe(label, ascii=self.glyphs.ascii) for _, label in self.options]
        if not labels:
            return Content.styled("nothing to choose from", "$foreground-muted")
        if sum(cell_len(label) + 3 for label in labels) <= width:
            shown_labels = list(enumerate(labels))
            ends = ("", "")
        else:
            position = f"{self.index + 1} of {len(labels)}"
            ends = ("< " if self.index else "  ", f" >  choice {position}")
            room = width - sum(map(cell_len, ends)) - len("[] ")
            if cell_len(labels[self.index]) > room:
                room += len("choice ")
                ends = (ends[0], f" >  {position}")
            if room < min(_LEAST_LABEL, cell_len(labels[self.index])):
                room += len(f"  {position}")
                ends = (ends[0], " >")
            shown_labels = [(self.index, fit(labels[self.index], room, self.glyphs.ellipsis))]
        pieces: list[str | tuple[str, str]] = [(ends[0], "$foreground-muted")]
        for index, label in shown_labels:
            if index == self.index:
                pieces.append((f"[{label}]", "bold reverse" if self.has_focus else "bold"))
            else:
                pieces.append((f" {label} ", "$foreground-muted"))
            pieces.append(" ")
        pieces.append((ends[1], "$foreground-muted"))
        return Content.assemble(*pieces)


def set_sentence(line: Static, sentence: Content) -> None:
    """Show ``sentence`` in ``line``. Nothing is laid out where it stands there already, as with
    nearly every letter that is typed."""
    before = line.content
    if not (isinstance(before, Content) and before.is_same(sentence)):
        line.update(sentence)
