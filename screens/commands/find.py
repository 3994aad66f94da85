"""Find, while one types: touchpoints on the board and archived, parked notes, improvements of any
cycle, open cases, customers' words; and what the words here mean, and the playbook's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from screens.commands.pages import open_page, playbook_options, word_options
from screens.commands.parking import parked_when, settle_note
from screens.core.store_calls import read
from screens.dialogs.choose import Option, OptionLines
from screens.forms.finder import Finder, matching, or_nothing
from screens.widgets.date_format import near_day, plural, today_of
from store.board.signs import sign_words

if TYPE_CHECKING:
    from screens.main.main_screen import MainScreen
    from store.models.snapshot import Snapshot
    from store.queries.search import SearchResults

NO_FEELING = "no feeling yet"
LEAST = 2
"""Letters from which what is not on the board is searched too."""


def cards_in(snapshot: Snapshot) -> list[Option]:
    """The board's touchpoints, to be found by text, channel, feeling and notes; those without a
    feeling by saying so."""
    return [
        Option(
            f"touchpoint {card.id}",
            card.text,
            " · ".join(
                part
                for part in (
                    column.stage.label,
                    card.channel,
                    card.feeling or NO_FEELING,
                    sign_words(card),
                    card.notes,
                )
                if part
            ),
        )
        for column in snapshot.board
        for card in column.touchpoints
    ]


def parked_options(snapshot: Snapshot) -> list[Option]:
    """The notes in the parking lot, with who parked them and when."""
    return [
        Option(f"parked {note.id}", note.text, f"parked · {parked_when(snapshot, note)}")
        for note in snapshot.parked
    ]


def found_options(results: SearchResults, snapshot: Snapshot) -> list[Option]:
    """What the store found, each kind under its heading."""
    options = []
    if results.improvements:
        options.append(Option("", "Improvements"))
    for each in results.improvements:
        details = f"{each.stage.label} · {each.cycle.name} · {each.status.value}"
        options.append(Option(f"improvement {each.id}", each.text, details))
    if results.cases:
        options.append(Option("", "Open cases"))
    for case in results.cases:
        label = f"{case.ref} {case.subject}".rstrip()
        owner = case.next.owner or "no owner"
        more = f"{case.stage.label} · {owner} · {plural(case.interactions, 'contact')}"
        options.append(Option(f"case {case.id}", label, more))
    if results.archived:
        options.append(Option("", "Archived touchpoints"))
    options += [
        Option(f"archived {card.id}", card.text, f"{card.stage.label} · archived")
        for card in results.archived
    ]
    if results.quotes:
        options.append(Option("", "What customers said"))
    today = today_of(snapshot)
    for quote in results.quotes:
        words = f"“{' '.join(quote.quote.split())}”"
        details = f"{quote.stage.label} · {near_day(quote.day, today)}"
        options.append(Option(f"evidence {quote.id}", words, details))
    return options


class FindDialog(Finder):
    """Finds in the team's board, the words and the playbook at once, and in its history as soon as
    the store answers.

    The result is a kind (``touchpoint``, ``parked``, ``archived``, ``improvement``, ``case``,
    ``evidence``, ``word``, ``playbook``), a space, an id or a name.
    """

    def __init__(self, main: MainScreen, snapshot: Snapshot) -> None:
        super().__init__("Find", cards_in(snapshot), "Type a word of it")
        self._main = main
        self._snapshot = snapshot
        self._parked = parked_options(snapshot)

    def show_matches(self, typed: str) -> None:
        typed = typed.strip()
        cards = matching(self._options, typed)
        here = [Option("", "Touchpoints"), *cards] if cards else []
        parked = matching(self._parked, typed)
        here += [Option("", "Parking lot"), *parked] if parked else []
        self._list.show(or_nothing([*here, *self._explained(typed)], typed))
        if len(typed) >= LEAST:
            self._search(typed, here)

    def _explained(self, typed: str) -> list[Option]:
        """The words and pages that have what was typed, each kind under its heading; none before
        anything is typed."""
        if len(typed) < LEAST:
            return []
        words, pages = matching(word_options(), typed), matching(playbook_options(), typed)
        return [
            *([Option("", "Words"), *words] if words else []),
            *([Option("", "Playbook"), *pages] if pages else []),
        ]

    @property
    def _list(self) -> OptionLines:
        return self.query_one(OptionLines)

    @work(group="search", exclusive=True)
    async def _search(self, typed: str, here: list[Option]) -> None:
        from store.queries.search import find as find_in_store

        results = await read(self._main, find_in_store, typed)
        if results.value is None or not self.is_current:
            return
        options = found_options(results.value, self._snapshot)
        all_options = [*here, *options, *self._explained(typed)]
        chosen = "" if self._list.is_at_first else self._list.value
        self._list.show(or_nothing(all_options, typed), chosen)


async def find(main: MainScreen) -> None:
    """Ask for words, and show what was chosen where it stands.

    A view's `visit` gets ``touchpoint``, ``improvement`` or ``evidence``, an id; an
    improvement that is not in Today any more is opened whole. Of a case the follow-up is
    asked for.
    """
    snapshot = main.snapshot
    if snapshot is None:
        return
    choice = await main.app.push_screen_wait(FindDialog(main, snapshot))
    if choice is None:
        return
    if await open_page(main, choice):
        return
    kind, _, id = choice.partition(" ")
    if kind == "touchpoint":
        await main.show("board", touchpoint=id)
    elif kind == "parked":
        await settle_note(main, id)
    elif kind == "archived":
        await _bring_back(main, id)
    elif kind == "evidence":
        await main.show("evidence", evidence=id)
    elif kind == "case":
        await _open_case(main, id)
    elif any(each.id == id for each in (*snapshot.planned, *snapshot.undecided)):
        await main.show("today", improvement=id)
    else:
        from screens.dialogs.verdict_dialog import show_verdict

        await show_verdict(main, id)


async def _bring_back(main: MainScreen, id: str) -> None:
    """Bring an archived touchpoint back to the board, after asking."""
    from screens.board.board_dialogs import unarchive
    from screens.dialogs.confirm import Confirm
    from store.board.archived_touchpoints import archived_touchpoints

    every = await read(main, archived_touchpoints)
    card = next((each for each in every.value or () if each.id == id), None)
    if card is None:
        return
    question = Confirm(
        f"Bring it back to {card.stage.label}?", card.text, yes="Bring it back", no="Leave it"
    )
    if await main.app.push_screen_wait(question) and await unarchive(main, card):
        await main.show("board", touchpoint=id)


async def _open_case(main: MainScreen, id: str) -> None:
    from screens.dialogs.follow_up import answer_follow_up
    from store.evidence.open_cases import open_cases

    every = await read(main, open_cases)
    case = next((each for each in every.value or () if each.id == id), None)
    if case is not None:
        await answer_follow_up(main, case.next)
