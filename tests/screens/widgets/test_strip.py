"""The strip: a mark for each stage and cycle that says the same without its colour."""

from __future__ import annotations

from datetime import date

from screens.theme import ASCII, UNICODE
from screens.widgets.sheet import Pen
from screens.widgets.strip import legend, skipped_cycles, strip_lines
from store.practice.cycles import Cadence, cycle_of
from store.practice.momentum import CycleRecord, StageMark

WEEK = cycle_of(date(2026, 11, 2), Cadence.WEEKLY)
ROWS = [
    (StageMark.DONE, StageMark.LATE, StageMark.PLANNED, StageMark.MISSED),
    (StageMark.DROPPED, StageMark.CARRIED, StageMark.SKIPPED, StageMark.NONE),
]
RECORDS = [
    CycleRecord(WEEK, ROWS[0], closed=True),
    CycleRecord(WEEK.next(), ROWS[1], closed=True),
    CycleRecord(WEEK.next().next(), (StageMark.NONE,) * 4, skipped="Holiday"),
]


def drawn(lines) -> list[str]:
    return ["".join(text for text, _ in line).rstrip() for line in lines]


def test_the_stages_are_named_in_full_and_marked():
    assert drawn(strip_lines(Pen(UNICODE), RECORDS, chosen="2026-W46")) == [
        "            45 [46] 47",
        "C Connect   ✓   ✗   ·",
        "A Assist    L   ↻   ·",
        "R Resolve   ○   –   ·",
        "E Enhance   !       ·",
    ]


def test_every_mark_differs_from_every_other_in_any_set():
    for marks in (UNICODE, ASCII):
        spans = legend(Pen(marks), RECORDS)
        assert len({text.split()[0] for text, _ in spans}) == len(spans) == 7


def test_only_marks_that_occur_are_explained():
    assert [text for text, _ in legend(Pen(UNICODE), RECORDS[2:])] == []


def test_a_skipped_cycle_gives_its_reason():
    assert [text for text, _ in skipped_cycles(Pen(UNICODE), RECORDS)] == [
        "· Week 47 skipped: Holiday"
    ]


def test_months_go_by_their_first_letters():
    month = cycle_of(date(2026, 11, 2), Cadence.MONTHLY)
    head = drawn(strip_lines(Pen(UNICODE), [CycleRecord(month, ROWS[0])]))[0]
    assert head.split() == ["Nov"]
