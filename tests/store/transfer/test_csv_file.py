"""Evidence as CSV: what a reader gets back, and that no spreadsheet runs any of it."""

from __future__ import annotations

import csv
import io
import tracemalloc
from datetime import date

import pytest
from sqlalchemy import insert

from store.board import touchpoints
from store.db.tables.evidence_models import EvidenceRow
from store.domain.stages import Stage
from store.domain.statistics.measures import Better, MeasureKind, find_measure
from store.evidence import evidence
from store.evidence.erasing import erase
from store.evidence.importing.import_answers import NewEvidence
from store.journal.seat import Seat
from store.teams import teams
from store.transfer.csv_file import AT_ONCE, COLUMNS, evidence_csv, safe_cell
from store.undo import undo
from tests.store.evidence.importing.imported_rows import import_rows


def read_back(seat: Seat) -> list[dict[str, str]]:
    text = "".join(evidence_csv(seat.workspace))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_a_piece_by_team_and_day(room: Seat) -> None:
    card = touchpoints.add(room, Stage.RESOLVE, "Late fee, disputed")
    other = touchpoints.add(room, Stage.RESOLVE, "Fee")
    id = evidence.log(
        room, Stage.RESOLVE, measure="csat", value="4", quote="Line one\nsaid “so”, \"twice\"",
        day=date(2026, 11, 3), source="Phone", touchpoint=other,
    )  # fmt: skip
    touchpoints.merge(room, card, [other])
    evidence.log(room, Stage.CONNECT, quote="Earlier", day=date(2026, 11, 2))
    second = teams.create_team(room.workspace, teams.NewTeam("A team before"))
    evidence.log(Seat(room.workspace, second.id), Stage.ASSIST, measure="nps", value="10")
    rows = read_back(room)
    assert [row["team"] for row in rows] == ["A team before", "Acme Support", "Acme Support"]
    assert rows[1]["quote"] == "Earlier"
    assert rows[1]["measure"] == rows[1]["value"] == rows[1]["touchpoint"] == ""
    assert rows[2] == {
        "team": "Acme Support",
        "stage": "resolve",
        "touchpoint": "Late fee, disputed",
        "measure": "csat",
        "value": "4",
        "quote": 'Line one\nsaid “so”, "twice"',
        "day": "2026-11-03",
        "source": "Phone",
        "id": id,
    }


def test_lines_end_as_the_standard_says(room: Seat) -> None:
    evidence.log(room, Stage.CONNECT, quote="Two\nlines")
    text = "".join(evidence_csv(room.workspace))
    assert text.startswith("team,stage,touchpoint,measure,value,quote,day,source,id\r\n")
    assert text.endswith("\r\n")
    assert '"Two\nlines"' in text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+49 30 1234",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("https://example.org")',
    ],
)
def test_what_looks_like_a_formula_is_text(text: str) -> None:
    assert safe_cell(text).startswith("'")


@pytest.mark.parametrize("text", ["", "fine", "4 = four", "'quoted'", "“=”", "1-2"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


def test_formulas_are_made_safe_in_every_column_but_numbers_stay_numbers(room: Seat) -> None:
    teams.add_measure(room, "net", kind=MeasureKind.SCORE, better=Better.UP, threshold=0)
    card = touchpoints.add(room, Stage.ASSIST, "=card")
    evidence.log(
        room, Stage.ASSIST, measure="net", value="-2.5", quote="=quote", source="@source",
        touchpoint=card,
    )  # fmt: skip
    teams.set_team(room, name="+team")
    (row,) = read_back(room)
    assert row["value"] == "-2.5"
    assert (row["team"], row["touchpoint"], row["quote"], row["source"]) == (
        "'+team", "'=card", "'=quote", "'@source",
    )  # fmt: skip


def test_erased_and_undone_evidence_is_left_out(room: Seat) -> None:
    gone = evidence.log(room, Stage.CONNECT, quote="Forget me")
    erase(room, gone)
    rows = [NewEvidence(date(2026, 11, 2), 9.0, "print", quote="Withdrawn")]
    import_rows(room, Stage.ENHANCE, find_measure("nps"), rows, file="nps.csv")
    undo.undo(room)
    assert read_back(room) == []


def test_many_rows_take_no_more_memory_than_few(room: Seat) -> None:
    def kept(count: int) -> int:
        """The most bytes held while ``count`` more rows are written out, piece by piece."""
        with room.workspace.writing() as session:
            session.execute(insert(EvidenceRow), [values(number) for number in range(count)])
        tracemalloc.start()
        pieces = sum(1 for _ in evidence_csv(room.workspace))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert pieces >= count // AT_ONCE
        return peak

    def values(number: int) -> dict[str, object]:
        return {
            "id": room.workspace.new_id(), "version": 1, "team_id": room.team_id,
            "stage": "enhance", "measure": "nps", "value": float(number % 11), "yes": 0, "low": 0,
            "quote": "Words " * 20, "day": date(2026, 11, 2), "source": "", "withdrawn": False,
            "erased": False, "made_at": room.now,
        }  # fmt: skip

    few = kept(2 * AT_ONCE)
    assert kept(18 * AT_ONCE) < 1.5 * few


def test_the_header_names_every_column(room: Seat) -> None:
    assert "".join(evidence_csv(room.workspace)) == ",".join(COLUMNS) + "\r\n"
