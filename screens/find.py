"""Find, while one types: touchpoints, improvements of any cycle, open cases, customers' words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.widgets import Input

from screens.acting import read
from screens.dialogs.choose import Option, OptionLines
from screens.palette import Finder, matching
from screens.widgets.words import near_day, plural, today_of

if TYPE_CHECKING:
    from screens.main import MainScreen
    from store.finding import Found
    from store.snapshot import Snapshot

LEAST = 2
"""Letters from which what is not on the board is searched too."""


def cards_in(snapshot: Snapshot) -> list[Option]:
    """The board's touchpoints, to be found by text, channel and notes."""
    return [
        Option(
            f"touchpoint {card.id}",
            card.text,
            " · ".join(part for part in (column.stage.label, card.channel, card.notes) if part),
        )
        for column in snapshot.board
        for card in column.touchpoints
    ]


def found_options(found: Found, snapshot: Snapshot) -> list[Option]:
    """What the store found, each kind under its heading."""
    options = []
    if found.improvements:
        options.append(Option("", "Improvements"))
    for each in found.improvements:
        more = f"{each.stage.label} · {each.cycle.name} · {each.status.value}"
        options.append(Option(f"improvement {each.id}", each.text, more))
    if found.cases:
        options.append(Option("", "Open cases"))
    for case in found.cases:
        label = f"{case.ref} {case.subject}".rstrip()
        more = f"{case.stage.label} · {plural(case.interactions, 'interaction')}"
        options.append(Option(f"case {case.id}", label, more))
    if found.quotes:
        options.append(Option("", "What customers said"))
    today = today_of(snapshot)
    for quote in found.quotes:
        words = f"“{' '.join(quote.quote.split())}”"
        more = f"{quote.stage.label} · {near_day(quote.day, today)}"
        options.append(Option(f"evidence {quote.id}", words, more))
    return options


class FindDialog(Finder):
    """Finds in the team's board at once, and in its history as soon as the store answers.

    The result is a kind (``touchpoint``, ``improvement``, ``case``, ``evidence``), a space,
    an id.
    """

    def __init__(self, main: MainScreen, snapshot: Snapshot) -> None:
        super().__init__("Find", cards_in(snapshot), "Type a word of it")
        self._main = main
        self._snapshot = snapshot

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        typed = message.value.strip()
        cards = matching(self._options, typed)
        self._list.show([Option("", "Touchpoints"), *cards] if cards else [])
        if len(typed) >= LEAST:
            self._search(typed, cards)

    @property
    def _list(self) -> OptionLines:
        return self.query_one(OptionLines)

    @work(group="search", exclusive=True)
    async def _search(self, typed: str, cards: list[Option]) -> None:
        from store.finding import find as find_in_store

        found = await read(self._main, find_in_store, typed)
        if found.value is None or not self.is_current:
            return
        more = found_options(found.value, self._snapshot)
        head = [Option("", "Touchpoints"), *cards] if cards else []
        nothing = [Option("", f"Nothing has “{typed}” in it.")]
        self._list.show([*head, *more] or nothing, self._list.value)


async def find(main: MainScreen) -> None:
    """Ask for words, and show what was chosen where it stands.

    A view's `visit` gets ``touchpoint``, ``improvement`` or ``evidence``, an id; an
    improvement that is not in Today any more is opened whole. Of a case the follow-up is
    asked for, or what happened in it where nothing is to come.
    """
    snapshot = main.snapshot
    if snapshot is None:
        return
    found = await main.app.push_screen_wait(FindDialog(main, snapshot))
    if found is None:
        return
    kind, _, id = found.partition(" ")
    if kind == "touchpoint":
        await main.show("board", touchpoint=id)
    elif kind == "evidence":
        await main.show("evidence", evidence=id)
    elif kind == "case":
        await _open_case(main, id)
    elif any(each.id == id for each in (*snapshot.planned, *snapshot.undecided)):
        await main.show("today", improvement=id)
    else:
        from screens.dialogs.proven import show_proven

        await show_proven(main, id)


async def _open_case(main: MainScreen, id: str) -> None:
    from screens.dialogs.follow_up import answer_follow_up
    from screens.evidence.case import ask_case
    from store.cases import open_cases

    every = await read(main, open_cases)
    case = next((each for each in every.value or () if each.id == id), None)
    if case is None:
        return
    if case.next is not None:
        await answer_follow_up(main, case.next)
    else:
        await ask_case(main, case.ref)
