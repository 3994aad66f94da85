"""How customers should feel at each touchpoint: asked for at one, and which have none yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from screens.core.store_calls import Outcome, attempt
from screens.forms.fields import TextField
from screens.forms.form import Form
from screens.forms.touchpoint import edit_fields
from store.board import touchpoints
from store.board.feelings import without_feeling

if TYPE_CHECKING:
    from textual.widget import Widget

    from store.models.touchpoint import Board, Touchpoint

QUESTION = "How should they feel here?"


async def ask_feeling_of_all(widget: Widget, cards: Sequence[Touchpoint]) -> bool:
    """Ask how customers should feel at all of ``cards``, and save it at each. Returns True where
    it was saved."""
    feelings = {card.feeling for card in cards}
    begin = feelings.pop() if len(feelings) == 1 else ""
    ids = [card.id for card in cards]

    async def save(values: dict[str, str]) -> Outcome[None]:
        return await attempt(widget, touchpoints.set_feeling, ids, values["feeling"])

    names = ", ".join(touchpoints.short(card.text) for card in cards)
    form = Form(
        f"{len(cards)} touchpoints",
        [TextField("feeling", QUESTION, begin, hint="calm, expected, in good hands …")],
        save,
        draft=f"touchpoints/{'+'.join(sorted(ids))}/feeling",
        intro=f"{names}. This replaces what is said there now.",
    )
    return await widget.app.push_screen_wait(form) is not None


async def ask_feeling(widget: Widget, card: Touchpoint, board: Board) -> str | None:
    """Ask how customers should feel at ``card``, and save it; the id of the next touchpoint
    without a feeling, None where there is no other."""
    field = TextField("feeling", QUESTION, card.feeling, hint="calm, expected, in good hands …")
    title = f"{card.stage.letter} {card.text}"
    await edit_fields(widget, card, title, [field], f"touchpoint/{card.id}/feeling")
    rest = [other.id for other in without_feeling(board)]
    if card.id not in rest:
        return None
    index = rest.index(card.id)
    following = [*rest[index + 1 :], *rest[:index]]
    return following[0] if following else None
