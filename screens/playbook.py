"""View 6, Playbook: what CARE advises, the practice as a whole and stage by stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.geometry import Size
from textual.reactive import reactive

from screens.chrome.line import Line as Row
from screens.chrome.line import Piece, apart
from screens.keys import Where
from screens.shell import shell_of
from screens.theme import marks_for
from screens.view import View, css_beside
from screens.widgets.page import Page
from screens.widgets.sheet import Line, Pen, Sheet, Span, side_by_side
from store.practice.playbook import PLAYBOOK, PRACTICE, StageAdvice
from store.practice.stages import STAGES, Stage

_LINE = 92
"""The longest line, for easy reading."""
_TWO_SIDES_FROM = 120


class Chapters(Row):
    """The row of chapters: CARE as a whole, then its four stages."""

    chapter: reactive[int] = reactive(0, repaint=False)
    """0 for CARE, 1 to 4 for a stage."""

    def watch_chapter(self) -> None:
        self.changed()

    def pieces(self, width: int) -> Sequence[Piece]:
        pieces = [Piece(" "), self._piece(0, "", "CARE", "accent")]
        for number, stage in enumerate(STAGES, 1):
            pieces.append(self._piece(number, stage.letter, stage.label, f"stage-{stage.value}"))
        turn = Piece(f"{self.marks.left} {self.marks.right} turn ", "$foreground-muted")
        return apart(pieces, [turn], width)

    def _piece(self, number: int, letter: str, label: str, colour: str) -> Piece:
        text = f"{letter} {label}".strip()
        if number != self.chapter:
            return Piece(f" {text} ", f"${colour}", str(number))
        plain = self.marks.ascii or self.app.no_color or self.app.current_theme.ansi
        shown = f"[{text}]" if plain else f" {text} "
        ink = "$block-cursor-foreground" if not number else f"${colour}-ink"
        return Piece(shown, f"bold {ink} on ${colour}", str(number))


class PlaybookView(View):
    """A chapter at a time; left and right turn to the next, up and down scroll."""

    PLACE = (Where.CURSOR,)
    DEFAULT_CSS = css_beside(__file__)
    FIRST = "Page"

    def compose(self) -> ComposeResult:
        yield Chapters(marks_for(shell_of(self).appearance.ascii))
        yield Page(self._draw)

    @property
    def chapter(self) -> int:
        """The chapter that is open: 0 for CARE, 1 to 4 for a stage."""
        return self.query_one(Chapters).chapter

    def visit(self, **what: object) -> None:
        """``stage``: the stage whose chapter to open."""
        stage = what.get("stage")
        if isinstance(stage, Stage):
            self._turn_to(stage.position + 1)

    def on_page_turned(self, message: Page.Turned) -> None:
        self._turn_to(max(0, min(self.chapter + message.by, len(STAGES))))

    def on_line_clicked(self, message: Row.Clicked) -> None:
        message.stop()
        self._turn_to(int(message.name))

    def _turn_to(self, chapter: int) -> None:
        self.query_one(Chapters).chapter = chapter
        page = self.query_one(Page)
        page.scroll_to(y=0, animate=False)
        page.redraw()

    def _draw(self, size: Size, _cursor: str) -> Sheet:
        pen = Pen(self.marks)
        if not self.chapter:
            parts = _practice(), _use()
        else:
            advice = PLAYBOOK[STAGES[self.chapter - 1]]
            parts = _stage(advice), _questions(advice)
        whole = Sheet([()])
        if size.width >= _TWO_SIDES_FROM:
            half = min(size.width // 2, _LINE)
            sides = [_written(pen, part, half - 4) for part in parts]
            whole.place(side_by_side(sides, [half, half]), 2)
            return whole
        for part in parts:
            whole.place(_written(pen, part, min(size.width - 3, _LINE)), 2)
            whole.gap()
        return whole


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with a paragraph, a list, or both."""

    title: str
    text: str = ""
    points: tuple[str, ...] = ()
    numbered: bool = False
    colour: str = "accent"


def _practice() -> list[Section]:
    steps = tuple(f"{step.title}. {step.text}" for step in PRACTICE.steps)
    return [
        Section("What CARE is", PRACTICE.what),
        Section("The problem it answers", PRACTICE.problem),
        Section("What comes of it", f"{PRACTICE.outcome} {PRACTICE.shapes}"),
        Section("How to apply it", points=steps, numbered=True),
    ]


def _use() -> list[Section]:
    return [
        Section("When to use it", points=PRACTICE.when),
        Section("For whom", PRACTICE.audience),
        Section("To take away", PRACTICE.takeaway),
    ]


def _stage(advice: StageAdvice) -> list[Section]:
    colour = advice.stage.value
    return [
        Section("Aim", advice.aim, colour=colour),
        Section("Idea", advice.idea, colour=colour),
        Section("Moves", points=advice.moves, colour=colour),
        Section(advice.special_name, advice.special, colour=colour),
        Section("What comes of it", advice.output, colour=colour),
    ]


def _questions(advice: StageAdvice) -> list[Section]:
    return [Section("Questions to ask", points=advice.questions, colour=advice.stage.value)]


def _written(pen: Pen, sections: Sequence[Section], width: int) -> Sheet:
    sheet = Sheet()
    for section in sections:
        sheet.gap()
        sheet.add(pen.line((section.title, f"bold {section.colour}")))
        if section.text:
            sheet.add(*pen.text(section.text, width))
        for number, point in enumerate(section.points, 1):
            sheet.add(*_point(pen, f"{number}." if section.numbered else "", point, width))
    return sheet


def _point(pen: Pen, number: str, text: str, width: int) -> Iterator[Line]:
    """A point behind its number or dot, its lines under one another."""
    bullet = number or ("-" if pen.marks.ascii else "•")
    for index, line in enumerate(pen.text(text, width - len(bullet) - 1)):
        head = bullet if not index else " " * len(bullet)
        yield (Span(f"{head} ", "muted"), *line)
