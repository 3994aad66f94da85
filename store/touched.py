"""What journal entries changed that the readings of proofs depend on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

MOST = 50
"""Days with new evidence up to which it is quicker to read only what they touch."""
_UNRELATED = frozenset(
    ("member", "review", "vote_total", "stage_skip", "cycle_skip", "care_case", "era")
)
"""Tables whose rows no reading depends on."""
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Spot:
    """Evidence of one measure and stage, from its first day to its last."""

    measure: str | None
    """None where it is not known any more which."""
    stage: str
    first: date
    last: date

    def concerns(self, measure: str, stage: str, ends: Sequence[date]) -> bool:
        """Whether any of it may be in either of a proof's windows, given the first and last day
        of each."""
        if self.stage != stage or self.measure not in (None, measure):
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
    erased: frozenset[str] = frozenset()
    """Evidence that was erased for good, of which only the day and the stage are left."""

    def and_also(self, other: Touched) -> Touched:
        """What this and the ``other`` touched."""
        return Touched(
            self.ids | other.ids,
            self.spots | other.spots,
            self.cards | other.cards,
            self.imports | other.imports,
            self.erased | other.erased,
        )

    @property
    def much(self) -> bool:
        """Whether it may concern many proofs."""
        return bool(self.cards or self.imports)


def touched_by(entries: Iterable[Sequence[Any]]) -> Touched | None:
    """What the changes of journal ``entries`` touched; None where that is anything at all."""
    found = Touched()
    for changes in entries:
        for image in changes:
            more = _by(image["entity"], image["id"], image["before"] or {}, image["after"] or {})
            if more is None:
                return None
            found = found.and_also(more)
    return found if len(found.spots) <= MOST else None


def _by(entity: str, id: str, before: Values, after: Values) -> Touched | None:
    """What a row's change touched, given the values that changed."""
    it = frozenset((id,))
    if entity == "improvement":
        return Touched(ids=it)
    if entity == "touchpoint":
        into = before.get("merged_into"), after.get("merged_into")
        return Touched(cards=it.union(filter(None, into)) if into[0] != into[1] else frozenset())
    if entity == "evidence":
        return _by_evidence(it, before, after)
    if entity == "import_batch" and after:
        return Touched(imports=it)
    if entity in _UNRELATED or (entity == "team" and after and "zone" not in after):
        return Touched()
    return None


def _by_evidence(it: frozenset[str], before: Values, after: Values) -> Touched | None:
    if not before and not after:
        return Touched(erased=it)
    if before and after:
        return None
    row = before or after
    day = date.fromisoformat(row["day"])
    return Touched(spots=frozenset((Spot(row["measure"] or "", row["stage"], day, day),)))
