from datetime import date

import pytest

from store.domain.cycles import Cadence, parse_cycle
from store.domain.statistics.counts import (
    count_after_window,
    count_tallies,
    known_figures,
)
from store.domain.statistics.measures import CountKind, Missing
from store.domain.statistics.windows import Window

WEEKS = [parse_cycle(f"2026-W{number}") for number in range(40, 46)]
LATER = date(2027, 1, 1)


def test_after_are_whole_cycles_the_first_after_done() -> None:
    wednesday, sunday = date(2026, 11, 18), date(2026, 11, 22)
    six = Window(date(2026, 11, 23), date(2027, 1, 3))
    assert count_after_window(wednesday, Cadence.WEEKLY) == six
    assert count_after_window(sunday, Cadence.WEEKLY) == six
    months = count_after_window(wednesday, Cadence.MONTHLY)
    assert months == Window(date(2026, 12, 1), date(2027, 5, 31))
    assert count_after_window(wednesday, Cadence.WEEKLY, 1).days == 7


@pytest.mark.parametrize(
    ("kind", "missing", "began", "expected"),
    [
        (CountKind.EVENTS, Missing.ZERO, WEEKS[1], (7, 0, 4, 0, 0)),
        (CountKind.EVENTS, Missing.ZERO, parse_cycle("2026-W01"), (0, 7, 0, 4, 0, 0)),
        (CountKind.EVENTS, Missing.UNKNOWN, WEEKS[1], (7, 4)),
        (CountKind.STATE, Missing.ZERO, WEEKS[1], (7, 4)),
        (CountKind.EVENTS, Missing.ZERO, None, (7, 4)),
    ],
)
def test_a_cycle_without_an_entry_is_none_once_counting_has_begun(
    kind: CountKind, missing: Missing, began: object, expected: tuple[float, ...]
) -> None:
    found = count_tallies(
        WEEKS,
        {WEEKS[1]: 7.0, WEEKS[3]: 4.0},
        kind=kind,
        missing=missing,
        began=next((week for week in (*WEEKS, parse_cycle("2026-W01")) if week == began), None),
        today=LATER,
    )
    assert len(found) == len(WEEKS)
    assert known_figures(found) == expected


def test_a_cycle_that_runs_is_not_known_yet() -> None:
    sunday, monday = WEEKS[5].end, date(2026, 11, 9)
    for today, known in ((sunday, 5), (monday, 6)):
        found = count_tallies(WEEKS, {WEEKS[5]: 3.0}, began=WEEKS[0], today=today)
        assert len(known_figures(found)) == known
