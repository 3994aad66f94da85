"""Bytes to text: the code pages of Central Europe and Turkey are known by their letters and words."""

from __future__ import annotations

import pytest

from store.formats.tabular.encoding import decode_text

POLISH = [
    "Data;Ocena obsługi (1-5);Komentarz\n2026-10-01;5;Świetna obsługa, dziękuję\n",
    "Czy problem został rozwiązany?\ntak\nnie\n",
    "Komentarz\nZa długo czekałem na odpowiedź\nŻółta książka, „bez sensu” – źle\n",
    "Imię;Ocena\nŁukasz;4\n",
]


@pytest.mark.parametrize("text", POLISH)
@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2", "utf-8", "utf-16"])
def test_polish_in_its_code_pages(text: str, encoding: str) -> None:
    data = text.encode(encoding, errors="replace")
    assert decode_text(data).text == data.decode(encoding)


@pytest.mark.parametrize(
    ("text", "encodings"),
    [
        (
            "Data;Ocena;Komentarz\n2026-10-01;5;Podoba mi się, bardzo szybko\n",
            ("cp1250", "iso8859-2"),
        ),
        ("Ocena;Opinia\n5;Dzień dobry, jest świetnie\n2;Nie polecam\n", ("cp1250", "iso8859-2")),
        (
            "Datum;Hodnocení;Komentář\n2026-10-01;5;Byl jsem velmi spokojen\n",
            ("cp1250", "iso8859-2"),
        ),
        ("Dátum;Értékelés\n2026-10-01;5;nagyon jó, időben\n", ("cp1250", "iso8859-2")),
        ("Data;Nota;Comentarii\n2026-10-01;5;Sunt foarte mulţumit\n", ("cp1250", "iso8859-2")),
        (
            "Tarih;Puan;Yorum\n2026-10-01;5;Çok memnun kaldım, teşekkürler\n",
            ("cp1254", "iso8859-9"),
        ),
        ("Tarih;Puan;Görüş\n2026-10-01;2;İade ücreti yatmadı, çok bekledim ve\n", ("cp1254",)),
        ("Tarih;Puan;Yorum\n2026-10-01;2;Kargo geç geldi, hızlı değil\n", ("cp1254",)),
    ],
)
def test_few_letters_are_told_by_the_words_around_them(
    text: str, encodings: tuple[str, ...]
) -> None:
    for encoding in encodings:
        assert decode_text(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Data;Nota;Opinião\n2026-10-01;2;Não gostei, problema com a entrega\n",
        "Dato;Kommentar\n2026-10-01;Tak for hjælpen, problem løst\n2026-10-02;Tak, hjælp nie\n",
        "Date;Avis\n2026-10-01;Très bien, être aidé si vite\n",
        "Fecha;Opinión\n2026-10-01;Muy bien, mañana vuelvo\n",
        "Datum;Kommentar\n2026-10-01;Nie wieder, schöne Grüße\n",
        "Data;Commento\n2026-10-01;Perché no, è più bello così\n",
        "Datum;Menge;Kommentar\n2026-10-01;4 m³;gut\n2026-10-02;5 m³;schlecht\n",
        "Date;Spent\n2026-10-01;£5\n2026-10-02;£7\n",
        "¿Recomendaría?;¿Por qué?\n9;¿quién sabe?\n3;Mañana\n",
        "Note¹;Anmerkung²\n1;Größe\n2;Übel\n",
        "Commentaire\nŒuvre réussie, déçu\nGarçon très gêné – où ?\n",
        "Kommentar\nSærlig godt, på plads\nÆrgerligt øl\n",
        "Avaliação;Comentário\n5;Não há solução, coração\n",
    ],
)
def test_western_files_stay_western(text: str) -> None:
    decoded = decode_text(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (text, "cp1252")
