"""A file is read once, however much is taken from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.evidence.importing.imports import Terms, look_at, prepare, read_file
from store.formats.feedback.column_roles import RepeatedId
from store.formats.tabular import encoding, tables

if TYPE_CHECKING:
    import pytest

    from tests.conftest import Live

TICKETS = b"""Id,Status,Created at,Solved at,First reply time in minutes,Replies,Reopens,CSAT
1,Solved,2026-10-01 10:00,2026-10-01 12:00,30,1,0,5
2,Closed,2026-10-01 10:00,2026-10-04 10:00,1500,2,1,4
"""


def test_bytes_become_a_table_once(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[bytes] = []
    decode = encoding.decode_text

    def counting(data: bytes) -> object:
        decoded.append(data)
        return decode(data)

    monkeypatch.setattr(tables, "decode_text", counting)
    look = look_at(read_file(live.seat, TICKETS))
    assert len(look.parts) > 3
    prepare(live.seat, look.reader, look.parts)
    on_other_terms = look.reader.on(Terms(solve_target_hours=24))
    prepare(live.seat, on_other_terms, look.parts)
    assert decoded == [TICKETS]


def test_a_part_is_read_once_on_the_same_terms(live: Live) -> None:
    look = look_at(read_file(live.seat, TICKETS))
    assert all(look.reader.read(part) is look.reader.read(part) for part in look.parts)
    other = look.reader.on(Terms(solve_target_hours=1))
    assert other.read(look.parts[0]) is not look.reader.read(look.parts[0])


def test_ids_of_answers_that_come_again_are_known_until_a_person_says_which_rows_count(
    live: Live,
) -> None:
    rows = [f"{number},2026-10-0{day},5" for day, number in enumerate((1, 2, 3, 1, 4, 5), 1)]
    data = "\n".join(["Response ID,Date,CSAT", *rows, ""]).encode()
    look = look_at(read_file(live.seat, data))
    prepared = prepare(live.seat, look.reader, look.parts)
    assert prepared.accepted == 6
    assert prepared.notes == ()
    assert look.repeated_id == RepeatedId("Response ID", 1)
    told = look.reader.on(Terms(id_column="Response ID"))
    said = prepare(live.seat, told, look.parts)
    assert said.accepted == 5
    assert [note.partition(",")[0] for note in said.notes] == [
        "1 answer has the id of another in “Response ID”"
    ]
