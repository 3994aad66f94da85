"""Scales of words whose steps only the others beside them tell.

“Good” is a tool's best answer beside “Bad”, and the middle one between “Very good” and “Fair”;
“somewhat satisfied” is a good answer beside “somewhat dissatisfied”, and the middle one where
“extremely” and “very satisfied” stand above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_EXCELLENT: dict[str, float] = {"excellent": 5, "very good": 4, "good": 3, "fair": 2, "poor": 1}
_TWO_STEPS_DOWN = {"very poor", "very bad", "neither good nor poor", "neither good nor bad"}
_GRADES: dict[str, float] = {
    "sehr gut": 5, "gut": 4, "befriedigend": 3, "ausreichend": 2, "mangelhaft": 1, "ungenügend": 1,
}  # fmt: skip
"""German grades in words; the two that fail are both the worst answer."""
_CARE: dict[str, float] = {
    "very good": 5, "good": 4, "neither good nor poor": 3, "neither good nor bad": 3, "poor": 2, "bad": 2,
    "very poor": 1, "very bad": 1,
}  # fmt: skip
"""A scale with two steps on either side, as health services ask; “good” alone is a tool's best answer."""
_LIGHTS: dict[str, float] = {
    "gold": 5, "green": 4, "yellow": 3, "red": 1, "gold star": 5, "green light": 4, "yellow light": 3, "red light": 1,
}  # fmt: skip
_COLOURS: tuple[dict[str, float], ...] = tuple(
    dict(zip(words.split(), (5.0, 3.0, 3.0, 1.0), strict=True))
    for words in (
        "green yellow amber red", "grün gelb orange rot", "vert jaune orange rouge",
        "verde amarillo naranja rojo", "verde amarelo laranja vermelho",
        "verde giallo arancione rosso", "groen geel oranje rood",
        "zielony żółty pomarańczowy czerwony",
    )
)  # fmt: skip
"""The colours of a traffic light, which are answers only where no other colour stands there."""
_STEP = re.compile(
    r"(extremely|completely|very|moderately|somewhat|fairly|slightly|not so|not very|not at all)"
    r" (satisfied|happy|easy)"
)
_ONE_SIDED: dict[str, float] = {
    "extremely": 5, "completely": 5, "very": 4, "moderately": 3, "somewhat": 3, "fairly": 3,
    "slightly": 2, "not so": 2, "not very": 2, "not at all": 1,
}  # fmt: skip
"""How far a scale's words go from nothing to the most, where it has no bad side."""
_VERY = (
    r"sehr|tres|très|muy|muito|molto|heel|zeer|bardzo|mycket|väldigt|meget|svært|veldig|erittäin|todella|"
    r"velmi|veľmi"
)
_GOOD = [
    "gut", "bon", "bonne", "bien", "buena", "bueno", "boa", "bom", "bem", "buona", "buono", "bene", "goed", "dobra",
    "dobry", "dobre", "dobrze", "bra", "god", "godt", "hyvä", "hyvin", "dobrá", "dobrý", "dobré", "dobře",
]  # fmt: skip
_BAD = [
    "schlecht", "mauvais", "mauvaise", "mal", "mala", "malo", "ruim", "mau", "má", "cattiva", "cattivo", "slecht",
    "zła", "zły", "złe", "źle", "dålig", "dåligt", "dårlig", "dårligt", "huono", "huonosti", "špatná", "špatný",
    "špatné", "špatně", "zlá", "zlý", "zlé",
]  # fmt: skip
_WITH_COMMENT = (
    "mit kommentar", "avec commentaire", "con comentario", "com comentário", "con commento", "met opmerking", "z komentarzem", "med kommentar", "s komentářem",
)  # fmt: skip
GOOD_AND_BAD: dict[str, float] = {
    f"{word}{more}": score
    for words, score in ((_GOOD, 5.0), (_BAD, 1.0))
    for word in words
    for more in ("", *(f" {comment}" for comment in _WITH_COMMENT))
} | {
    f"{very} {word}": score
    for words, score in ((_GOOD, 5.0), (_BAD, 1.0))
    for word in words
    for very in _VERY.split("|")
}
"""Help desks' two answers, as Zendesk has them in other languages, and the steps beyond them."""
_WEAK = re.compile(
    r"(moderately|somewhat|fairly|slightly) (satisfied|happy|dissatisfied|unsatisfied|unhappy)"
)
"""Steps between the middle and either end, where a scale has both sides."""
_BAD_SIDE = re.compile(
    r"\b(dissatisfied|unsatisfied|unhappy|difficult|hard|neither|neutral|disagree)\b"
)
_BEYOND = re.compile(rf"(?:{_VERY}) (\w+)")
_BAD_ELSEWHERE = frozenset({
    *_BAD, "scarso", "scarsa", "insufficiente", "insuficiente", "deficiente", "pobre", "faible", "insuffisant", "insuffisante", "mangelhaft",
    "onvoldoende", "słaba", "słaby", "słabo",
})  # fmt: skip
_BEST_AND_WORST = frozenset({
    "excellent", "excelente", "ótimo", "ótima", "ottimo", "ottima", "eccellente", "uitstekend", "ausgezeichnet",
    "hervorragend", "péssimo", "péssima", "pésimo", "pésima", "pessimo", "pessima",
})  # fmt: skip
"""Words beyond plain good and bad, as “sehr gut” is."""
_EXCELLENT_ELSEWHERE = frozenset({
    "excelente", "excellent", "excellente", "ótimo", "ótima", "ottimo", "ottima", "eccellente", "uitstekend", "ausgezeichnet", "hervorragend",
    "exzellent", "doskonała", "doskonały", "doskonale", "doskonałe", "celująca", "utmärkt", "utmärkta", "fremragende", "utmerket", "erinomainen",
    "výborná", "výborný", "výborně",
})  # fmt: skip
_FAIR_ELSEWHERE = frozenset({
    "regular", "aceptable", "suficiente", "moyen", "moyenne", "passable", "correct", "correcte", "razoável", "médio", "média", "discreto",
    "discreta", "sufficiente", "accettabile", "mediocre", "befriedigend", "mittelmässig", "mittel", "ausreichend", "durchschnittlich", "matig",
    "redelijk", "voldoende", "gemiddeld", "średnia", "średni", "średnio", "przeciętna", "przeciętny", "przeciętnie", "dostateczna", "okej",
    "godkänd", "medel", "middel", "okay", "rimelig", "kohtalainen", "tyydyttävä", "průměrná", "průměrný",
})  # fmt: skip
_WORST = frozenset(
    {
        "péssimo",
        "péssima",
        "pésimo",
        "pésima",
        "pessimo",
        "pessima",
        "terrible",
        "horrible",
        "fatal",
        "okropna",
        "fatalna",
    }
)
_PARTLY = re.compile(
    r"(?:abbastanza|assez|plutôt|algo|redelijk|eher|somewhat|fairly|raczej|dość|ganska|rätt|ret|ganske|nokså|rimelig|"
    r"melko|jokseenkin|aika|spíše|celkem|docela|skôr|celkom) (.+)"
)
"""A step that is the middle one where the plain word, such as “soddisfatto”, stands above it."""
_HARDLY = re.compile(
    r"(?:per niente|per nulla|poco|pas du tout|peu|nada|pouco|gar nicht|überhaupt nicht|wenig|"
    r"helemaal niet|wcale nie|not at all|slightly|not very|inte alls|inte särskilt|slet ikke|slett ikke|ikke særlig|"
    r"ikke i det hele tatt|overhovedet ikke|e[ni] (?:lainkaan|ollenkaan|kovin)|vůbec ne|vôbec nie|málo) "
)
"""The low end of a scale that goes from nothing to the most, without a bad side."""
_LITTLE = re.compile(
    r"(?:pouco|pouca|poco|poca|peu|wenig|weniger|weinig|mało|slightly|a little|not very|lite|lidt|litt|vähän|málo) "
    r"((?:satisf|zufrieden|tevreden|soddisf|zadowol|nöjd|tilfreds|fornøyd|tyytyväi|spokoj)\w*)"
)
_NOT_SATISFIED = re.compile(
    r"insatisf\w+|insoddisf\w+|unzufrieden|ontevreden|niezadowol\w+|missnöjd|misnøjd|utilfreds|misfornøyd|tyytymätön|"
    r"nespokoj\w+|dissatisfied|unsatisfied|(?:not|nicht|no|não|non|niet|pas) (?:satisf|zufrieden|soddisf|tevreden)\w+"
)
_WORSE = re.compile(
    rf"\b(?:{_VERY}|very|extremely|completely|totally|totalmente|completamente|totalement|völlig)"
    r" (?:in|un|on|nie|miss|mis|u|ne|dis)\w{5,}|"
    r"\b(?:nada|nulla|niente|gar nicht|überhaupt nicht|pas du tout|not at all|helemaal niet|wcale nie|inte alls|slet ikke)\b"
)
"""What is further down than plainly not satisfied."""
_TWO_SIDED = re.compile(
    r"\b(neutr\w*|nøytral\w*|neither|né|ni|nem|weder|ani|varken|hverken|verken|eikä|enkä|"
    r"(?:un|in|dis|on|nie|uti|mis)\w{5,}|tyytymät\w+|nespok\w+)\b"
)
"""A middle of its own, or a bad side, such as “unzufrieden”."""
_BESIDE_WORDS = re.compile(r"[\W_]+")
_GENDER = re.compile(r"(?<=\w{3})(?: ?\((?:-?(?:a|e|o|á|í))\)|[/·•]-?(?:a|e|o|á|í)\b)")
"""The other ending of a word that is written for women and men: “satisfecho/a”, “satisfait(e)”."""
_THREE = 3
_MOST_KINDS = 50
"""Different answers from which a column holds no scale's words."""


