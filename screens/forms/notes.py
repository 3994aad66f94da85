"""A touchpoint's notes: as many lines as one likes, saved only on ``ctrl+s``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.forms.fields import NotesField
from screens.forms.touchpoint import edit_fields
from store.board.touchpoints import short
from store.models.touchpoint import Touchpoint

if TYPE_CHECKING:
    from textual.widget import Widget

LINES = 10


async def edit_notes(widget: Widget, card: Touchpoint) -> None:
    """Ask for the notes of ``card`` and save them."""
    field = NotesField(
        "notes", "Notes", card.notes, hint="What the team knows about it", lines=LINES
    )
    await edit_fields(widget, card, short(card.text), [field], f"notes/{card.id}")
