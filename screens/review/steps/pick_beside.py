"""What stands above the candidates in Pick: for Assist what customers ask again and again, for
Resolve what the team promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.core.store_calls import read
from store.board.signs import unseen_needs
from store.domain.stages import Stage
from store.evidence.promise_kept import promise_page
from store.evidence.questions import TOP, Question, questions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

    from screens.widgets.styled_lines import Line, LineBuilder
    from store.models.touchpoint import Board


ROOMY = 22
"""Rows of the candidates' list from which everything is said whole."""


async def beside_pick(widget: Widget, stage: Stage, board: Board | None) -> tuple[str, ...]:
    """The lines above the candidates of ``stage``; none where there is nothing to say."""
    if stage is Stage.ASSIST:
        top = (await read(widget, questions, TOP)).value or ()
        unseen = unseen_needs(board) if board is not None else ""
        return (*map(_asked_line, top), *([unseen] if unseen else []))
    if stage is Stage.RESOLVE:
        page = (await read(widget, promise_page)).value
        if page is not None and (page.promises or page.kept):
            kept_sentences = [each.sentence for each in page.kept]
            return (*kept_sentences, *(line for line in page.lines if line not in kept_sentences))
    return ()


def _asked_line(each: Question) -> str:
    late = f"; {each.frustrated} asked only once frustrated" if each.frustrated else ""
    return f"Asked {each.asked}×: {each.text} ({each.answer_words}{late})"


def beside_lines(
    builder: LineBuilder, stage: Stage, sentences: Sequence[str], width: int, height: int
) -> list[Line]:
    """The lines as they are drawn; where there is little room each is cut, so that the candidates
    are seen too."""
    if height >= ROOMY:
        return [line for words in sentences for line in builder.text(words, width, "muted")]
    most, limit = (3, 2) if stage is Stage.RESOLVE else (len(sentences), 1)
    drawn = [
        builder.flow([builder.span(words, "muted")], width, limit=limit)
        for words in sentences[:most]
    ]
    return [line for lines in drawn for line in lines]