def plain_words(cell: str) -> str:
    """A cell's words in small letters, without the marks and faces around them."""
    one_ending = _GENDER.sub("", cell.casefold())
    return " ".join(_BESIDE_WORDS.sub(" ", one_ending).split())


def word_scale(cells: Iterable[str]) -> Mapping[str, float]:
    """The 1 to 5 that a column's words stand for, by `plain_words`; empty where each word alone
    says it."""
    kinds = set(cells)
    if len(kinds) > _MOST_KINDS:
        return {}
    words = {plain_words(cell) for cell in kinds}
    if {"excellent", "very good", "good"} <= words and words & {"fair", "poor"}:
        return _EXCELLENT
    if elsewhere := _excellent_elsewhere(words):
        return elsewhere
    if (
        {"very good", "good"} <= words
        and words & _TWO_STEPS_DOWN
        and not words & {"excellent", "fair"}
    ):
        return _CARE
    if lights := _lights_or_grades(words - {""}):
        return lights
    weak = {word: match[2] for word in words if (match := _WEAK.fullmatch(word))}
    if any(said.startswith(("dis", "un")) for said in weak.values()):
        return {word: 2 if said.startswith(("dis", "un")) else 4 for word, said in weak.items()}
    if middle := _middle_of_three(words - {""}) or _one_sided_middle(words):
        return middle
    if ends := _little_and_not(words):
        return ends
    if plain := _beside_very(words):
        return plain
    steps = {word: match for word in words if (match := _STEP.fullmatch(word))}
    named = {match[1] for match in steps.values()}
    if not {"extremely", "very"} <= named or any(map(_BAD_SIDE.search, words)):
        return {}
    return {word: _ONE_SIDED[match[1]] for word, match in steps.items()}


