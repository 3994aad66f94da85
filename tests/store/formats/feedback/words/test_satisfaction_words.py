"""Satisfaction in words: of the North, of Czech and Slovak, with two endings, and as faces."""

from __future__ import annotations

from datetime import date

import pytest

from screens.importing.key_words import by_keys
from store.formats.feedback.answers import ease, satisfaction
from store.formats.feedback.proposals import FileKind, Proposal, propose
from store.formats.feedback.words.word_scales import word_scale

TODAY = date(2026, 11, 30)
SENTENCES = ("It took three days until somebody answered", "Anna was quick and kind to me", "I called them twice today", "All was well", "Nothing to add to that")  # fmt: skip


def read(header: str, *cells: str, comments: str = "") -> Proposal:
    said = SENTENCES if comments else ("",) * len(cells)
    rows = [f'2026-10-01,"{cell}",{words}' for cell, words in zip(cells, said, strict=False)]
    return propose(
        "\n".join([f'Date,"{header}",{comments or "x"}', *rows, ""]).encode(), today=TODAY
    )


@pytest.mark.parametrize(
    ("question", "steps"),
    [
        ("Hur nöjd är du med vår service?", "Mycket nöjd;Nöjd;Varken eller;Missnöjd;Mycket missnöjd"),
        ("Hur nöjd är du?", "Mycket nöjd;Ganska nöjd;Varken nöjd eller missnöjd;Ganska missnöjd;Mycket missnöjd"),
        ("Hvor tilfreds er du med vores service?", "Meget tilfreds;Tilfreds;Hverken tilfreds eller utilfreds;Utilfreds;Meget utilfreds"),
        ("Hvor fornøyd er du?", "Svært fornøyd;Fornøyd;Verken eller;Misfornøyd;Svært misfornøyd"),
        ("Kuinka tyytyväinen olet?", "Erittäin tyytyväinen;Tyytyväinen;En tyytyväinen enkä tyytymätön;Tyytymätön;Erittäin tyytymätön"),
        ("Jak jste spokojeni?", "Velmi spokojen(a);Spíše spokojen(a);Ani spokojen, ani nespokojen;Nespokojen(a);Velmi nespokojen(a)"),
        ("Ako ste spokojní?", "Veľmi spokojný/á;Spokojný/á;Neutrálne;Nespokojný/á;Veľmi nespokojný/á"),
        ("Jak bardzo są Państwo zadowoleni?", "Bardzo zadowolony/a;Zadowolony/a;Ani zadowolony, ani niezadowolony;Niezadowolony/a;Bardzo niezadowolony/a"),
        ("Votre satisfaction", "Très satisfait(e);Satisfait(e);Neutre;Insatisfait(e);Très insatisfait(e)"),
        ("Su satisfacción", "Muy satisfecho/a;Satisfecho/a;Neutral;Insatisfecho/a;Muy insatisfecho/a"),
        ("Satisfação", "Muito satisfeito (a);Satisfeito (a);Neutro;Insatisfeito (a);Muito insatisfeito (a)"),
        ("CSAT", ":-D;:-);:-|;:-(;:-(("),
        ("Rating", "😃;☺;😐;☹;😢"),
    ],
)  # fmt: skip
def test_each_step_is_read(question: str, steps: str) -> None:
    cells = steps.split(";")
    assert [satisfaction(cell) for cell in cells] == [5, 4, 3, 2, 1]
    (column,) = read(question, *cells, comments="Comment").columns
    assert (column.measures, column.n, column.value) == (("csat",), 5, 0.4)


@pytest.mark.parametrize(
    "steps",
    [
        "Mycket nöjd;Nöjd;Ganska nöjd;Inte särskilt nöjd;Inte alls nöjd",
        "Meget tilfreds;Tilfreds;Ret tilfreds;Ikke særlig tilfreds;Slet ikke tilfreds",
        "Erittäin tyytyväinen;Tyytyväinen;Melko tyytyväinen;En kovin tyytyväinen;En lainkaan tyytyväinen",
    ],
)
def test_the_middle_of_a_scale_without_a_bad_side_is_no_good_answer(steps: str) -> None:
    (column,) = read("CSAT", *steps.split(";")).columns
    assert column.value == 0.4


