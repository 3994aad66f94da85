"""Lists of cards as any board file gives them, cleaned."""

from __future__ import annotations

import re

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.common.text import clean, drawable, fold_key, is_visible
from store.common.text_input import LIMIT

MAX_CARDS = 10_000
"""The most cards a file may bring."""

_CHANNEL = re.compile(
    r"e-?mail|phone|telephone|call|live ?chat|chat|web(site)?|app|mobile|sms|whatsapp|social( media)?|"
    r"store|shop|in person|post|letter|video|portal|bot|forum|community|counter|event",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One card. ``votes`` None where the file has none."""

    text: str
    notes: str = ""
    channel: str = ""
    votes: int | None = None


@dataclass(frozen=True, slots=True)
class BoardList:
    """A list and its cards in their order; the name is empty where the file gives none."""

    name: str
    cards: tuple[BoardCard, ...]


@dataclass(frozen=True, slots=True)
class BoardFile:
    """What a board file holds. ``problems``: sentences on what was left out or cut."""

    lists: tuple[BoardList, ...]
    problems: tuple[str, ...] = ()
    removed: int = 0
    """Control and bidirectional characters taken out of its texts."""

    @property
    def cards(self) -> int:
        """How many cards there are in all lists."""
        return sum(len(each.cards) for each in self.lists)


class Collector:
    """Gathers cards by list name, in the order the names first come."""

    def __init__(self) -> None:
        self._lists: dict[str, tuple[str, list[BoardCard]]] = {}
        self._problems: list[str] = []
        self._removed = 0
        self._count = 0

    def open_list(self, name: str) -> None:
        """Make a place for the list, so that lists keep the file's order."""
        tidy = self._clean(name)
        self._lists.setdefault(fold_key(tidy), (tidy, []))

    def add(
        self,
        name: str,
        text: str,
        notes: str = "",
        labels: tuple[str, ...] = (),
        votes: int | None = None,
    ) -> None:
        """Add a card to the list ``name``; a label that is a channel becomes its channel.

        A card without text is left out and told. Raises Refused past ``MAX_CARDS``.
        """
        self._count += 1
        if self._count > MAX_CARDS:
            raise Refused(f"The file has more than {MAX_CARDS:,} touchpoints.", field="file")
        self.open_list(name)
        title = self._clean(text)
        if not is_visible(title):
            self.tell(f"A touchpoint without text in “{quoted_text(name)}” was left out.")
            return
        if len(title) > LIMIT:
            self.tell(
                f"The touchpoint “{quoted_text(title)}” has over {LIMIT:,} characters and was left out."
            )
            return
        words = [self._clean(label) for label in labels]
        channel = next((word for word in words if _CHANNEL.fullmatch(word)), "")
        others = [word for word in words if word and word != channel]
        parts = [
            self._clean(notes, multiline=True),
            f"Labels: {', '.join(others)}" if others else "",
        ]
        full = "\n\n".join(part for part in parts if part)
        if len(full) > LIMIT:
            self.tell(f"The notes of “{quoted_text(title)}” were cut at {LIMIT:,} characters.")
        self._lists[fold_key(self._clean(name))][1].append(
            BoardCard(title, full[:LIMIT].rstrip(), channel, votes)
        )

    def tell(self, problem: str) -> None:
        """Note, once, what was left out."""
        if problem not in self._problems[-20:]:
            self._problems.append(problem)

    def result(self) -> BoardFile:
        """The lists, empty ones too. Raises Refused when there is no card in any."""
        lists = tuple(BoardList(name, tuple(cards)) for name, cards in self._lists.values())
        if not any(each.cards for each in lists):
            raise Refused(
                " ".join(["The file has no touchpoints.", *self._problems[:1]]), field="file"
            )
        return BoardFile(lists, tuple(self._problems), self._removed)

    def _clean(self, text: str, *, multiline: bool = False) -> str:
        cleaned = clean(text, multiline=multiline)
        self._removed += cleaned.removed
        return cleaned.text


def quoted_text(text: str) -> str:
    """A text as a sentence quotes it: at most 40 characters."""
    plain = drawable(text)
    return plain if len(plain) <= 40 else f"{plain[:39]}…"
