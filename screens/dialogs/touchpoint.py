"""The form for a touchpoint, and how an edit meets somebody else's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from screens.acting import Outcome, attempt
from screens.dialogs.fields import ChoiceField, TextField
from screens.dialogs.form import Form
from store import touchpoints
from store.errors import Conflict
from store.snapshot import Touchpoint
from store.touchpoints import CHANNELS, FRICTION_WORDS

if TYPE_CHECKING:
    from textual.widget import Widget

Current = Callable[[str], Touchpoint | None]
"""A touchpoint as the newest snapshot has it, by id."""

_NAMES = {
    "text": "it reads",
    "channel": "the channel is",
    "feeling": "the feeling is",
    "notes": "the notes read",
}
_QUOTED = 80


class CardEdit:
    """Saves what one person changed of a card.

    Where somebody changed the card meanwhile, the first save is refused and says what it
    is now; the person has been told then, and the next save goes over it.
    """

    def __init__(self, widget: Widget, card: Touchpoint, current: Current) -> None:
        self._widget = widget
        self._card = card
        self._current = current
        self._seen = card.version

    async def save(self, **changes: Any) -> Outcome[None]:
        """Save ``changes``, arguments of `store.touchpoints.edit`."""
        outcome = await attempt(
            self._widget, touchpoints.edit, self._card.id, seen=self._seen, **changes
        )
        now = self._current(self._card.id)
        if isinstance(outcome.refused, Conflict) and now is not None:
            self._seen = now.version
            sentence = f"{outcome.refused.message} {_what_changed(self._card, now)}"
            return Outcome(refused=Conflict(f"{sentence} Save again to put yours over it."))
        return outcome


def _what_changed(before: Touchpoint, now: Touchpoint) -> str:
    said = []
    for name, words in _NAMES.items():
        text = getattr(now, name)
        if text != getattr(before, name):
            said.append(f"{words} {_quoted(text)}")
    if now.friction != before.friction:
        said.append(f"friction is {FRICTION_WORDS[now.friction]}")
    if now.stage is not before.stage:
        said.append(f"it stands in {now.stage.label}")
    return f"Now {', '.join(said)}." if said else "It reads as it did."


def _quoted(text: str) -> str:
    if not text:
        return "empty"
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= _QUOTED else f"“{line[: _QUOTED - 1].rstrip()}…”"


async def edit_touchpoint(widget: Widget, card: Touchpoint, current: Current) -> None:
    """Ask for all that is known of a touchpoint but its notes, and save what was changed."""
    edit = CardEdit(widget, card, current)

    async def save(values: dict[str, str]) -> Outcome[None]:
        return await edit.save(**_changes(card, values))

    form = Form(
        f"Touchpoint in {card.stage.label}",
        _fields(card),
        save,
        draft=f"touchpoint/{card.id}",
    )
    await widget.app.push_screen_wait(form)


def _fields(card: Touchpoint) -> list[TextField | ChoiceField]:
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


def _changes(card: Touchpoint, values: dict[str, str]) -> dict[str, Any]:
    """What of ``values`` is not as the form showed it at first."""
    changes: dict[str, Any] = {
        name: values[name]
        for name in ("text", "channel", "feeling")
        if values[name] != getattr(card, name)
    }
    if int(values["friction"]) != card.friction:
        changes["friction"] = int(values["friction"])
    typed = values["volume"].strip()
    volume = int(typed) if typed else None
    if volume != card.volume:
        changes |= {"volume": volume, "clear_volume": volume is None}
    return changes
