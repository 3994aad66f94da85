"""The form for a touchpoint, and how an edit meets somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screens.core.store_calls import Outcome, attempt
from screens.forms.conflict import LINES, Seen
from screens.forms.fields import ChoiceField, Field, TextField
from screens.forms.form import Form
from store.board import touchpoints
from store.board.touchpoints import CHANNELS, FRICTION_WORDS
from store.common.errors import Conflict
from store.models.touchpoint import Touchpoint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

_JOINS = dict.fromkeys(("text", "feeling", "sign", "unasked", "stuck"), " / ") | {"notes": LINES}


async def edit_touchpoint(widget: Widget, card: Touchpoint) -> None:
    """Ask for all that is known of a touchpoint but its notes, and save what was changed."""
    title = f"Touchpoint in {card.stage.label}"
    await edit_fields(widget, card, title, _fields(card), f"touchpoint/{card.id}")


async def edit_fields(
    widget: Widget, card: Touchpoint, title: str, fields: Sequence[Field], draft: str
) -> None:
    """Ask for some ``fields`` of ``card``, named as the store names them, and save them.

    A card that somebody took off the board meanwhile may be saved as a new one.
    """

    async def save(values: dict[str, str]) -> Outcome[None]:
        changes = _as_stored(seen.changed(values))
        return await attempt(widget, touchpoints.edit, card.id, seen=seen.version, **changes)

    async def anew(values: dict[str, str]) -> Outcome[str]:
        whole_card = {
            "text": card.text,
            "channel": card.channel,
            "friction": card.friction,
            "feeling": card.feeling,
            "notes": card.notes,
            "volume": card.volume,
            "sign": card.sign,
            "unasked": card.unasked,
            "stuck": card.stuck,
            **_as_stored(values),
        }
        whole_card.pop("clear_volume", None)
        return await attempt(widget, touchpoints.add, card.stage, **whole_card)

    began = {field.name: field.value for field in fields}
    seen = Seen(card.version, began, lambda conflict: _in_form(conflict, began), _JOINS, anew)
    await widget.app.push_screen_wait(Form(title, fields, save, draft=draft, seen=seen))


def _in_form(conflict: Conflict, began: dict[str, str]) -> dict[str, str]:
    """What others changed of the fields that are ``began``, as they show it."""
    return {
        each.field: "" if each.now is None else str(each.now)
        for each in conflict.changed
        if each.field in began
    }


def _as_stored(values: dict[str, str]) -> dict[str, Any]:
    """The fields of the form as the store takes them."""
    stored: dict[str, Any] = dict(values)
    if "friction" in values:
        stored["friction"] = int(values["friction"])
    if "volume" in values:
        typed = values["volume"].strip()
        stored["volume"] = int(typed) if typed else None
        stored["clear_volume"] = not typed
    return stored


def _fields(card: Touchpoint) -> list[Field]:
    return [
        TextField("text", "Touchpoint", card.text, required=True),
        TextField("channel", "Channel", card.channel, hint=", ".join(CHANNELS)),
        ChoiceField(
            "friction",
            "Friction",
            [(str(level), word) for level, word in enumerate(FRICTION_WORDS)],
            str(card.friction),
        ),
        TextField("feeling", "Feeling", card.feeling, hint="how the customer should feel here"),
        TextField("sign", "The sign", card.sign, hint="of trouble: an error page, a third search"),
        TextField("unasked", "Then, unasked", card.unasked, hint="what we do before they ask"),
        TextField("stuck", "If stuck", card.stuck, hint="whom to turn to"),
        TextField(
            "volume",
            "Customers",
            "" if card.volume is None else str(card.volume),
            hint="how many meet us here in a cycle, if you know",
            check=_check_volume,
        ),
    ]


def _check_volume(text: str) -> str | None:
    if not text.strip() or text.strip().isdecimal():
        return None
    return "Customers per cycle is a whole number, such as 250, or empty."
