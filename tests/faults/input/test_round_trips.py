"""Any text at all, through both databases and every export and back: the same text."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.text import clean, is_visible
from store.domain.stages import Stage
from store.evidence import evidence
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.queries.snapshot_cache import decode_snapshot, encode_snapshot
from store.teams.teams import NewTeam, create_team
from store.transfer.csv_file import evidence_csv
from store.transfer.split import read_split, write_split
from store.transfer.workspace_file import (
    export_workspace,
    read_workspace_file,
    to_json,
    to_toml,
)
from store.workspace.workspace import Workspace, create_workspace

if TYPE_CHECKING:
    from tests.databases import Databases

SHORT, LONG = 4, 110
AT_ONCE = 12
"""Texts that one example carries."""
MARKED = tuple("=+-@＝＋－＠")
"""What a spreadsheet would run; a cell that begins so is written with ' before it."""

pieces = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="\r\n\t \"'\\[]{}$%#=`|<>&\x00\x1b\x9b\u200b\u202e\u2028é漢👩\u200d\u0301", max_size=40),
    st.sampled_from(["'''", '"""', "\\u0000", "[/]", "'=1", "=1+1", "@x", "-1", "+1", "\ufeff", "…"]),
)  # fmt: skip
texts = st.lists(pieces, max_size=4).map("".join)


def seat_of(workspace: Workspace) -> Seat:
    return Seat(workspace, create_team(workspace, NewTeam("Acme")).id)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def seat(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Seat]:
    """A team's seat on each database."""
    place: str | Path = tmp_path_factory.mktemp("texts") / "care.db"
    if request.param == "postgresql":
        databases: Databases = request.getfixturevalue("postgres")
        place = databases.new()
    clock = SetClock(datetime(2026, 11, 18, 9, 0, tzinfo=UTC))
    workspace = create_workspace(place, clock, durable=False)
    yield seat_of(workspace)
    workspace.close()


def in_a_cell(text: str) -> str:
    """``text`` as a spreadsheet is given it."""
    return f"'{text}" if text.lstrip(" ").startswith(MARKED) else text


def kept_in(facts: dict, id: str) -> Any:
    rows = facts["teams"][0]["touchpoints"]
    return next(row.get("notes", "") for row in rows if row["id"] == id)


def test_any_text_comes_back_the_same(
    seat: Seat, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    long = request.config.getoption("--long", default=False)
    folder = tmp_path_factory.mktemp("split")
    trips = 0

    @settings(
        max_examples=LONG if long else SHORT,
        deadline=None,
        database=None,
        derandomize=not long,
        phases=[Phase.generate] if long else [Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(texts, min_size=AT_ONCE, max_size=AT_ONCE))
    def round_trips(found: list[str]) -> None:
        nonlocal trips
        start_anew(seat)
        wanted: dict[str, str] = {}
        quotes: list[str] = []
        for text in found:
            expected = clean(text, multiline=True).text
            id = touchpoints.add(seat, Stage.CONNECT, "Card", notes=text)
            wanted[id] = expected
            if is_visible(expected):
                evidence.log(seat, Stage.CONNECT, quote=text)
                quotes.append(expected)
        shown = load_snapshot(seat)
        again = decode_snapshot(encode_snapshot(shown))
        assert again == shown
        facts = export_workspace(seat.workspace)
        from_toml = tomllib.loads(to_toml(facts))
        from_json = read_workspace_file(to_json(facts).encode(), "x")
        write_split(seat.workspace, folder)
        in_folder = read_split(folder)
        cells = list(csv.DictReader(io.StringIO("".join(evidence_csv(seat.workspace)), newline="")))
        in_csv = sorted(row["quote"] for row in cells)
        assert in_csv == sorted(map(in_a_cell, quotes))
        cards = {card.id: card.notes for card in shown.board[0].touchpoints}
        for id, text in wanted.items():
            assert cards[id] == text
            for each in (from_toml, from_json, in_folder):
                assert kept_in(each, id) == text
        # Of each note: the database, a kept snapshot, TOML, JSON and the folder.
        trips += len(wanted) * 5 + len(quotes)

    round_trips()
    print(f"{seat.workspace.engine.name}: {trips} round trips")
    assert trips >= (5_000 if long else 100)


def start_anew(seat: Seat) -> None:
    """Let go of the texts, so that each example costs the same."""
    from sqlalchemy import delete

    from store.db.tables.evidence_models import EvidenceRow
    from store.db.tables.models import TouchpointRow

    with seat.workspace.writing() as session:
        session.execute(delete(EvidenceRow))
        session.execute(delete(TouchpointRow))
