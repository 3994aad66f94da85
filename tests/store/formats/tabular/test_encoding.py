"""Bytes to text: Polish code pages are known by letters that no Western page has."""

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
    "text",
    [
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
