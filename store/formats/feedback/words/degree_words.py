"""Bare words of degree, which answer “How satisfied are you?” with “very”, “quite” or “not at all”.

They mean nothing without their question, so that they are read for satisfaction alone, and only where
every answer of a column is one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from store.formats.feedback.words.word_scales import plain_words

_DEGREES: dict[float, str] = {
    5: "very|very much|extremely|completely|totally|a lot|sehr|vollkommen|völlig|äußerst|voll und ganz|molto|moltissimo|del tutto|"
    "mucho|muchísimo|muy|totalmente|muito|muitíssimo|completamente|très|beaucoup|tout à fait|totalement|énormément|"
    "zeer|heel|erg|helemaal|bardzo|całkowicie|mycket|väldigt|meget|svært|veldig|erittäin|velmi|veľmi",
    4: "quite|mostly|rather|pretty|ziemlich|überwiegend|eher|eher ja|abbastanza|bastante|assez|plutôt|plutôt oui|redelijk|tamelijk|"
    "dość|raczej|raczej tak|ganska|ganske|nokså|melko|docela|dosť",
    3: "somewhat|moderately|partly|so so|teils teils|teilweise|mittel|mittelmäßig|mäßig|moderatamente|in parte|così così|regular|"
    "más o menos|mais ou menos|moyennement|en partie|matig|gedeeltelijk|średnio|częściowo|delvis|varken eller|neutral|neutre|neutro",
    2: "slightly|a little|little|not very|not much|wenig|kaum|eher nicht|eher wenig|poco|pouco|peu|pas très|plutôt pas|plutôt non|"
    "weinig|niet erg|mało|raczej nie|niezbyt|lite|inte särskilt|lidt|litt|vähän|málo",
    1: "not at all|gar nicht|überhaupt nicht|per niente|per nulla|affatto|nada|para nada|pas du tout|de modo nenhum|"
    "helemaal niet|wcale|wcale nie|w ogóle|inte alls|slet ikke|ikke i det hele tatt|overhovedet ikke|ei lainkaan|vůbec|vôbec",
}  # fmt: skip
_STEPS: Mapping[str, float] = {
    word: step for step, words in _DEGREES.items() for word in words.split("|")
}
_FEWEST = 3
"""Different words from which they are a scale."""


def degree_scale(cells: Iterable[str]) -> Mapping[str, float]:
    """The 1 to 5 of bare words of degree, by `plain_words`; empty where a column holds any other, or
    words of one side only."""
    words = {plain for cell in set(cells) if (plain := plain_words(cell))}
    if len(words) < _FEWEST or not words <= _STEPS.keys():
        return {}
    steps = {word: _STEPS[word] for word in words}
    return steps if min(steps.values()) < 3 < max(steps.values()) else {}
