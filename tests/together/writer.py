"""One of many writers, a process of its own: edits and votes as fast as it can.

Run with the workspace's place, how many edits and votes to make, the team's id, the member's
id, the writer's name and, after them, the ids of the cards. Begins when a line comes in, and
prints how often another writer's edit came first.
"""

from __future__ import annotations

import sys

from sqlalchemy import select

from store.board import touchpoints
from store.common.errors import Conflict
from store.db.tables.models import TouchpointRow
from store.journal.seat import Seat
from store.reviews import ballots
from store.workspace.workspace import open_workspace


def append(seat: Seat, card: str, line: str) -> int:
    """Add a line to a card's notes; how many edits of others came in between."""
    with seat.reading() as session:
        row = session.get_one(TouchpointRow, card)
        notes, seen = row.notes, row.version
    met = 0
    while True:
        try:
            touchpoints.edit(seat, card, notes=f"{notes}\n{line}".strip(), seen=seen)
        except Conflict as conflict:
            met += 1
            notes = next(each.now for each in conflict.changed if each.field == "notes")
            seen = conflict.version
        else:
            return met


def main() -> None:
    place, edits, team, member, name, *cards = sys.argv[1:]
    turns = int(edits)
    workspace = open_workspace(place)
    seat = Seat(workspace, team, member)
    with seat.reading() as session:
        session.scalars(select(TouchpointRow.id)).all()
    print("ready", flush=True)
    sys.stdin.readline()
    met = 0
    for turn in range(turns):
        met += append(seat, cards[turn % len(cards)], f"{name}-{turn}")
        # Back and forth, so that two votes stay: the last two are both placed.
        step = 1 if turn % 2 == 0 or turn == turns - 1 else -1
        ballots.vote(seat, cards[0], step)
    workspace.close()
    print(met, flush=True)


main()
