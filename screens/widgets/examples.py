"""Examples of what a screen looks like once it holds something: muted, behind a dashed bar, and said
to be none of the team's."""

from __future__ import annotations

from collections.abc import Sequence

from screens.theme.safe_text import fit
from screens.widgets.styled_lines import Line, LineBuilder
from store.domain.statistics.charts.sparkline import (
    ASCII_SPARK,
    UNICODE_SPARK,
    SparkCharacters,
)

WEEK = (
    "C Sign every parcel note with a first name",
    "  {done} done Tue   CSAT 61% {to} 74%, n 40 {to} 40      {so_far}   so far",
    "A Show the cut-off time above the order button",
    "  {planned} due Fri    made it easy 66% before, n 31",
    "R Ring when a parcel is a day late",
    "  {done} done Thu   in 24 hours 58% {to} 81%, n 62    {better}   validated",
    "E Ask a day later whether it arrived whole",
    "  {planned} due Sun    NPS 21 before, n 33",
)
"""A week in Today."""
SIX_WEEKS = (
    "streak 6 weeks in a row   kept 19 of 22   learned 6 verdicts",
    "",
    "            44  45  46  47  48  49",
    "C Connect   {done}   {done}   {dash}   {done}   {done}   {done}      kept: done of planned, 8 weeks",
    "A Assist    {done}   {carried}   {done}   {dropped}   {done}   {done}      streak: weeks planned and kept",
    "R Resolve   {done}   {done}   {done}   {done}   {done}   {done}      learned: verdicts, good or bad",
    "E Enhance   {dash}   {done}   {done}   {done}   L   {done}",
)
"""Momentum after six weeks."""
THREE_REVIEWS = (
    "plans   held         min   done     verdicts   worth it",
    "W49     Fri 27 Nov    44   2 of 4   {up}1 {dash}2      4.2 n 5",
    "W48     Fri 20 Nov    41   2 of 3   {dash}1         4.0 n 4",
    "W47     Fri 13 Nov    52   3 of 3   {up}1         3.6 n 5",
)
"""Reviews held."""
TWELVE_WEEKS = (
    "                             W38      W49   now   n  against usual",
    "C CSAT                       ▃▅▄▅▄▆▅▄▅▆▅▅   74%  40  usual 52–88%",
    "R First reply within target  ▅▆▅▆▅▅▁▂▅▆▆▇   81%  62  {marked} below usual in W44",
    "E NPS                        ▄▃▅▄▄▅▄▅▅▄▅▅    21  33  usual −8 to 50",
)
"""Measures in Evidence."""
THREE_PLACES = (
    "touchpoint                  missed              of   together",
    "R First reply to an e-mail  {bar}{bar}{bar}{bar}{bar}{bar}{bar}{bar}{bar} 18       110        54%",
    "R Parcel is a day late      {bar}{bar}{bar}{bar}{bar} 11            35        87%",
    "R Refund asked for          {bar}{bar} 4                14       100%",
)
"""Where most customers are missed."""
_LINES = {"so_far": ("┊├╌╌●╌╌╌┤", ":(..*...)"), "better": ("┊ ├──●──┤", ": [--*--]")}


def example(
    builder: LineBuilder, title: str, lines: Sequence[str], width: int, *, tight: bool = False
) -> list[Line]:
    """``lines`` below ``title``, which says that they are an example; nothing in it is a stop.
    ``tight``: without a blank line between."""
    glyphs = builder.glyphs
    marks = {
        "done": glyphs.done,
        "planned": glyphs.planned,
        "carried": glyphs.carried,
        "dropped": glyphs.dropped,
        "dash": glyphs.dash,
        "up": glyphs.up,
        "marked": glyphs.marked,
        "bar": glyphs.bar_full,
        "to": "->" if glyphs.ascii else glyphs.right,
        **{name: ways[glyphs.ascii] for name, ways in _LINES.items()},
    }
    bar = ":" if glyphs.ascii else "┊"
    disclaimer = "" if title.startswith("An example") else " An example, not yours:"
    head = f"{title}.{disclaimer}" if disclaimer else f"{title}, not yours:"
    drawn: list[Line] = builder.text(head, width, "muted")
    if not tight:
        drawn.append(())
    spark = str.maketrans(_drawn_with(UNICODE_SPARK), _drawn_with(ASCII_SPARK))
    for line in lines:
        text = (line.translate(spark) if glyphs.ascii else line).format(**marks)
        words = _whole_columns(f"{bar} {text}", width)
        drawn.append(builder.line((fit(words, width, glyphs.ellipsis), "muted")))
    return drawn


def _whole_columns(line: str, width: int) -> str:
    """``line`` without the columns, two or more spaces apart, for which ``width`` has no room."""
    kept = line
    while len(kept) > width and "  " in kept:
        kept = kept[: kept.rindex("  ")].rstrip()
    return kept if kept[1:].strip() else line


def _drawn_with(spark: SparkCharacters) -> str:
    return spark.below + spark.inside + spark.above
