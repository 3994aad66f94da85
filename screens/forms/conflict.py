"""Two people, one change: the second save is told of the first, and chooses.

What only one of them touched is kept from both. Where both wrote the same field, a dialog
shows theirs and yours, and one chooses mine, theirs or both.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any, Literal

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from screens.core.available_commands import usable_commands
from screens.core.keys import KeyScope, bindings
from screens.core.store_calls import Outcome
from screens.dialogs.base import Dialog
from screens.dialogs.confirm import Confirm
from store.common.dataclass import dataclass
from store.common.errors import Conflict, Gone

if TYPE_CHECKING:
    from textual.widget import Widget

Choice = Literal["mine", "theirs", "both"]
LINES = "\n"
"""What joins several lines; any other join is of one line, for the person to edit."""
_VERSION = "@version"
_BEGAN = "@began-"
"""Under which a draft keeps what it was begun from: the version, and each field."""


@dataclass
class Seen:
    """What a form knows of the thing it changes; it learns here what others changed since."""

    version: int | None
    began: dict[str, str]
    """What its fields showed at first, or were told since."""
    in_form: Callable[[Conflict], dict[str, str]]
    """The fields of a conflict as the form shows them."""
    joins: Mapping[str, str] = field(default_factory=dict)
    """What "both" puts between theirs and yours, for the fields where both makes sense."""
    anew: Callable[[dict[str, str]], Awaitable[Outcome[Any]]] | None = None
    """Saves the fields as a new thing where the old one is gone."""

    def __post_init__(self) -> None:
        self._first = (self.version, dict(self.began))

    def in_draft(self) -> dict[str, str]:
        """What a draft keeps, to tell later what others changed since it was begun."""
        began = {f"{_BEGAN}{name}": text for name, text in self.began.items()}
        return {_VERSION: str(self.version), **began}

    def from_draft(self, draft: Mapping[str, str]) -> None:
        """Know no more than the draft did when it was begun."""
        version = draft.get(_VERSION, "")
        if version.isdecimal():
            self.version = int(version)
            self.began |= {
                name: draft[key] for name in self.began if (key := f"{_BEGAN}{name}") in draft
            }

    def start_afresh(self) -> None:
        """Know what the form showed when it was opened."""
        self.version, self.began = self._first[0], dict(self._first[1])

    def changed(self, values: Mapping[str, str]) -> dict[str, str]:
        """What of ``values`` the person changed."""
        return {name: text for name, text in values.items() if text != self.began.get(name)}


@dataclass(frozen=True, slots=True)
class Side:
    """A field as a dialog may show it: its label, and its value in words."""

    label: str
    words: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class Met:
    """What a form shows once the person has chosen."""

    values: dict[str, str]
    edit: str = ""
    """The field that holds both and waits to be made one of; empty where all can be saved."""


class ConflictDialog(Dialog[Choice | None]):
    """Theirs above yours, and which of them is kept. None goes back to one's own text."""

    DEFAULT_CSS = """
    ConflictDialog {
        & .whose { color: $primary; text-style: bold; margin-top: 1; height: 1; }
        & VerticalScroll { height: auto; max-height: 6; scrollbar-size: 1 1; padding-left: 2; }
        & #answers { margin-top: 1; height: auto; }
    }
    """
    BINDINGS = bindings(KeyScope.CONFLICT)

    def __init__(self, title: str, whose: str, theirs: str, mine: str, join: str | None) -> None:
        """``whose`` names who wrote ``theirs``; without ``join`` both is not offered."""
        super().__init__(title)
        self._whose = whose
        self._theirs = theirs
        self._mine = mine
        self._join = join

    def compose_inside(self) -> ComposeResult:
        yield self.text(self._whose, classes="whose")
        with VerticalScroll(id="theirs"):
            yield self.text(self._theirs or "(empty)")
        yield self.text("Yours", classes="whose")
        with VerticalScroll(id="mine"):
            yield self.text(self._mine or "(empty)")
        yield Static(id="answers")

    def _answers(self) -> Content:
        """The keys, each with what it keeps."""
        more = ", theirs first" if self._join == LINES else ", joined for you to edit"
        pieces: list[str | tuple[str, str]] = []
        for usable in usable_commands(self):
            if usable.command.where is KeyScope.CONFLICT:
                suffix = more if usable.command.id == "conflict.both" else ""
                pieces += [
                    (usable.key, "bold $footer-key-foreground"),
                    f" {usable.command.label}{suffix}   ",
                ]
        return Content.assemble(*pieces)

    def on_mount(self) -> None:
        self.query_one("#theirs").focus()
        self.query_one("#answers", Static).update(self._answers())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Both is left out where it makes no sense."""
        return not (action == "keep" and parameters == ("both",) and self._join is None)

    def action_keep(self, choice: Choice) -> None:
        self.dismiss(choice)

    def action_back(self) -> None:
        self.dismiss(None)


async def meet(
    widget: Widget,
    conflict: Conflict,
    seen: Seen,
    sides: Mapping[str, Side],
    mine: Mapping[str, str],
) -> Met | None:
    """Bring what others changed together with ``mine``; None when the person goes back.

    To be awaited in a worker. Once chosen, ``seen`` is what the others left.
    """
    theirs = seen.in_form(conflict)
    values = {**mine, **theirs}
    edit, asked = "", False
    for name, text in theirs.items():
        if mine[name] in (seen.began[name], text):
            continue
        asked = True
        join = seen.joins.get(name)
        title, whose = _headings(conflict, seen, name, sides[name].label)
        words = sides[name].words
        dialog = ConflictDialog(title, whose, words(text), words(mine[name]), join)
        choice = await widget.app.push_screen_wait(dialog)
        if choice is None:
            return None
        if choice == "mine":
            values[name] = mine[name]
        elif choice == "both" and join is not None:
            values[name] = both(text, mine[name], join)
            edit = edit or ("" if join == LINES else name)
    if seen.version != conflict.version and not asked:
        widget.notify(f"{conflict.sentence} Both texts are safe.", markup=False, timeout=6)
    seen.version = conflict.version
    seen.began |= theirs
    return Met(values, edit)


def _headings(conflict: Conflict, seen: Seen, name: str, label: str) -> tuple[str, str]:
    """The dialog's title, and the heading of theirs."""
    for each in conflict.changed:
        if name in seen.in_form(Conflict("", (each,))):
            return conflict.sentence, f"{each.who.rstrip(',')}: {label.casefold()}"
    return conflict.sentence, f"Theirs: {label.casefold()}"


def both(theirs: str, mine: str, join: str) -> str:
    """Theirs, then mine; of several lines, those of mine that theirs does not hold."""
    if join == LINES:
        held = set(theirs.splitlines())
        more = [line for line in mine.splitlines() if not line.strip() or line not in held]
        return f"{theirs.rstrip()}\n{LINES.join(more).strip(LINES)}".strip(LINES)
    if not theirs.strip() or not mine.strip():
        return theirs or mine
    return f"{theirs}{join}{mine}"


async def save_anew(
    widget: Widget, gone: Gone, seen: Seen, values: dict[str, str]
) -> Outcome[Any] | None:
    """Ask whether what was typed is saved as a new thing; None when it is not.

    To be awaited in a worker.
    """
    if seen.anew is None:
        return None
    question = Confirm(
        gone.message,
        "It can be saved as a new one.",
        yes="Save as a new one",
        no="Back to your text",
    )
    if not await widget.app.push_screen_wait(question):
        return None
    return await seen.anew(values)
