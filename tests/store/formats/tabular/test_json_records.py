"""JSON that is a table: lists of objects, an object a line, and what is none."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.common.errors import Refused
from store.formats.feedback.proposals import propose
from store.formats.tabular import json_records
from store.formats.tabular.tables import Table, read_table

ANSWERS = [
    {"id": "a1", "createdAt": "2026-11-02T10:00:00Z", "csat": 5, "customer": {"name": "Ann", "tags": ["x"]}, "tags": ["new"], "comment": "Quick and very kind help"},
    {"id": "a2", "createdAt": "2026-11-03T10:00:00Z", "csat": 2, "customer": {"name": "Bob", "at": {"x": 1}}, "tags": [], "comment": None},
    {"id": "a3", "createdAt": "2026-11-04T10:00:00Z", "csat": 4, "extra": True},
]  # fmt: skip


def table_of(value: Any) -> Table:
    return read_table(json.dumps(value).encode())


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ANSWERS),
        json.dumps(ANSWERS, indent=2),
        "\n".join(json.dumps(each) for each in ANSWERS),
        "\r\n".join(json.dumps(each) for each in ANSWERS) + "\r\n\r\n",
        json.dumps({"reviews": ANSWERS, "count": 3}),
        json.dumps({"data": {"responses": ANSWERS}, "next": None}),
        "\ufeff" + json.dumps(ANSWERS),
    ],
    ids=["list", "indented", "lines", "windows lines", "within", "deeper", "mark"],
)
def test_a_list_of_objects_is_a_table(text: str) -> None:
    table = read_table(text.encode())
    assert table.header == (
        "id", "createdAt", "csat", "customer.name", "customer.tags", "tags", "comment", "customer.at", "extra",
    )  # fmt: skip
    assert table.rows[0].cells[2:7] == (
        "5",
        "Ann",
        "(a list)",
        "(a list)",
        "Quick and very kind help",
    )
    assert table.rows[1].cells[2:8] == ("2", "Bob", "", "", "", "(an object)")
    assert table.rows[2].cells[8] == "true"
    (column,) = propose(text.encode(), today=date(2026, 12, 1)).columns
    assert (column.measures, column.n, column.value) == (("csat",), 3, pytest.approx(2 / 3))


def test_a_record_that_looks_like_a_second_header_is_an_answer() -> None:
    table = table_of([{"csat": "Response", "when": ""}, {"csat": "1", "when": "x"}])
    assert (table.header, len(table.rows)) == (("csat", "when"), 2)


def test_rows_are_told_by_their_line_or_their_place() -> None:
    assert [row.line for row in table_of(ANSWERS).rows] == [1, 2, 3]
    lines = "\n\n".join(json.dumps(each) for each in ANSWERS)
    assert [row.line for row in read_table(lines.encode()).rows] == [1, 3, 5]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"a": 1}', "not a list of records"),
        ('{"a": [1, 2]}', "not a list of records"),
        ("[]", "not a list of records"),
        ('[{}, {}]', "not a list of records"),
        ('[{"a": 1}, 2]', "not a list of records"),
        ('{"a": [{"x": 1}], "b": [{"y": 1}]}', "several lists, such as “a” and “b”"),
        ('{"csat": 5}\n{"csat": 4', "Line 2 of the file is not a JSON object"),
        ('{"csat": 5}\nhello', "Line 2 of the file is not a JSON object"),
        ('[{"a": ' * 5_000, "JSON"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_records_gets_one_sentence(text: str, says: str) -> None:
    with pytest.raises(Refused, match=says) as refused:
        read_table(text.encode())
    assert refused.value.message.endswith(".")


def test_more_json_than_is_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "MOST_JSON", 20)
    with pytest.raises(Refused, match="At most 20 are read"):
        table_of(ANSWERS)


def test_an_object_that_some_records_lack_is_no_blank_column() -> None:
    records = [{"id": 1, "rating": {"score": 5}, "tag": None}, {"id": 2, "rating": None}]
    table = read_table(json.dumps(records).encode())
    assert table.header == ("id", "rating.score", "tag")
    assert [row.cells for row in table.rows] == [("1", "5", ""), ("2", "", "")]


def test_half_a_character_is_no_text() -> None:
    (row,) = read_table(b'[{"csat": "5", "comment": "\\ud800 fine"}]').rows
    assert row.cells == ("5", "? fine")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
        max_leaves=25,
    )
)  # fmt: skip
def test_any_json_gives_a_table_or_a_refusal(value: Any) -> None:
    text = json.dumps(value)
    try:
        table = read_table(f"[{text}]".encode() if isinstance(value, dict) else text.encode())
    except Refused as refused:
        assert refused.message.endswith((".", "?"))
        return
    assert all(len(row.cells) == len(table.header) for row in table.rows)


RATED = [
    {"Ratings": [{"Overall": "3"}, {"Food": "4"}], "Date": "2026-11-02", "Review": "It was loud at noon"},
    {"Ratings": [{"Overall": "5"}, {"Food": "5"}], "Date": "2026-11-03", "Review": "The soup was great"},
    {"Ratings": [{"Overall": "1"}], "Date": "2026-11-04", "Review": "We waited for an hour"},
    {"Ratings": [], "Date": "2026-11-05", "Review": "Nobody came to us"},
]  # fmt: skip


def rows_of(value: Any) -> list[tuple[str, ...]]:
    return [row.cells for row in table_of(value).rows]


NAMED = {f"review_{at}": each for at, each in enumerate(RATED, 1)}


@pytest.mark.parametrize(
    "value",
    [
        [{name: each} for name, each in NAMED.items()],
        NAMED,
        {"reviews": NAMED, "count": 3},
        {f"-Nx{at}y": each for at, each in enumerate(RATED)},
        RATED,
    ],
    ids=["wrapped", "named", "within", "keys", "bare"],
)
def test_records_wrapped_under_names_of_their_own_are_rows(value: Any) -> None:
    table = table_of(value)
    assert table.header == ("Ratings.Overall", "Ratings.Food", "Date", "Review")
    assert rows_of(value) == [
        ("3", "4", "2026-11-02", "It was loud at noon"),
        ("5", "5", "2026-11-03", "The soup was great"),
        ("1", "", "2026-11-04", "We waited for an hour"),
        ("", "", "2026-11-05", "Nobody came to us"),
    ]
    proposal = propose(json.dumps(value).encode(), today=date(2026, 12, 1))
    assert 'say --column "Ratings.Overall=csat"' in proposal.reason


def test_a_line_of_json_may_be_wrapped_too() -> None:
    lines = "\n".join(json.dumps({name: each}) for name, each in NAMED.items())
    assert [row.line for row in read_table(lines.encode()).rows] == [1, 2, 3, 4]
    assert read_table(lines.encode()).header[0] == "Ratings.Overall"


@pytest.mark.parametrize(
    ("value", "header"),
    [
        ([{"review": {"csat": 5}}, {"review": {"csat": 4}}], ("review.csat",)),
        ([{"nps": {"score": 9}}, {"csat": {"score": 4}}], ("nps.score", "csat.score")),
        ([{"r1": {"csat": 5}}, {"r2": 4}], ("r1.csat", "r2")),
        ([{"a": [{"x": 1}, {"x": 2}]}, {"a": [{"x": 1}, {"y": 2}]}], ("a",)),
        ([{"a": [{"text": "Sorry"}]}], ("a",)),
        ([{"a": [{"x": 1}, {"y": 2}]}, {"a": "none"}], ("a",)),
        ([{"a": [{f"k{n}{m}": 1} for m in range(9)]} for n in range(9)], ("a",)),
        ([{"a": [{"x": [1]}, {"y": {"z": 2}}]}], ("a.x", "a.y")),
    ],
)
def test_other_objects_and_lists_stay_columns(value: Any, header: tuple[str, ...]) -> None:
    assert table_of(value).header == header


@pytest.mark.parametrize(
    "value",
    [
        {"nps": {"score": 9}, "csat": {"score": 4}},
        {"p1": {"score": 9}, "p2": {"reason": "none"}, "p3": {"who": "Ann"}},
        {"p1": {}, "p2": {}},
        {"a": NAMED, "b": NAMED},
    ],
)
def test_objects_that_are_no_records_are_refused(value: Any) -> None:
    with pytest.raises(Refused, match="not a list of records"):
        table_of(value)


def test_pages_of_records_are_several_lists() -> None:
    pages = {f"page{at}": {"total": 2, "answers": [{"csat": 5, "id": at}]} for at in (1, 2)}
    with pytest.raises(Refused, match="several lists, such as “page1"):
        table_of(pages)
