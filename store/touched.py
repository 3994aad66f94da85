"""What journal entries changed that the readings of proofs depend on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

MOST = 50
"""Days with new evidence up to which it is quicker to read only what they touch."""
_UNRELATED = frozenset(
    ("member", "review", "vote_total", "stage_skip", "cycle_skip", "care_case", "era")
)
"""Tables whose rows no reading depends on."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Evidence of one measure and stage, from its first day to its last."""

    measure: str
    stage: str
    first: date
    last: date

    def concerns(self, measure: str, stage: str, ends: Sequence[date]) -> bool:
        """Whether any of it may be in either of a proof's windows, given the first and last day
        of each."""
        if (self.measure, self.stage) != (measure, stage):
            return False
        before, after = ends[:2], ends[2:]
        return any(self.first <= last and self.last >= first for first, last in (before, after))


@dataclass(frozen=True, slots=True)
class Touched:
    """What journal entries touched."""

    ids: frozenset[str] = frozenset()
    """Improvements."""
    spots: frozenset[Spot] = frozenset()
    cards: frozenset[str] = frozenset()
    """Touchpoints that were merged or split, and those they were merged into."""
    imports: frozenset[str] = frozenset()
    """Imports whose evidence came, went or came back."""

    @property
    def much(self) -> bool:
        """Whether it may concern many proofs."""
        return bool(self.cards or self.imports)


def touched_by(entries: Iterable[Sequence[Any]]) -> Touched | None:
    """What the changes of journal ``entries`` touched; None where that is anything at all."""
    ids: set[str] = set()
    spots: set[Spot] = set()
    cards: set[str] = set()
    imports: set[str] = set()
    for changes in entries:
        for image in changes:
            entity, before, after = image["entity"], image["before"] or {}, image["after"] or {}
            if entity == "improvement":
                ids.add(image["id"])
            elif entity == "touchpoint":
                into = before.get("merged_into"), after.get("merged_into")
                if into[0] != into[1]:
                    cards.update((image["id"], *filter(None, into)))
            elif entity == "evidence":
                row = {**before, **after}
                if (before and after) or "day" not in row:
                    return None
                day = date.fromisoformat(row["day"])
                spots.add(Spot(row["measure"] or "", row["stage"], day, day))
            elif entity == "import_batch" and after:
                imports.add(image["id"])
            elif entity not in _UNRELATED:
                return None
    if len(spots) > MOST:
        return None
    return Touched(frozenset(ids), frozenset(spots), frozenset(cards), frozenset(imports))
