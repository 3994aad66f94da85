"""A touchpoint's notes: as many lines as one likes, saved only on ``ctrl+s``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.acting import Outcome
from screens.dialogs.fields import NotesField
from screens.dialogs.form import Form
from screens.dialogs.touchpoint import CardEdit, Current
from store.snapshot import Touchpoint
from store.touchpoints import short

if TYPE_CHECKING:
    from textual.widget import Widget

LINES = 10


async def edit_notes(widget: Widget, card: Touchpoint, current: Current) -> None:
    """Ask for the notes of ``card`` and save them."""
    edit = CardEdit(widget, card, current)

    async def save(values: dict[str, str]) -> Outcome[None]:
        return await edit.save(notes=values["notes"])

    field = NotesField(
        "notes", "Notes", card.notes, hint="What the team knows about it", lines=LINES
    )
    await widget.app.push_screen_wait(
        Form(short(card.text), [field], save, draft=f"notes/{card.id}")
    )
