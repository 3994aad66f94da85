"""How long customers waited, and how good they found it, are two things."""

from __future__ import annotations

import pytest

from store.formats.feedback.other_numbers import waiting_column
from store.formats.tabular.tables import read_table


@pytest.mark.parametrize("name", ["Wait (min)", "Wartezeit", "Tiempo de espera", "Wachttijd"])
def test_a_wait_is_a_length(name: str) -> None:
    assert waiting_column(read_table(f"Id,{name}\nA,3\nB,12\nC,7\n".encode())) == name


@pytest.mark.parametrize(
    "name", ["Note Wartezeit", "Wartezeit (1-5)", "Waiting time rating", "Ocena czasu oczekiwania"]
)
def test_a_grade_of_a_wait_is_no_length(name: str) -> None:
    assert waiting_column(read_table(f"Id,{name}\nA,3\nB,1\nC,2\n".encode())) is None
