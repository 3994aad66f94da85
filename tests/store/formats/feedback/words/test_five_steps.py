"""“Good” is the middle of five steps where “excellent” and “very good” stand above it, in any language."""

from __future__ import annotations

import pytest

from store.formats.feedback.words.word_scales import plain_words, word_scale

FIVE = [
    "Excellent,Very good,Good,Fair,Poor",
    "Excelente,Muy Bueno,Bueno,Regular,Malo",
    "Excellent,Très bon,Bon,Moyen,Mauvais",
    "Excelente,Muito bom,Bom,Regular,Ruim",
    "Ottimo,Molto buono,Buono,Sufficiente,Scarso",
    "Ausgezeichnet,Sehr gut,Gut,Mittelmäßig,Schlecht",
    "Uitstekend,Zeer goed,Goed,Matig,Slecht",
    "Doskonała,Bardzo dobra,Dobra,Średnia,Zła",
    "Utmärkt,Mycket bra,Bra,Okej,Dåligt",
]


@pytest.mark.parametrize("words", FIVE)
def test_five_steps_down_from_excellent(words: str) -> None:
    cells = words.split(",")
    scale = word_scale(cells)
    assert [scale[plain_words(cell)] for cell in cells] == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    "words",
    [
        "Excelente,Bueno,Regular,Malo,Pésimo",
        "Muy bueno,Bueno,Regular,Malo,Muy malo",
        "Excelente,Muy bueno,Bueno,Regular,Malo,Muy malo",
        "Sehr gut,Gut,Mittelmäßig,Schlecht,Sehr schlecht",
    ],
)
def test_good_is_above_the_middle_where_something_stands_below_bad(words: str) -> None:
    cells = words.split(",")
    good = cells[-4] if "Excelente" not in cells[0] else cells[cells.index("Bueno")]
    assert word_scale(cells)[plain_words(good)] == 4
