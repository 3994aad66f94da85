"""The shapes that charts are made of, as SVG text that is safe whatever it quotes.

Sizes are in the SVG's own units, near to pixels. Colours come from the page's style sheet
by class.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from store.common.text import drawable


def tag(name: str, *inside: str, **attributes: object) -> Markup:
    """An element; ``class_`` and ``text_anchor`` give ``class`` and ``text-anchor``."""
    attribute_text = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _value(value))
        for key, value in attributes.items()
    )
    content = Markup("").join(
        part if isinstance(part, Markup) else drawable(part) for part in inside
    )
    return Markup("<{0}{1}>{2}</{0}>").format(name, attribute_text, content)


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def svg(id: str, title: str, desc: str, width: int, height: int, shapes: Iterable[str]) -> Markup:
    """The whole chart; ``id`` must be the only one of its kind on the page."""
    return tag(
        "svg",
        tag("title", title, id=f"{id}-title"),
        tag("desc", desc, id=f"{id}-desc"),
        *shapes,
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{id}-title {id}-desc",
    )


def text(x: float, y: float, words: str, class_: str = "", anchor: str = "start") -> Markup:
    return tag("text", words, x=x, y=y, class_=class_, text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def rect(x: float, y: float, width: float, height: float, class_: str, rx: int = 2) -> Markup:
    return tag("rect", x=x, y=y, width=width, height=height, rx=rx, class_=class_)
