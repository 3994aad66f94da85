"""The two lines under the board in Map and Focus: the stage's aim and question, the feeling."""

from __future__ import annotations

from textual.geometry import Size

from screens.board.feelings import QUESTION
from screens.widgets.styled_lines import Line, LineBuilder, StyledLines, line_width, padded_line
from store.board.feelings import feelings_missing
from store.domain.agenda import StepKey
from store.domain.map_lessons import LESSONS, question_in_turn
from store.domain.stages import Stage
from store.models.snapshot import Snapshot
from store.models.touchpoint import Touchpoint


def stage_lines(
    builder: LineBuilder, snapshot: Snapshot, stage: Stage, card: Touchpoint | None, size: Size
) -> StyledLines:
    """What the stage under the cursor is about, and how customers should feel at the card."""
    step = snapshot.review.step.key if snapshot.review is not None else StepKey.MAP
    width = size.width - 2
    left = builder.line((f"{stage.letter} ", f"{stage.value} bold"), (LESSONS[stage].aim, "bold"))
    right = _feeling(builder, snapshot, card, width - line_width(left) - 2)
    room = max(width - line_width(left) - line_width(right), 1)
    question = question_in_turn(stage, step, snapshot.reviews_closed)
    styled = StyledLines()
    styled.add((builder.span(" "), *left, builder.span(" " * room), *right))
    words = (builder.span(" "), builder.span(question, "muted"))
    styled.add(padded_line(words, size.width, "", builder.glyphs.ellipsis))
    return styled


def _feeling(builder: LineBuilder, snapshot: Snapshot, card: Touchpoint | None, room: int) -> Line:
    """The card's feeling, or the question for it with how many have none."""
    missing = feelings_missing(snapshot.board)
    if card is not None and card.feeling:
        line = builder.line(("should feel: ", "muted"), card.feeling)
        return padded_line(line, min(room, line_width(line)), "", builder.glyphs.ellipsis)
    if card is None:
        return builder.line((missing, "muted")) if len(missing) <= room else ()
    dot = builder.glyphs.dot
    ways = ["Press F to say it"]
    if missing:
        in_short = feelings_missing(snapshot.board, in_short=True)
        ways[:0] = [f"Press F to say it {dot} {missing}", f"Press F {dot} {in_short}"]
    for way in ways:
        asked = builder.line((QUESTION, "accent"), " ", (way, "muted"))
        if line_width(asked) <= room:
            return asked
    return ()
