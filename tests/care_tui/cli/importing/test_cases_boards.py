"""Small board files, each after a fault that real ones showed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from store.formats.boards.boards import BoardFile, read_board

CASES = Path(__file__).parents[3] / "cases"


def sizes(board: BoardFile) -> dict[str, int]:
    return {each.name: len(each.cards) for each in board.lists}


def read(text: str, name: str) -> dict[str, int]:
    return sizes(read_board(text.encode(), name))


@pytest.mark.parametrize(
    ("name", "lists"),
    [
        ("board_front_matter.md", {"To do": 1}),
        ("board_numbered.md", {"Keep": 1, "Stop": 1}),
        ("board_columns.csv", {"Went well": 2, "To improve": 2}),
        ("board_journey.csv", {"Discover": 3, "Buy": 3}),
        ("board_dash_no_space.md", {"Start": 2, "Stop": 1}),
    ],
)
def test_a_boards_lists_and_cards(name: str, lists: dict[str, int]) -> None:
    assert sizes(read_board((CASES / name).read_bytes(), name)) == lists


@pytest.mark.parametrize("name", ["board_columns.csv", "board_journey.csv", "board_numbered.md"])
def test_lists_that_name_no_stage_are_asked_about(care: Any, name: str) -> None:
    said = care.refused("import", "board", str(CASES / name), "--dry-run")
    assert "Say to which stage each list goes" in said


@pytest.mark.parametrize(
    ("text", "name", "lists"),
    [
        ("Positivo;A mejorar\nRápido;Caro\nAmable;\n", "retro.csv", {"Positivo": 2, "A mejorar": 1}),
        ("Phase,Kontaktpunkte\nFinden,Anzeige; Blog\nKaufen,Laden\n", "j.csv", {"Finden": 2, "Kaufen": 1}),
        (",Find,Buy\nTouchpoints,Ad; Blog,Shop\nFeelings,Curious,Tense\n", "j.csv", {"Find": 2, "Buy": 1}),
        ("| Stage | Touchpoints |\n|---|---|\n| Find | Ad, Blog |\n| Buy | Shop |\n", "j.md", {"Find": 2, "Buy": 1}),
        ("| | Find | Buy |\n|---|---|---|\n| Touchpoints | Ad; Blog | Shop |\n", "j.md", {"Find": 2, "Buy": 1}),
        ("---\ntitle: Retro\ntags: [a, b]\n---\n# Keep\n- one\n", "r.md", {"Keep": 1}),
        ("1) Keep:\n* one\n* two\n2) Stop:\n* three\n", "r.md", {"Keep": 2, "Stop": 1}),
        ("1. one\n2. two\n", "r.md", {"": 2}),
        ("Start:\n–call\n•write\n", "r.md", {"Start": 2}),
        ("- plain\n- list\n", "r.md", {"": 2}),
    ],
)  # fmt: skip
def test_boards_of_these_kinds(text: str, name: str, lists: dict[str, int]) -> None:
    assert read(text, name) == lists


@pytest.mark.parametrize(
    "text",
    ["Date,NPS\n2026-01-01,9\n2026-01-02,3\n", "Name,Email\nAnn,a@x\nBob,b@x\n"],
)
def test_a_table_of_values_is_no_board(care: Any, tmp_path: Path, text: str) -> None:
    file = tmp_path / "t.csv"
    file.write_text(text)
    assert "not a board" in care.refused("import", "board", str(file), "--dry-run")


def test_a_plain_list_says_the_line_that_gives_it_a_stage(care: Any, tmp_path: Path) -> None:
    file = tmp_path / "list.md"
    file.write_text("- call back\n- write\n")
    assert '--map "=connect"' in care.refused("import", "board", str(file), "--dry-run")
    assert "2 touchpoints added" in care("import", "board", str(file), "--map", "=connect")