@pytest.mark.parametrize(
    ("question", "good", "bad"),
    [("Betyg", "Bra", "Dåligt"), ("Rating", "God", "Dårlig"), ("CSAT", "Hyvä", "Huono"), ("CSAT", "Dobré", "Špatné")],
)  # fmt: skip
def test_good_and_bad_are_the_two_ends(question: str, good: str, bad: str) -> None:
    assert (satisfaction(good), satisfaction(bad)) == (5, 1)
    assert "csat" in repr(read(question, good, bad, good, bad))


def test_live_agents_ranking_is_a_rating() -> None:
    (column,) = read("Ranking", "Rewarded", "Rebuked", "Rewarded", "Rewarded").columns
    assert (column.measures, column.value) == (("csat",), 0.75)
    assert read("Ranking", "1", "2", "3", "4").columns == ()


@pytest.mark.parametrize(
    ("words", "level"),
    [("Mycket lätt", 5), ("Meget nemt", 5), ("Helppoa", 4), ("Verken lett eller vanskelig", 3), ("Svårt", 2), ("Velmi obtížné", 1)],
)  # fmt: skip
def test_ease_is_read_in_the_same_languages(words: str, level: int) -> None:
    assert ease(words) == level


def test_numbers_in_those_languages_are_still_asked_about() -> None:
    found = read("Jak jste spokojeni?", "1", "2", "5", "1")
    assert found.columns == ()
    assert 'say --column "Jak jste spokojeni?=csat"' in found.reason


def test_what_employees_say_is_no_customers() -> None:
    assert read("Hur nöjd är du med din arbetsplats?", "Nöjd", "Missnöjd", "Nöjd").columns == ()


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Kui rahul olete meie teenusega?", ("Väga rahul", "Rahul", "Ei ole rahul", "Rahul", "Rahul")),
        ("Rahulolu", ("Väga rahul", "Rahul", "Ei ole rahul", "Rahul", "Rahul")),
        ("Mennyire elégedett?", ("Nagyon elégedett", "Elégedett", "Elégedetlen", "Elégedett", "Semleges")),
        ("ご満足いただけましたか？", ("とても満足", "満足", "やや不満", "満足", "不満")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("comments", ["", "Comment"])
def test_a_scale_of_unread_words_is_named_and_its_words(
    header: str, cells: tuple[str, ...], comments: str
) -> None:
    found = read(header, *cells, comments=comments)
    assert found.kind is FileKind.NOTHING
    assert f"“{header}” holds words such as “{cells[0]}”, which care cannot read" in found.reason
    assert "write numbers from 5 for the best to 1 for the worst" in found.reason
    assert f'then say --column "{header}=csat"' in found.reason
    assert "--" not in by_keys(found.reason)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Which product do you use?", ("Web", "Mobile", "Desktop", "Web", "Web")),
        ("Was this helpful?", ("Yes", "No", "Yes", "No", "Yes")),
        ("Region", ("North", "South", "East", "North", "South")),
    ],
)
def test_other_few_words_are_no_scale(header: str, cells: tuple[str, ...]) -> None:
    assert "cannot read" not in read(header, *cells).reason


@pytest.mark.parametrize(
    "words",
    [
        ("Muito satisfeito", "Satisfeito", "Regular", "Pouco satisfeito", "Insatisfeito"),
        ("Très satisfait", "Satisfait", "Neutre", "Peu satisfait", "Insatisfait"),
        ("Sehr zufrieden", "Zufrieden", "Neutral", "Weniger zufrieden", "Unzufrieden"),
    ],
)
def test_little_is_a_step_above_not_where_nothing_is_worse(words: tuple[str, ...]) -> None:
    steps = word_scale(words)
    assert [steps.get(word.casefold()) for word in words] == [None, None, None, 2, 1]
    assert not word_scale([*words, f"{words[0].split()[0]} {words[4]}"])


def test_a_scale_of_two_steps_on_either_side_has_good_below_very_good() -> None:
    words = ("Very good", "Good", "Neither good nor poor", "Poor", "Very poor")
    steps = word_scale(words)
    assert [steps[word.casefold()] for word in words] == [5, 4, 3, 2, 1]


@pytest.mark.parametrize("word", ["Moyennement satisfait", "Moderadamente satisfecho", "Aceitável"])
def test_the_middle_has_a_word_in_other_languages(word: str) -> None:
    assert satisfaction(word) == 3
