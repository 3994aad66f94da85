"""Workbooks made at random, through the shell: each answer's value and day right, or asked about,
or refused; never wrong. ``--long`` makes many more of them."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date, datetime, time
from itertools import count
from pathlib import Path
from typing import NamedTuple

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.faults.conftest import Care
from tests.store.formats.tabular.made_workbooks import Cell, Sheets, xlsx

SHORT, LONG = 8, 250
DAYS = st.dates(date(2024, 1, 1), date(2025, 6, 30))
PLAIN = ("cell", "day", "iso", "named", "serial")
"""Ways of writing a day that leave nothing open."""
OPEN = ("slashed", "american", "dotted")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def written(day: date, way: str) -> Cell:
    """A day as a cell holds it."""
    forms: dict[str, Cell] = {
        "cell": datetime.combine(day, time(14, 30)),
        "day": datetime.combine(day, time()),
        "iso": day.isoformat(),
        "named": f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        "serial": float((day - date(1899, 12, 30)).days) + 0.25,
        "slashed": f"{day.day}/{day.month}/{day.year}",
        "american": f"{day.month}/{day.day}/{day.year}",
        "dotted": f"{day.day:02}.{day.month:02}.{day.year}",
    }
    return forms[way]


class Book(NamedTuple):
    """A workbook, and what it truly says."""

    data: bytes
    truth: dict[str, tuple[str, float | None]]
    """Each row's day and score by its words."""
    ways: frozenset[str]

    @property
    def order(self) -> str:
        return "--month-first" if "american" in self.ways else "--day-first"


@st.composite
def books(draw: st.DrawFn) -> Book:
    """An NPS survey in a sheet: columns in any order, a preamble, gaps, days in one way or two."""
    days = draw(st.lists(DAYS, min_size=6, max_size=12))
    scores: list[int | None] = [9, 2, 10, 7, *draw(
        st.lists(
            st.one_of(st.none(), st.integers(0, 10)),
            min_size=len(days) - 4,
            max_size=len(days) - 4,
        )
    )]  # fmt: skip
    ways = [draw(st.sampled_from([*PLAIN, *OPEN]))]
    if draw(st.booleans()):
        ways.append(draw(st.sampled_from(PLAIN)))
    as_text = draw(st.sampled_from([int, float, str]))
    columns = draw(
        st.permutations(["Survey date", "NPS", "Comment", *draw(st.sampled_from([[], ["Agent"]]))])
    )
    truth: dict[str, tuple[str, float | None]] = {}
    used: set[str] = set()
    rows: list[list[Cell]] = [
        [each] for each in draw(st.sampled_from([[], ["Survey of 2025"], ["Survey", "all rows"]]))
    ]
    rows.append(list(columns))
    for number, (day, score) in enumerate(zip(days, scores, strict=True)):
        words, way = f"what customer number {number} had to say", draw(st.sampled_from(ways))
        used.add(way)
        cells: dict[str, Cell] = {
            "Survey date": written(day, way),
            "NPS": None if score is None else as_text(score),
            "Comment": words,
            "Agent": "Ann" if number % 2 else "Bob",
        }
        rows.append([cells[column] for column in columns])
        truth[words] = (day.isoformat(), score)
        if draw(st.integers(0, 9)) == 0:
            rows.append([None])
    sheets: Sheets = {"Answers": rows}
    return Book(xlsx(sheets), truth, frozenset(used))


def test_an_answer_of_a_workbook_is_right_or_asked_about(
    whole: Care, tmp_path: Path, long: bool
) -> None:
    numbers = count()
    taken: list[int] = []

    @settings(max_examples=LONG if long else SHORT, phases=[Phase.generate], derandomize=not long)
    @given(books())
    def check(book: Book) -> None:
        number = next(numbers)
        file, place = tmp_path / f"{number}.xlsx", tmp_path / f"{number}.db"
        file.write_bytes(book.data)
        shutil.copy(whole.place, place)
        care = Care(place, whole.backup)
        line = ("import", "feedback", str(file), "--json")
        ran = care(*line)
        if ran.code and "--day-first or --month-first" in ran.err:
            assert book.ways.intersection(OPEN), ran.err
            ran = care(*line, book.order)
        if ran.code:
            assert not book.ways <= frozenset(PLAIN), (book.truth, ran.err)
            return
        (found,) = json.loads(ran.out)["imports"]
        with closing(sqlite3.connect(place)) as connection:
            kept = connection.execute("SELECT quote, day, value FROM evidence").fetchall()
        told = found["rows"]
        assert told["read"] == len(book.truth)
        assert told["accepted"] + told["rejected"] + told["blank"] == told["read"]
        assert len(kept) == told["accepted"]
        for words, day, value in kept:
            assert (day, value) == book.truth[words], (words, book.ways)
        taken.append(len(kept))

    check()
    assert taken
