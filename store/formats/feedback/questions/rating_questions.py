"""Questions for a rating that do not name a measure: “How would you rate our shop?”, “Hur nöjd …”."""

from __future__ import annotations

import re

from store.formats.tabular.names import name_words

_RATING = re.compile(
    r"\b(how (would|do|did|will|could|are|were|was|is) (\w+ ){0,2}(rate|evaluate|score|judge|grade|assess|like|find|feel about)\b|"
    r"how (satisfied|happy|pleased|good|helpful|friendly|useful|clear)\b|how (was|were|is|are) (your|our|the|my)\b|"
    r"(please )?rate (your|our|the|my|this|us)\b|"
    r"wie (bewert\w*|beurteil\w*|zufrieden|gut|hilfreich|freundlich|find\w*|fand\w*|gefiel\w*|gefall\w*|schatz\w*|empf\w+|war)\b|"
    r"wie (hat|haben) .*\b(gefallen|empfunden|erlebt)\b|"
    r"comment (\w+ ){0,1}(evalu\w+|jug\w+|not(ez|eriez|er)|trouv\w+|qualifi\w+|appreci\w+)|quelle note|"
    r"como (\w+ ){0,1}(valor\w+|calific\w+|evalu\w+|puntu\w+|avali\w+|classific\w+|fue|foi)|que (nota|puntuacion|le parecio)|"
    r"come (\w+ ){0,1}(valut\w+|giudic\w+|trov\w+|e stat\w+)|che voto|"
    r"hoe (beoordeel\w*|waardeer\w*|tevreden|vond\w*|vindt|goed|was)|welk cijfer|"
    r"jak (\w+ ){0,2}(oceni\w*|hodnot\w*|spokoj\w*|zadowol\w*|spokoj)|"
    r"hur (nojd\w*|bra|upplev\w*|trivs|bedom\w*|tyck\w*|varder\w*|betygs\w*)|"
    r"hvor (tilfreds\w*|fornøyd\w*|god\w*|bra)|hvordan (vurder\w*|oplev\w*|opplev\w*|var|synes)|"
    r"(kuinka|miten) (tyytyvai\w*|hyvin|arvioi\w*)|arvioi\w*|mennyire (elegedett|volt)|hogyan ertekel\w*|"
    r"ne kadar memnun\w*|cat de (multumit\w*)|cum evaluati)\b"
)
_EASE = re.compile(
    r"\b(hur (latt\w*|enkelt?)|hvor (let|lett|lette|nemt?|enkelt?)|(kuinka|miten) helppo\w*|jak (snadn\w*|jednoduch\w*)|"
    r"mennyire (konnyu|egyszeru)|ne kadar kolay|cat de usor)\b"
)
_OF_THE_CUSTOMER = re.compile(
    r"\byour (own )?(knowledge|skills?|health|english|level)\b|\byour own\b|\b(ihre?n?|deine?n?) (eigen\w*|kenntnis\w*|gesundheit)"
)
"""What a question may have customers rate of themselves."""


def asks_rating(name: str) -> bool:
    """Whether a question asks for a rating, by its own words, whatever it is of."""
    spoken = name_words(name)
    asks = _RATING.search(spoken) or _EASE.search(spoken)
    return bool(asks) and not _OF_THE_CUSTOMER.search(spoken)


def asks_ease(name: str) -> bool:
    """Whether such a question asks how easy it was, where `EASE` does not know its language."""
    return bool(_EASE.search(name_words(name)))
