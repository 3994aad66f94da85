"""How much effort something took, said in words: “very low”, “sehr hoch”, “a great deal”.

The words say how much of something there was, so that only beside a question for effort they mean it.
"""

from __future__ import annotations

import re

from store.formats.feedback.words.word_scales import plain_words
from store.formats.tabular.names import name_words

_LEVELS: dict[float, str] = {
    1: "very low, very little, extremely low, extremely little, none, none at all, no, no at all, not at all, minimal, hardly any, almost none,"
       "sehr gering, sehr niedrig, sehr wenig, sehr klein, kein, keiner, keinen, gar keiner, gar keinen, kaum,"
       "très faible, très peu, aucun, muy bajo, muy poco, ninguno, ningún, molto basso, molto poco, nessuno, muito baixo, muito pouco, nenhum,"
       "zeer laag, heel laag, zeer weinig, heel weinig, geen, bardzo niski, bardzo mały, bardzo mało, żaden, mycket låg, mycket lite, väldigt lite, ingen, meget lav, meget lidt, svært lav, svært lite, veldig lite, lowest, the least, least, hyvin vähän, velmi málo",
    2: "low, little, a little, slight, some, small, a small amount, less, gering, niedrig, wenig, klein, eher gering, eher niedrig, faible, peu, plutôt faible,"
       "bajo, poco, basso, baixo, pouco, laag, weinig, niski, mały, mało, låg, lite, lav, lidt, vähän, málo",
    3: "medium, moderate, average, neutral, normal, neither low nor high, neither high nor low, a moderate amount, mittel, mittelmäßig, mäßig, teils teils,"
       "moyen, medio, moderado, media, médio, gemiddeld, średni, średnio, medel",
    4: "high, much, a lot, lots, considerable, quite high, rather high, hoch, viel, groß, eher hoch, élevé, beaucoup, plutôt élevé, alto, mucho, molto, muito,"
       "hoog, veel, wysoki, duży, dużo, hög, mycket, høj, meget, høy, mye, paljon, hodně",
    5: "very high, very much, a great deal, extremely high, extreme, far too much, too much, sehr hoch, sehr viel, sehr groß, zu viel, très élevé, énormément,"
       "muy alto, muchísimo, molto alto, moltissimo, muito alto, muitíssimo, zeer hoog, heel hoog, zeer veel, heel veel, bardzo wysoki, bardzo duży, bardzo dużo,"
       "mycket hög, väldigt mycket, meget høj, rigtig meget, svært høy, svært mye, veldig mye, highest, the most, most, erittäin paljon, velmi mnoho, velmi vysoké",
}  # fmt: skip
_EFFORT: dict[str, float] = {
    spelled: level
    for level, row in _LEVELS.items()
    for words in row.split(",")
    for spelled in (plain_words(words), name_words(words))
}
"""With accents and without, as names are read."""
_NOUN = re.compile(
    r"\b(?:(?:of|an|de|d|di|van) )?(?:effort|aufwand|mühe|muhe|esfuerzo|esforço|esforco|sforzo|moeite|inspanning|wysiłek|wysiłku|"
    r"ansträngning|anstrangning|anstrengelse|indsats|innsats|vaiva\w*|úsilí|usili)s?\b"
)


def effort(cell: str) -> float | None:
    """The 1 (the least) to 5 that words for an effort stand for; None where they stand for none."""
    answer = plain_words(cell)
    level = _EFFORT.get(answer)
    return _EFFORT.get(" ".join(_NOUN.sub(" ", answer).split())) if level is None else level
