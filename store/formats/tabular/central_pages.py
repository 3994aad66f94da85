"""Code pages of Polish, Czech, Slovak, Hungarian, Romanian and Turkish, known by their words.

A file with few letters outside ASCII reads as well in a Western code page: “siê” for “się”. The
words around those letters say which language it is.
"""

from __future__ import annotations

import re

from store.common.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class _Language:
    """What tells a language by: its letters outside ASCII, and words that are common in answers."""

    pages: tuple[str, ...]
    letters: frozenset[str]
    words: frozenset[str]


def _language(pages: str, letters: str, words: str) -> _Language:
    return _Language(
        tuple(pages.split()), frozenset(letters + letters.upper()), frozenset(words.split())
    )


_CENTRAL = "cp1250 iso8859-2"
_LANGUAGES = (
    _language(
        _CENTRAL, "ąćęłńóśźż",
        "się nie jest tak bardzo czy jak dla od ocena oceny opinia komentarz uwagi klient klienta obsługa obsługi obsługę "
        "odpowiedź odpowiedzi pytanie jestem byłem było szybko szybka dobrze dobra miła miło polecam dziękuję świetnie "
        "świetna pomoc problemu wszystko tylko przez długo czekałem czas wypełnienia zamówienie kontakt "
        "jakość konsultant konsultantka rozwiązany kupię będę ponownie źle ale już też więcej mógłby być",
    ),
    _language(
        _CENTRAL, "áčďéěíňóřšťúůýžľĺŕäô",
        "jsem jsme není bylo byla byl velmi datum hodnocení komentář zákazník podpora spokojen spokojenost děkuji rychle "
        "rychlé dobře odpověď jak jako ale nebo také který která vše pro mně čekal čekání problém vyřešen doporučil "
        "jste ste veľmi bolo bola bol hodnotenie zákazník ďakujem rýchlo odpoveď ktorý všetko pre dobrá dobrý",
    ),
    _language(
        _CENTRAL, "áéíóöőúüű",
        "nem nagyon volt hogy egy csak mert vagy minden gyors gyorsan jó köszönöm dátum értékelés megjegyzés vélemény "
        "ügyfél ügyfélszolgálat elégedett segítség válasz kérdés lehet igen azt ezt már még sokat vártam probléma "
        "megoldotta kedves kedvesek időben szállítás rendelés pontszám",
    ),
    _language(
        _CENTRAL, "ăâîşţ",
        "foarte sunt pentru fost şi să când dacă că mulţumit mulţumesc serviciu servicii clienţi răspuns întrebare comentariu "
        "comentarii recomand livrare aşteptat rezolvată satisfacţie după aţi însă fără",
    ),
    _language(
        "cp1254", "çğıöşüâîûİ",
        "ve bir çok için ile değil memnun memnunum müşteri tarih puan yorum hizmet hızlı yardım teşekkürler teşekkür kadar "
        "daha ama iyi kötü sorun çözüldü cevap soru evet hayır oldu gibi en sonra ürün kargo geldi güzel destek "
        "ettim ederim bana beni zaman geç ilgili anket değerlendirme tavsiye",
    ),
)  # fmt: skip
_WESTERN_WORDS = frozenset(
    [
        "der",
        "die",
        "das",
        "und",
        "nicht",
        "sehr",
        "ist",
        "war",
        "mit",
        "ich",
        "zu",
        "auf",
        "für",
        "le",
        "les",
        "et",
        "pas",
        "très",
        "je",
        "est",
        "une",
        "des",
        "pour",
        "avec",
        "el",
        "los",
        "muy",
        "que",
        "con",
        "por",
        "una",
        "más",
        "não",
        "muito",
        "com",
        "uma",
        "foi",
        "il",
        "che",
        "molto",
        "per",
        "sono",
        "het",
        "een",
        "niet",
        "zeer",
        "van",
        "och",
        "att",
        "inte",
        "jag",
        "det",
        "ikke",
        "jeg",
        "og",
        "til",
        "på",
        "är",
        "på",
        "meget",
        "ei",
        "ja",
        "on",
        "ole",
    ]
)
_TURKISH = frozenset("ğışİĞŞ")
"""Turkish letters that the Western code page has not."""
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 2
"""Different words of a language from which a file is in it."""
_MANY = 4
"""Words without a letter outside ASCII that tell it as well as one with such a letter."""
_SAMPLE = 256 * 1024


def central_page(data: bytes) -> str | None:
    """The code page of the language whose words and letters a text is made of; None where it is
    none of these."""
    sample = data[:_SAMPLE]
    western = _hits(sample.decode("cp1252", errors="replace"), _WESTERN_WORDS)
    best, most = None, max(len(western), _FEWEST - 1)
    for language in _LANGUAGES:
        for page in language.pages:
            text = sample.decode(page, errors="replace")
            outside = {character for character in text if character > "\x7f"}
            strange = {
                each for each in outside if each.isalpha() or each < "\xa0" or each == "\ufffd"
            }
            if page == "cp1254" and not outside & _TURKISH:
                continue
            if not strange <= language.letters or not outside & language.letters:
                continue
            hits = _hits(text, language.words)
            telling = any(not word.isascii() for word in hits) or len(hits) >= _MANY
            if telling and len(hits) > most:
                best, most = page, len(hits)
    return best


def _hits(text: str, words: frozenset[str]) -> set[str]:
    """The different words of a text that are among ``words``."""
    return {word.casefold() for word in _WORD.findall(text)} & words
