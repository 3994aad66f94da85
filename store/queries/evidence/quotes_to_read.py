"""A few customers' words to read aloud in a review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from store.domain.statistics.measures import is_success
from store.evidence.evidence import Evidence, Filter, page
from store.journal.seat import Seat
from store.queries.evidence.trends import known_measures

ALOUD = 3
"""The most quotes proposed."""
_LOOKED_AT = 60
"""The newest quotes among which they are looked for."""
_WORTH_READING = 3
"""Words that a quote has where it says more than “ok”; shorter ones come after the others."""


def quotes_to_read(
    seat: Seat, since: date | None, chosen: Iterable[str] = ()
) -> tuple[Evidence, ...]:
    """Up to three quotes given since the day ``since``: the newest of a customer who was let
    down, of one who was served well, then the newest others; and all those ``chosen``, by id.

    Quotes of under three words fill up only what the longer ones leave. The same words never come
    twice. Newest first.
    """
    candidates = page(seat, Filter(first=since, quotes=True), limit=_LOOKED_AT).items
    measures = known_measures(seat)

    def served(each: Evidence) -> bool | None:
        measure = measures.get(each.measure or "")
        if measure is None or each.value is None or measure.success_from is None:
            return None
        return is_success(measure, each.value)

    chosen_ids = set(chosen)
    best = sorted(candidates, key=lambda each: len(each.quote.split()) < _WORTH_READING)
    firsts = [next((each for each in best if served(each) is good), None) for good in (False, True)]
    picked: dict[str, Evidence] = {}
    for each in (*(each for each in candidates if each.id in chosen_ids), *firsts, *best):
        if each is None or (len(picked) >= ALOUD and each.id not in chosen_ids):
            continue
        picked.setdefault(" ".join(each.quote.split()).casefold(), each)
    ids = {each.id for each in picked.values()}
    return tuple(each for each in candidates if each.id in ids)
