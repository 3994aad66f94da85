"""Find: touchpoints and improvements by their words, and then the view they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs.choose import Option
from screens.palette import Finder

if TYPE_CHECKING:
    from screens.main import MainScreen
    from store.snapshot import Snapshot


def findable(snapshot: Snapshot) -> list[Option]:
    """What can be found in a snapshot. A value is the view to show and the id to visit."""
    cards = [
        Option(
            f"board {card.id}",
            card.text,
            " · ".join(part for part in (column.stage.label, card.channel, card.notes) if part),
        )
        for column in snapshot.board
        for card in column.touchpoints
    ]
    improvements = {each.id: each for each in (*snapshot.planned, *snapshot.undecided)}
    return [
        *cards,
        *(
            Option(
                f"today {each.id}",
                each.text,
                f"{each.stage.label} improvement, {each.cycle.name}, {each.status.value}",
            )
            for each in improvements.values()
        ),
    ]


async def find(main: MainScreen) -> None:
    """Ask for words, and show what was chosen where it stands.

    The view's `visit` gets ``touchpoint`` or ``improvement``, an id.
    """
    if main.snapshot is None:
        return
    found = await main.app.push_screen_wait(
        Finder("Find", findable(main.snapshot), "Type a word of it")
    )
    if found is None:
        return
    view, _, id = found.partition(" ")
    await main.show(view, **{"touchpoint" if view == "board" else "improvement": id})
