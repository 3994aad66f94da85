"""The strip: a mark for each stage and cycle that says the same without its colour."""

from __future__ import annotations

from datetime import date
from typing import Any

from screens.theme.themes import ASCII, UNICODE
from screens.widgets.cycle_strip import legend, skipped_cycles, strip_lines
from screens.widgets.styled_lines import LineBuilder
from store.domain.cycles import Cadence, cycle_of
from store.domain.statistics.momentum import CycleRecord, StageMark

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


def drawn(lines: Any) -> list[str]:
    return ["".join(text for text, _ in line).rstrip() for line in lines]


def test_the_stages_are_named_in_full_and_marked() -> None:
    assert drawn(strip_lines(LineBuilder(UNICODE), RECORDS, chosen="2026-W46")) == [
        "            45 [46] 47",
        "C Connect   ✓   ✗   ·",
        "A Assist    L   ↻   ·",
        "R Resolve   ○   –   ·",
        "E Enhance   !       ·",
    ]


def test_every_mark_differs_from_every_other_in_any_set() -> None:
    for marks in (UNICODE, ASCII):
        spans = legend(LineBuilder(marks), RECORDS)
        assert len({text.split()[0] for text, _ in spans}) == len(spans) == 7


def test_a_cycle_that_was_skipped_is_told_from_a_stage_that_was() -> None:
    for marks in (UNICODE, ASCII):
        lines = strip_lines(LineBuilder(marks), RECORDS)
        resolve = "".join(text for text, _ in lines[3]).split()
        assert resolve[-1] != resolve[-2]


def test_only_marks_that_occur_are_explained() -> None:
    assert [text for text, _ in legend(LineBuilder(UNICODE), RECORDS[2:])] == []


def test_a_skipped_cycle_gives_its_reason() -> None:
    assert [text for text, _ in skipped_cycles(LineBuilder(UNICODE), RECORDS)] == [
        "· Week 47 skipped: Holiday"
    ]


def test_months_go_by_their_first_letters() -> None:
    month = cycle_of(date(2026, 11, 2), Cadence.MONTHLY)
    head = drawn(strip_lines(LineBuilder(UNICODE), [CycleRecord(month, ROWS[0])]))[0]
    assert head.split() == ["Nov"]
