"""Words that say that there is no answer, in the languages that files bring."""

from __future__ import annotations

import pytest

from store.formats.tabular.missing_values import is_blank


@pytest.mark.parametrize("cell", ["", "No lo sé", "no sé", "Nie wiem", "non so", "weiß nicht"])
def test_who_does_not_know_gives_no_answer(cell: str) -> None:
    assert is_blank(cell)


def test_a_no_is_an_answer() -> None:
    assert not is_blank("No")
