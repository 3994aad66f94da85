"""Excel and OpenDocument: sheets, dates, preambles, merged cells, and workbooks made to be hard."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from store.common.errors import Refused
from store.formats.feedback.proposals import propose
from store.formats.tabular import workbook_child
from store.formats.tabular.tables import read_table
from store.formats.tabular.workbooks import MAX_BYTES, SeveralSheets
from tests.store.formats.tabular.made_workbooks import Cell, at, ods, xlsx

CASES = Path(__file__).parents[3] / "cases"
TODAY = date(2026, 11, 20)
SURVEY: list[list[Cell]] = [
    ["Survey date", "NPS", "Finished", "Comment"],
    [at(2026, 11, 2, 9, 30), 9, True, "quick and kind people"],
    [at(2026, 11, 3), 3, True, "I waited for a week"],
    [at(2026, 11, 4), 10, True, None],
]


def test_a_sheet_is_read_with_its_dates_as_dates() -> None:
    table = read_table(xlsx({"Answers": SURVEY}))
    assert table.rows[0].cells == ("2026-11-02 09:30:00", "9", "yes", "quick and kind people")
    assert [row.line for row in table.rows] == [2, 3, 4]
    found = propose(table, today=TODAY)
    assert (found.columns[0].n, found.columns[0].value) == (3, pytest.approx(100 / 3))
    assert (found.date_column, found.comment_column) == ("Survey date", "Comment")


def test_a_preamble_and_empty_rows_are_left_out() -> None:
    rows: list[list[Cell]] = [["Report of November"], [None], *SURVEY]
    table = read_table(xlsx({"Answers": rows}))
    assert table.header == ("Survey date", "NPS", "Finished", "Comment")
    assert table.rows[0].line == 4


def test_a_cell_merged_over_rows_stands_in_each_of_them() -> None:
    rows: list[list[Cell]] = [
        ["Date", "NPS"],
        [at(2026, 11, 2), 9],
        [None, 3],
        [at(2026, 11, 4), 8],
    ]
    table = read_table(xlsx({"A": rows}, merged=("A2:A3",)))
    assert [row.cells[0] for row in table.rows] == ["2026-11-02", "2026-11-02", "2026-11-04"]


def test_the_sheet_is_asked_where_several_hold_tables() -> None:
    data = xlsx({"Answers": SURVEY, "Notes": [["only words"]], "Old": SURVEY})
    with pytest.raises(SeveralSheets) as asked:
        read_table(data)
    assert asked.value.names == ("Answers", "Old")
    assert '--sheet "Answers"' in asked.value.message
    assert len(read_table(data, sheet="old").rows) == 3
    with pytest.raises(Refused, match="no sheet “New”"):
        read_table(data, sheet="New")


def test_a_hidden_sheet_is_not_asked_about() -> None:
    assert len(read_table(xlsx({"A": SURVEY, "B": SURVEY}, hidden=("B",))).rows) == 3


def test_an_open_document_and_an_old_workbook() -> None:
    rows = [["Survey date", "NPS"], ["2026-11-02", "9"], ["2026-11-03", "3"]]
    assert read_table(ods(rows)).rows[1].cells == ("2026-11-03", "3")
    old = read_table((CASES / "old_workbook.xls").read_bytes())
    assert old.rows[0].cells == ("2026-11-02", "9", "quite good really")


def test_a_workbook_that_unpacks_without_end_is_refused() -> None:
    out = io.BytesIO(xlsx({"A": SURVEY}))
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as parts,
        parts.open("xl/bomb.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(310):
            part.write(b"\0" * 1024 * 1024)
    with pytest.raises(Refused, match="unpacks to more than care reads"):
        read_table(out.getvalue())


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "has a password"),
        (b"\xd0\xcf\x11\xe0" + b"\1" * 2_000, "is not a workbook that care can read"),
        (b"PK\x03\x04[Content_Types].xml" + b"\0" * 200, "is not a workbook that care can read"),
        (b"PK\x03\x04xl/" + b"\0" * MAX_BYTES, "At most 20 MB"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence(data: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read_table(data)


def test_an_empty_workbook_holds_no_table() -> None:
    with pytest.raises(Refused, match="No sheet of the workbook holds a table"):
        read_table(xlsx({"A": [["only a title"]]}))


def test_twenty_thousand_rows_are_read_in_time() -> None:
    rows: list[list[Cell]] = [["Survey date", "NPS", "Comment"]]
    rows += [[at(2026, 11, 1 + n % 19), n % 11, f"comment number {n}"] for n in range(20_000)]
    data = xlsx({"Answers": rows})
    began = time.monotonic()
    assert len(read_table(data).rows) == 20_000
    assert time.monotonic() - began < 10


def test_the_child_asks_for_no_more_than_its_parent_may_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import resource

    asked: dict[int, tuple[int, int]] = {}
    none = resource.RLIM_INFINITY
    bound = {resource.RLIMIT_AS: 500 << 20}
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (none, bound.get(kind, none)))
    monkeypatch.setattr(resource, "setrlimit", asked.__setitem__)
    workbook_child._limit()
    assert asked[resource.RLIMIT_AS] == (500 << 20, 500 << 20)
    assert asked[resource.RLIMIT_CPU] == (workbook_child.SECONDS, workbook_child.SECONDS)
