"""Numbers that a question's own words give those who cannot say: “9 = don't know”."""

from __future__ import annotations

import re

_CANNOT_SAY = (
    r"(?:i )?(?:do not|don.?t) (?:know|remember)|not sure|unsure|no idea|no (?:answer|opinion|response|experience|contact)|"
    r"not (?:applicable|answered|used|stated|relevant|rated)|n/?a\b|prefer not|refused|"
    r"(?:cannot|can.?t|could not|unable to) (?:judge|say|rate|assess|tell|answer)|"
    r"(?:ich )?wei(?:ss|ß) (?:ich )?(?:es )?nicht|keine? (?:angaben?|antwort|meinung|erfahrung|aussage)|k\. ?a\.|"
    r"kann (?:ich )?(?:es )?nicht (?:beurteilen|sagen|einschatzen|bewerten)|nicht (?:beurteilbar|zutreffend|genutzt|beantwortet)|"
    r"(?:je )?ne sais? pas|nsp\b|sans (?:avis|opinion|reponse)|pas de reponse|non concerne|ne se prononce pas|"
    r"(?:no|nao|non) s(?:abe|e|ei|o|a)\b|ns ?/ ?n[cr]\b|no (?:contesta|aplica|proced[ae])|sin (?:respuesta|opinion)|"
    r"nao se aplica|sem (?:resposta|opiniao)|nessuna risposta|non (?:applicabil[ei]|risponde)|senza opinione|"
    r"weet (?:ik )?niet|geen (?:antwoord|mening|ervaring)|n\.?v\.?t\b|niet van toepassing|kan ik niet beoordelen|"
    r"nie wiem|brak (?:odpowiedzi|zdania|opinii)|trudno powiedziec|nie dotyczy|"
    r"(?:jeg |jag )?ve[td] (?:ej|inte|ikke)|ingen (?:asikt|uppfattning|mening)|(?:ej|ikke) aktuellt?|kan (?:ej|inte) bedoma|"
    r"e[in] osaa sanoa"
)
_CODED = re.compile(
    rf"[\s,;|/]*(?<![\d.\-–/])(?:(-?\d{{1,3}})\s*(?:[=:(]|\s[–—-]\s)\s*(?:{_CANNOT_SAY})[^,;|)\d]*\)?"
    rf"|(?:{_CANNOT_SAY})\s*[=:(]\s*(-?\d{{1,3}})(?!\d|\s*(?:[-–—~/.]|to|til|till|tot|bis|a|do|ate|al|hasta)\s*\d)\)?)"
)
"""A number and such words, in either order, in a text in small letters without accents; “(0-10)” after
them is a scale."""


def no_answer_codes(plain: str) -> frozenset[int]:
    """The numbers that a text in `words_and_marks` gives to no answer."""
    return frozenset(int(match[1] or match[2]) for match in _CODED.finditer(plain))


def without_no_answer(plain: str) -> str:
    """The text without what it says of no answer, which is no end of its scale."""
    return _CODED.sub(lambda match: ")" if match[0].endswith(")") and match[1] else "", plain)
