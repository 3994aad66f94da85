"""How a card looks: its lines as strips, in a theme's colours, kept while they are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.color import Color
from textual.strip import Strip

from screens.theme.safe_text import fit, pad, safe, wrap
from screens.theme.themes import Glyphs, stage_variable_defaults
from store.common.dataclass import dataclass
from store.domain.stages import STAGES, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App

    from store.domain.map_lessons import MapLesson
    from store.models.touchpoint import Touchpoint

Role = Literal["text", "muted", "friction", "vote", "mark", "match"]

_TEXT_ROLES: dict[bool | None, Role] = {None: "text", True: "match", False: "muted"}

MOST_LINES = 6
"""The most lines of a card's text on the board; the rest is read where it is edited."""
_KEPT_CARDS = 512


class CardState(NamedTuple):
    """What shows on a card beside what it says."""

    cursor: bool = False
    marked: bool = False
    private: bool = False
    new: bool = False
    """Whether it came in this step."""
    left: int | None = None
    """How many votes the person has left; None where it is not told here."""
    matched: bool | None = None
    """Whether a search found it; None while nothing is searched for."""
    mine: int = 0
    """My own votes on it."""
    totals: bool = False
    """Whether its revealed votes show."""


@dataclass(frozen=True, slots=True)
class StagePaint:
    """One stage's styles."""

    bar: Style
    border: Style
    title: Style
    title_cursor: Style


@dataclass(frozen=True, slots=True)
class Palette:
    """A theme's styles for the board: as it is, and under the cursor."""

    ground: Color
    """What is under everything."""
    blank: Style
    roles: Mapping[Role, Style]
    cursor_roles: Mapping[Role, Style]
    stages: Mapping[Stage, StagePaint]

    @classmethod
    def of(cls, app: App[object]) -> Palette:
        """The palette of the theme ``app`` shows now."""
        variables = {**stage_variable_defaults(app.current_theme), **app.theme_variables}
        return cls.from_variables(variables, no_color=app.no_color)

    @classmethod
    def from_variables(cls, variables: Mapping[str, str], *, no_color: bool = False) -> Palette:
        """The palette of CSS ``variables``; without colour the cursor is reversed."""
        background = Color.parse(variables["background"])
        foreground = _on(background, variables["foreground"])
        roles = _roles(variables, background, foreground)
        if no_color or "reverse" in variables["cursor-style"]:
            reversed_ = _style(foreground, background) + Style(bold=True, reverse=True)
            cursor_roles: dict[Role, Style] = dict.fromkeys(roles, reversed_)
            cursor_roles["match"] = reversed_ + Style(underline=True)
        else:
            cursor = _on(background, variables["cursor-background"])
            cursor_roles = _roles(variables, cursor, foreground)
            cursor_roles["text"] += Style(bold=True)
        stages = {
            stage: _stage_paint(variables, background, stage, no_color=no_color) for stage in STAGES
        }
        blank = Style.from_color(None, background.rich_color)
        return cls(background, blank, roles, cursor_roles, stages)


def _roles(variables: Mapping[str, str], background: Color, foreground: Color) -> dict[Role, Style]:
    text = _style(foreground, background)
    if background.ansi is None:
        muted = _style(_on(background, variables["foreground-muted"]), background)
    else:
        muted = text + Style(dim=True)
    accent = _style(_on(background, variables["accent"]), background)
    return {
        "text": text,
        "muted": muted,
        "friction": _style(_on(background, variables["friction"]), background),
        "vote": accent,
        "mark": accent + Style(bold=True),
        "match": accent + Style(bold=True, underline=True),
    }


def _stage_paint(
    variables: Mapping[str, str], background: Color, stage: Stage, *, no_color: bool
) -> StagePaint:
    name = f"stage-{stage.value}"
    color = _on(background, variables[name])
    plain = _style(color, background)
    if no_color or background.ansi is not None:
        title_cursor = plain + Style(bold=True, reverse=True)
    else:
        title_cursor = _style(_on(background, variables[f"{name}-ink"]), color) + Style(bold=True)
    return StagePaint(
        bar=plain,
        border=_style(_on(background, variables[f"{name}-dim"]), background),
        title=plain,
        title_cursor=title_cursor,
    )


def _on(background: Color, value: str) -> Color:
    """The colour ``value``, laid over ``background`` where it lets that show through."""
    color = Color.parse(value)
    return color if color.ansi is not None or color.a == 1 else background + color


def _style(color: Color, background: Color) -> Style:
    return Style.from_color(color.rich_color, background.rich_color)


