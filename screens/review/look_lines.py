"""What the talk in Focus left for somebody to look into, as Close, the ending and Look back draw it."""

from __future__ import annotations

from screens.widgets.styled_lines import Line, LineBuilder, Span, line_width, padded_line
from store.models.review import LookedInto
from store.reports.report import TalkedTopic


def look_lines(builder: LineBuilder, topic: TalkedTopic | LookedInto, width: int) -> list[Line]:
    """What somebody looks into until next time, with who and by when at the end of the line."""
    right = builder.line((topic.looker, "bold" if topic.looked_into_by else "warn"))
    left = (
        builder.span(f"{topic.stage.letter} ", topic.stage.value),
        builder.span(f"look into: {topic.text}"),
    )
    if line_width(right) > width // 2:
        return builder.flow([*left, Span("  "), *right], width, hang=2, limit=3)
    room = width - line_width(right) - 1
    return [(*padded_line(left, room, "", builder.glyphs.ellipsis), Span(" "), *right)]
