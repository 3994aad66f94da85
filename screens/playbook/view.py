"""View 6, Playbook: what CARE advises, the practice as a whole and stage by stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Unpack

from textual.app import ComposeResult
from textual.geometry import Size
from textual.reactive import reactive

from screens.core.app_context import app_context_of
from screens.core.keys import KeyScope
from screens.core.view import View, ViewTarget, css_beside
from screens.theme.themes import glyphs_for
from screens.widgets.clickable_row import ClickableRow as Row
from screens.widgets.clickable_row import RowPart, at_both_ends
from screens.widgets.document_view import DocumentView
from screens.widgets.styled_lines import Line, LineBuilder, Span, StyledLines, side_by_side
from store.common.dataclass import dataclass
from store.domain.playbook import PLAYBOOK, PRACTICE, StageAdvice
from store.domain.stages import STAGES, Stage

_LINE = 92
"""The longest line, for easy reading."""
_TWO_SIDES_FROM = 120


class Chapters(Row):
    """The row of chapters: CARE as a whole, then its four stages."""

    chapter: reactive[int] = reactive(0, repaint=False)
    """0 for CARE, 1 to 4 for a stage."""

    def watch_chapter(self) -> None:
        self.changed()

    def parts(self, width: int) -> Sequence[RowPart]:
        pieces = [RowPart(" "), self._piece(0, "", "CARE", "accent")]
        for number, stage in enumerate(STAGES, 1):
            pieces.append(self._piece(number, stage.letter, stage.label, f"stage-{stage.value}"))
        turn = RowPart(f"{self.glyphs.left} {self.glyphs.right} turn ", "$foreground-muted")
        return at_both_ends(pieces, [turn], width)

    def _piece(self, number: int, letter: str, label: str, colour: str) -> RowPart:
        text = f"{letter} {label}".strip()
        if number != self.chapter:
            return RowPart(f" {text} ", f"${colour}", str(number))
        plain = self.glyphs.ascii or self.app.no_color or self.app.current_theme.ansi
        label_text = f"[{text}]" if plain else f" {text} "
        ink = "$block-cursor-foreground" if not number else f"${colour}-ink"
        return RowPart(label_text, f"bold {ink} on ${colour}", str(number))


class PlaybookView(View):
    """A chapter at a time; left and right turn to the next, up and down scroll."""

    PLACE = (KeyScope.CURSOR,)
    DEFAULT_CSS = css_beside(__file__)
    FIRST = "DocumentView"

    def compose(self) -> ComposeResult:
        yield Chapters(glyphs_for(app_context_of(self).appearance.ascii))
        yield DocumentView(self._draw)

    @property
    def chapter(self) -> int:
        """The chapter that is open: 0 for CARE, 1 to 4 for a stage."""
        return self.query_one(Chapters).chapter

    def bring_into_view(self, **target: Unpack[ViewTarget]) -> None:
        """``stage``: the stage whose chapter to open; ``part``: any, for CARE as a whole."""
        stage = target.get("stage")
        if target.get("part"):
            self._turn_to(0)
        if isinstance(stage, Stage):
            self._turn_to(stage.position + 1)

    def on_document_view_turned(self, message: DocumentView.Turned) -> None:
        self._turn_to(max(0, min(self.chapter + message.by, len(STAGES))))

    def on_clickable_row_clicked(self, message: Row.Clicked) -> None:
        message.stop()
        self._turn_to(int(message.name))

    def _turn_to(self, chapter: int) -> None:
        self.query_one(Chapters).chapter = chapter
        page = self.query_one(DocumentView)
        page.scroll_to(y=0, animate=False)
        page.redraw()

    def _draw(self, size: Size, _cursor: str) -> StyledLines:
        builder = LineBuilder(self.glyphs)
        if not self.chapter:
            parts = _practice(), _use()
        else:
            advice = PLAYBOOK[STAGES[self.chapter - 1]]
            parts = _stage(advice), _questions(advice)
        whole = StyledLines([()])
        if size.width >= _TWO_SIDES_FROM:
            half = min(size.width // 2, _LINE)
            sides = [_written(builder, part, half - 4) for part in parts]
            whole.add_block(side_by_side(sides, [half, half]), 2)
            return whole
        for part in parts:
            whole.add_block(_written(builder, part, min(size.width - 3, _LINE)), 2)
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
        Section("What you gain", f"{PRACTICE.outcome} {PRACTICE.shapes}"),
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
        Section("What you gain", advice.output, colour=colour),
    ]


def _questions(advice: StageAdvice) -> list[Section]:
    return [Section("Questions to ask", points=advice.questions, colour=advice.stage.value)]


def _written(builder: LineBuilder, sections: Sequence[Section], width: int) -> StyledLines:
    styled = StyledLines()
    for section in sections:
        styled.gap()
        styled.add(builder.line((section.title, f"bold {section.colour}")))
        if section.text:
            styled.add(*builder.text(section.text, width))
        for number, point in enumerate(section.points, 1):
            styled.add(*_point(builder, f"{number}." if section.numbered else "", point, width))
    return styled


def _point(builder: LineBuilder, number: str, text: str, width: int) -> Iterator[Line]:
    """A point behind its number or dot, its lines under one another."""
    bullet = number or ("-" if builder.glyphs.ascii else "•")
    for index, line in enumerate(builder.text(text, width - len(bullet) - 1)):
        head = bullet if not index else " " * len(bullet)
        yield (Span(f"{head} ", "muted"), *line)
