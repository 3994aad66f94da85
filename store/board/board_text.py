"""What moved on the board, in words for people and as facts for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from store.board.board_diff import BoardChanges, CardDiff
from store.board.touchpoints import FRICTION_WORDS

MOST = 12
"""The most changes of one kind that are listed; of the others it is said how many."""


def board_lines(changes: BoardChanges) -> Iterator[str]:
    """A line a change, plain and not escaped: ``Added: Late fee (Resolve), friction some``."""
    kinds = {
        "Added": [f"{_named(card)}{_hurts(card.friction)}" for card in changes.added],
        "Merged": [f"{'; '.join(m.others)} into {_named(m.into)}" for m in changes.merged],
        "Moved": [f"{_named(move.card)}, from {move.came_from.label}" for move in changes.moved],
        "Friction": [
            f"{_named(change.card)}, from {FRICTION_WORDS[change.before]} "
            f"to {FRICTION_WORDS[change.card.friction]}"
            for change in changes.friction
        ],
        "Archived": [_named(card) for card in changes.archived],
    }
    for kind, lines in kinds.items():
        for line in lines[:MOST]:
            yield f"{kind}: {line}"
        if len(lines) > MOST:
            yield f"{kind}: {len(lines) - MOST} more"


def _named(card: CardDiff) -> str:
    return f"{card.text} ({card.stage.label})"


def _hurts(friction: int) -> str:
    return f", friction {FRICTION_WORDS[friction]}" if friction else ""


def board_facts(changes: BoardChanges) -> dict[str, Any]:
    """What moved on the board, for JSON."""
    return {
        "since": changes.span.since.isoformat() if changes.span.since else None,
        "until": changes.span.until.isoformat(),
        "added": [_facts(card) for card in changes.added],
        "merged": [
            {**_facts(merge.into), "merged": list(merge.others)} for merge in changes.merged
        ],
        "moved": [{**_facts(move.card), "from": move.came_from.value} for move in changes.moved],
        "friction": [
            {**_facts(change.card), "before": change.before} for change in changes.friction
        ],
        "archived": [_facts(card) for card in changes.archived],
    }


def _facts(card: CardDiff) -> dict[str, Any]:
    return {
        "touchpoint": card.id,
        "stage": card.stage.value,
        "text": card.text,
        "friction": card.friction,
    }