def _excellent_elsewhere(words: set[str]) -> Mapping[str, float]:
    """The five steps of “Excelente, Muy bueno, Bueno, Regular, Malo”, in which plain good is the middle
    one; empty where nothing stands above very good, or something below bad."""
    beyond = {word: match[1] for word in words if (match := _BEYOND.fullmatch(word))}
    very_good = {word for word, plain in beyond.items() if plain in _GOOD}
    parts = words & _EXCELLENT_ELSEWHERE, very_good, words & {*_GOOD}
    below = words & _FAIR_ELSEWHERE, words & _BAD_ELSEWHERE
    worse = words & _WORST or any(plain in _BAD for plain in beyond.values())
    if worse or not all(parts) or not any(below):
        return {}
    steps = zip((*parts, *below), (5, 4, 3, 2, 1), strict=True)
    return {word: float(step) for same, step in steps for word in same}


def _little_and_not(words: set[str]) -> Mapping[str, float]:
    """The 2 and 1 of “pouco satisfeito” and “insatisfeito”, where nothing worse stands beside them."""
    little = {word: match[1] for word in words if (match := _LITTLE.fullmatch(word))}
    nots = {word for word in words if _NOT_SATISFIED.fullmatch(word)}
    if len(little) != 1 or len(nots) != 1 or any(map(_WORSE.search, words)):
        return {}
    return dict.fromkeys(little, 2) | dict.fromkeys(nots, 1)


def _lights_or_grades(words: set[str]) -> Mapping[str, float]:
    """The steps of a traffic light or of German grades; empty where the words are of neither."""
    for scale in (_GRADES, _LIGHTS):
        if scale is _LIGHTS and not words & {"gold", "gold star", "green light", "red light"}:
            continue
        if len(words & scale.keys()) > 1 and words & scale.keys() - {"sehr gut", "gut"}:
            return scale
    return next((each for each in _COLOURS if len(words) > 1 and words <= each.keys()), {})


def _beside_very(words: set[str]) -> Mapping[str, float]:
    """The 4 and 2 of plain “gut” and “schlecht”, where “sehr gut”, “ótimo” or the like goes beyond."""
    beyond = {match[1] for word in words if (match := _BEYOND.fullmatch(word))}
    if not beyond & {*_GOOD, *_BAD} and not words & _BEST_AND_WORST:
        return {}
    return {word: 4 if word in _GOOD else 2 for word in words & {*_GOOD, *_BAD}}


def _middle_of_three(words: set[str]) -> Mapping[str, float]:
    """The 3 of “somewhat satisfied” where only a plain and a bad answer stand beside it; beside “very
    dissatisfied” it is a step above the middle, as “somewhat dissatisfied” is one below."""
    weak = {word: match[2] for word in words if (match := _WEAK.fullmatch(word))}
    if len(weak) != 1 or len(words) != _THREE:
        return {}
    ((word, plain),) = weak.items()
    bad = {f"not {plain}", f"not at all {plain}", f"dis{plain}", f"un{plain}"}
    others = words - {word}
    good = {plain, f"very {plain}", f"completely {plain}", f"extremely {plain}"}
    return {word: 3} if others & bad and others & good else {}


def _one_sided_middle(words: set[str]) -> Mapping[str, float]:
    """The 3 of a scale such as not at all, hardly, fairly, plainly and very satisfied; empty where
    the words are of another."""
    if not any(map(_HARDLY.match, words)) or any(map(_TWO_SIDED.search, words)):
        return {}
    partly = {word: match[1] for word in words if (match := _PARTLY.fullmatch(word))}
    return {word: 3 for word, plain in partly.items() if plain in words}
