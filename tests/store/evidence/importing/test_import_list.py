"""The list of imports: what each brought, and what it changed of what was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.evidence.importing.import_list import list_imports
from store.evidence.importing.imports import look_at, prepare, read_file, write
from store.undo.undo import undo

if TYPE_CHECKING:
    from store.journal.seat import Seat
    from tests.conftest import Live

BEFORE = b"ID,Date,CSAT\n1,2026-10-01,5\n2,2026-10-02,2\n3,2026-10-03,4\n"
AFTER = BEFORE.replace(b"2,2026-10-02,2", b"2,2026-10-02,5")
MORE = AFTER.replace(b"3,2026-10-03,4", b"3,2026-10-03,1") + b"4,2026-10-04,3\n"


def bring(seat: Seat, data: bytes, file: str) -> None:
    look = look_at(read_file(seat, data, file))
    write(seat, prepare(seat, look.reader, look.parts))


def listed(seat: Seat) -> dict[str, tuple[int, int, bool]]:
    found = list_imports(seat)
    return {each.file: (each.answers, each.changed, each.taken_back) for each in found}


def test_what_an_import_changed_is_listed(live: Live) -> None:
    bring(live.seat, BEFORE, "before.csv")
    bring(live.seat, AFTER, "after.csv")
    bring(live.seat, MORE, "more.csv")
    assert listed(live.seat) == {
        "before.csv": (3, 0, False),
        "after.csv": (0, 1, False),
        "more.csv": (1, 1, False),
    }


def test_what_was_taken_back_had_changed_it_all_the_same(live: Live) -> None:
    bring(live.seat, BEFORE, "before.csv")
    bring(live.seat, AFTER, "after.csv")
    undo(live.seat)
    assert listed(live.seat)["after.csv"] == (0, 1, True)
