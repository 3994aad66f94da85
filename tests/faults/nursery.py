"""Writers that are to be killed: a process of its own, which has everything loaded.

Run with the workspace's place, the team's id and the ids of the cards. For every number that
comes in on a line a child is forked that writes from that number on, until it is killed. A
line is printed for each: ``pid N`` when it begins, ``wrote N`` once a write is acknowledged,
``ended`` when the child is gone.
"""

from __future__ import annotations

import os
import sys

from store.board import touchpoints
from store.domain.stages import STAGES
from store.journal.seat import Seat
from store.workspace.workspace import open_workspace

NEW_CARD_EVERY = 5


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def write_on(place: str, team: str, cards: list[str], number: int) -> None:
    """Edit the cards in turn, and now and then add one, until the process is killed."""
    say(f"pid {os.getpid()}")
    seat = Seat(open_workspace(place), team)
    while True:
        if number % NEW_CARD_EVERY == 0:
            touchpoints.add(seat, STAGES[number % len(STAGES)], f"Card {number}")
        else:
            touchpoints.edit(seat, cards[number % len(cards)], notes=str(number))
        say(f"wrote {number}")
        number += 1


def main() -> None:
    place, team, *cards = sys.argv[1:]
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                write_on(place, team, cards, int(line))
            finally:
                os._exit(1)
        os.waitpid(child, 0)
        say("ended")


main()
