"""The box that a dialog stands in. Where the screen is too low for all of it, what can scroll gives
way, with its scroll bar; only where that is not enough does the box scroll itself."""

from __future__ import annotations

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Size
from textual.layout import ArrangeResult, Layout
from textual.layouts.vertical import VerticalLayout
from textual.widget import Widget

GIVES_WAY = "gives-way"
"""The class of a widget whose inside scrolls, though it does not scroll itself."""
_LEAST = 3
"""Rows that what gives way keeps."""


class FittingLayout(VerticalLayout):
    """One below the other, those that can scroll only as high as the others leave room for."""

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        placements = super().arrange(parent, children, size, greedy)
        over = max((each.region.bottom for each in placements), default=0) - size.height
        if over <= 0 or not size.height:  # With no height, Textual asks how high it would be.
            return placements
        heights = [each.region.height for each in placements]
        giving = [index for index, each in enumerate(placements) if _gives_way(each.widget)]
        while over > 0 and giving:
            highest = max(giving, key=heights.__getitem__)
            if heights[highest] <= _LEAST:
                break
            heights[highest] -= 1
            over -= 1
        gone, fitting = 0, []
        for height, placement in zip(heights, placements, strict=True):
            _, y, _, before = placement.region
            region = placement.region._replace(y=y - gone, height=height)
            fitting.append(placement._replace(region=region))
            gone += before - height
        return fitting


def _gives_way(widget: Widget) -> bool:
    return widget.styles.overflow_y == "auto" or widget.has_class(GIVES_WAY)


class Passage(VerticalScroll, can_focus=False):
    """A text that the other widgets of a box go with; where it is too long, it scrolls."""

    DEFAULT_CSS = """
    Passage { height: auto; width: 1fr; scrollbar-size: 1 1; }
    """


class Box(Vertical):
    """What a dialog is made of, from its title down. Page up and down turn what has no focus."""

    DEFAULT_CSS = """
    Box { overflow-y: auto; scrollbar-size: 1 1; }
    """
    BINDINGS = [
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
    ]
    _fitting = FittingLayout()

    @property
    def layout(self) -> Layout:
        return self._fitting

    def action_turn(self, by: int) -> None:
        """Scroll the text that is longer than its room by as much as it shows, else the box."""
        texts = (each for each in self.query_children(Passage) if each.max_scroll_y)
        text: Widget = next(iter(texts), self)
        rows = max(1, text.scrollable_content_region.height - 1)
        text.scroll_relative(y=by * rows, animate=False)