class CardPainter:
    """Paints cards ``width`` cells wide: a bar, the text behind it, and one cell of room.

    ``dense``: no blank lines part the cards, so only a card's first line has a full bar.
    """

    def __init__(
        self,
        palette: Palette,
        glyphs: Glyphs,
        stage: Stage,
        width: int,
        most_lines: int,
        *,
        dense: bool = False,
    ) -> None:
        self._palette = palette
        self._glyphs = glyphs
        self._bars = (glyphs.bar, glyphs.bar_thin if dense else glyphs.bar)
        self._bar = palette.stages[stage].bar
        self._width = max(width, 3)
        self._room = self._width - 2
        self._most_lines = min(max(most_lines, 1), MOST_LINES)
        self._strips: LRUCache[tuple[Touchpoint, CardState], tuple[Strip, ...]] = LRUCache(
            _KEPT_CARDS
        )
        self.blank = Strip([Segment(" " * self._width, palette.blank)], self._width)

    def card(self, touchpoint: Touchpoint, state: CardState) -> tuple[Strip, ...]:
        """The card's lines, first its text, then what is known of it if anything is."""
        key = (touchpoint, state)
        lines = self._strips.get(key)
        if lines is None:
            lines = self._strips[key] = tuple(self._paint(touchpoint, state))
        return lines

    def sentence(self, text: str, *, cursor: bool) -> tuple[Strip, ...]:
        """A muted sentence where cards would be."""
        lines = wrap(safe(text, ascii=self._glyphs.ascii), self._room)
        return tuple(self._line([(line, "muted")], cursor=cursor) for line in lines)

    def lesson(self, lesson: MapLesson, height: int, *, cursor: bool) -> list[Strip]:
        """What an empty column is about: its aim, a question, and two examples that are nobody's
        cards, as far as ``height`` has room."""
        bold = (self._palette.cursor_roles if cursor else self._palette.roles)["text"]
        lines = [self._unbarred(lesson.aim, bold + Style(bold=True)), self.blank]
        lines += self._column_text(lesson.question, "text")
        yours = self._column_text("yours: a", "text") if cursor else []
        dashed = ":" if self._glyphs.ascii else "┊"
        example_strips = [self.blank, *self._column_text("such as", "muted")]
        fitting: list[Strip] = [self.blank]
        for example in lesson.examples:
            for words in (example.text, example.channel):
                example_strips += self._column_text(f"{dashed}{words}", "muted")
            example_strips.append(self.blank)
            if len(lines) + len(example_strips) + len(yours) <= height:
                fitting = list(example_strips)
        return [*lines, *fitting, *yours]

    def _column_text(self, text: str, role: Role) -> list[Strip]:
        """Words in a column that are no card's."""
        style = self._palette.roles[role]
        lines = wrap(safe(text, ascii=self._glyphs.ascii), self._width - 1)
        return [self._unbarred(line, style) for line in lines]

    def _unbarred(self, text: str, style: Style) -> Strip:
        line = pad(safe(text, ascii=self._glyphs.ascii), self._width - 1, self._glyphs.ellipsis)
        return Strip([Segment(line, style), Segment(" ", self._palette.blank)], self._width)

    def _paint(self, touchpoint: Touchpoint, state: CardState) -> list[Strip]:
        text = safe(touchpoint.text, ascii=self._glyphs.ascii)
        role: Role = _TEXT_ROLES[state.matched]
        if state.cursor and role == "muted":
            role = "text"
        lines = [
            self._line([(line, role)], cursor=state.cursor, first=not number)
            for number, line in enumerate(
                wrap(text, self._room, limit=self._most_lines, ellipsis=self._glyphs.ellipsis)
            )
        ]
        facts = self._known(touchpoint, state)
        return [*lines, self._line(facts, cursor=state.cursor)] if facts else lines

    def _known(self, touchpoint: Touchpoint, state: CardState) -> list[tuple[str, Role]]:
        """The second line: words, cut to leave room for the marks, then the marks."""
        glyphs = self._glyphs
        signs: list[tuple[str, Role]] = []
        if touchpoint.friction:
            signs.append((glyphs.friction * touchpoint.friction, "friction"))
        if votes := self._votes(touchpoint, state):
            signs.append((votes, "vote"))
        if state.left is not None:
            signs.append((f"{state.left} left", "vote"))
        if touchpoint.notes:
            signs.append((glyphs.note, "muted"))
        known: list[tuple[str, Role]] = [(f"{glyphs.marked} ", "mark")] if state.marked else []
        if state.new:
            known.append(("new ", "mark"))
        taken = sum(cell_len(word) for word, _ in known) + sum(
            cell_len(sign) + 1 for sign, _ in signs
        )
        if words := self._words(touchpoint, state, self._room - taken):
            if signs and taken + cell_len(words) < self._room:
                words += " "
            known.append((words, "muted"))
        for sign, role in signs:
            known.append((f" {sign}" if known and known[-1][1] != "mark" else sign, role))
        return known

    def _words(self, touchpoint: Touchpoint, state: CardState, room: int) -> str:
        """What is said of a card, as much as has ``room``; the first of it cut where it must."""
        glyphs = self._glyphs
        details = ("private" if state.private else "", touchpoint.channel, touchpoint.author or "")
        fitting = ""
        for word in (safe(word, ascii=glyphs.ascii) for word in details if word):
            longer = f"{fitting} {glyphs.dot} {word}" if fitting else word
            if fitting and cell_len(longer) > room:
                break
            fitting = fit(longer, max(room, 0), glyphs.ellipsis)
        return fitting

    def _votes(self, touchpoint: Touchpoint, state: CardState) -> str:
        if state.totals:
            return f"{self._glyphs.vote} {touchpoint.votes}" if touchpoint.votes else ""
        return self._glyphs.vote * state.mine

    def _line(self, parts: list[tuple[str, Role]], *, cursor: bool, first: bool = False) -> Strip:
        """A bar and ``parts``, the last of them filled up to the width."""
        styles = self._palette.cursor_roles if cursor else self._palette.roles
        bar = self._glyphs.bar_cursor if cursor else self._bars[0 if first else 1]
        segments = [Segment(bar, self._bar)]
        width_left = self._width - 1
        for text, role in parts[:-1]:
            text = fit(text, width_left, self._glyphs.ellipsis)
            segments.append(Segment(text, styles[role]))
            width_left -= cell_len(text)
        text, role = parts[-1]
        if role == "match":
            segments.append(Segment(text, styles[role]))
            text, width_left, role = "", width_left - cell_len(text), "text"
        segments.append(Segment(pad(text, width_left, self._glyphs.ellipsis), styles[role]))
        return Strip(segments, self._width)
