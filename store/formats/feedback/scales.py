"""What a question's own words say of its scale: from where to where, and which end is best."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from store.common.dataclass import dataclass
from store.formats.feedback.answers import satisfaction
from store.formats.tabular.names import name_words
from store.formats.tabular.no_answer_codes import without_no_answer

_ENDS = (5, 6, 7, 10)
_STATED = (
    re.compile(
        r"\b(?P<low>[01])\b\s*(?:[-–—~〜～/]|to|do|bis|a|à|al|ate|até|tot|til|till|\.\.+|through|and|hasta)\s*(?P<high>[3-9]|10|100)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<low>[01])\b\s*[=:(\-–—]?\s*[^\W\d].*?\b(?P<high>5|7|10)\b", re.IGNORECASE),
    re.compile(r"\b(?P<low>[01])\s*[=:]\s*[^\W\d].*?\b(?P<high>[3-9]|10)\s*[=:]", re.IGNORECASE),
    re.compile(r"\(\s*(?P<low>[01])\s*\).*?\(\s*(?P<high>[3-9]|10)\s*\)", re.IGNORECASE),
    re.compile(r"\b(?:of|out of|von|sur|de|di|van|/)\s*(?P<high>5|10)\b", re.IGNORECASE),
    re.compile(
        r"\b(?P<high>[4-9]|10)[- ]?(?:point|star|stars|punkte|sterne|puntos|estrellas)",
        re.IGNORECASE,
    ),
)
_LABEL = re.compile(r"\b(\d{1,2})\b\s*[=:\-–—(]?\s*((?:[^\W\d]++['’]?\s*+){1,6})(?!\s*=)")
_LABEL_FIRST = re.compile(r"((?:[^\W\d]++\s*+){1,4})(?:=\s*|\(\s*(?=\d{1,2}\s*\)))(\d{1,2})\b")
_TOLD_END = re.compile(r"\b(\d{1,2})\s*[=:]\s*([^\W\d]{2,})")
_ONE_END = re.compile(r"(?<![\d.,/-])(\d{1,2})\s*=\s*([^\W\d]{2,}[^,;()\[\]=\d]*)")
_MARKED = re.compile(r"(?<=[(\[,;])\s*\d{1,2}\b\s*[:\-–—]?\s*[^\W\d]|\b\d{1,2}\s*=")
"""Where a label's number is set off: in front of a name it may be the question's."""
_BAD = re.compile(
    r"\b(not|no|un\w+|dis\w+|in(satis|sodd|satisf)\w*|hard\w*|difficult\w*|bad\w*|poor\w*|worst|worse|terrible|"
    r"awful|low(est)?|niedrig\w*|gering\w*|never|impossible|strongly disagree|disagree|(des|dis)a(cuerdo|ccordo)|discordo|schwer|schwierig|schlecht\w*|nicht|gar nicht|"
    r"mangelhaft|ungenugend|lehne|oneens|inte|ikke|uenig|nesouhlasim|nespokoj\w*|missnojd\w*|utilfreds\w*|misfornøyd\w*|mauvais\w*|difficile|pas|mal[oa]?|peor(es)?|peggior\w*|najgorsz\w*|slechtst\w*|pires?|dificil|nada|ruim|pessimo|pior(es)?|"
    r"niente|nulla|poco|peu|wenig|weinig|mało|sværi?t|vanskelig\w*|svart|vaikea\w*|tezk\w*|"
    r"nejhor\w*|najhor\w*|najgorz\w*|huonoin|samst|darligst\w*|dårligst\w*|verst|varst|min(im(um|al|o|a))?|"
    r"ontevreden|moeilijk|slecht|cattiv\w*|pessim\w*|niet|inacceptable|tres mal|niezadowol\w*|trudn\w*|słab\w*|zle|zł[aey]|wcale|nie|"
    r"insu(ff|f)icient\w*|scars[oaie]|scadent[ei]|deficiente?s?|darlig\w*|dårlig\w*|dalig\w*|svag\w*|heikko|huono\w*|hrozn\w*|spatn\w*|rossz|horrivel|orribil[ei]|"
    r"affreux|nulle?|malissimo|d[ei]sastros\w*|katastroph\w*|furchtbar|mies\w*|okropn\w*|fataln\w*|kiepsk\w*|onvoldoende|matig|faible)\b"
)
_GOOD = re.compile(
    r"\b(satisf\w*|happy|eas(y|ier|ily)|good|great|excellent|best|better|perfect|agree|likely|high(est)?|hochste\w*|very|"
    r"extremely|zufrieden|einfach|leicht|gut|sehr gut|beste[rsn]?|best|ausgezeichnet|hervorragend|facil\w*|bien|bueno|"
    r"mejor(es)?|excelente|najleps\w*|facile|bon|tres bon|meilleure?s?|otimo|bom|melhor(es)?|tevreden|makkelijk|goed|uitstekend|"
    r"let|nemt?|latt|lett|enkelt|helppo\w*|snadn\w*|nejlep\w*|najleps\w*|najlepie\w*|paras|parhain|bast|bedst|max(im(um|al|o|a))?|top|"
    r"soddisf\w*|(a|con)c?cordo|acuerdo|d accord\w?|stimme|trifft|eens|zgadzam|instammer|enig|souhlasim|nojd\w*|tilfreds\w*|fornøyd\w*|spokoj\w*|ottim[oa]|buon[oa]|miglior[ei]?|satisfait\w*|satisfech\w*|satisfeit\w*|zadowol\w*|łatw\w*|dobr\w*|swietn\w*|doskonał\w*|bardzo|"
    r"eccellent[ei]|utmark\w*|utmerk\w*|gode?t?|bra|fremragende|fantasti\w*|perfekt\w*|perfett\w*|parfait\w*|perfect[oa]|super|toll|prima|erinomai\w*|hyva\w*|"
    r"vyborn\w*|vynikajic\w*|rewelacyjn\w*|znakomit\w*|genial\w*|magnifique|meraviglios\w*|wunderbar|prachtig|boa|bem|buen[oa]s?|bene|bonne|exzellent|superbe?)\b"
)
_NUMBER_OF_QUESTION = re.compile(
    r"^\s*(?:(?:question|frage|pregunta|questao|pergunta|domanda|vraag|pytanie|item|nr|no)\b\.?\s*|q\s*)?#?\s*\d{1,3}\s*[.):]\s*"
)
_GRADE = re.compile(
    r"\b((?!foot|key|bank|liner)\w{3,}noten?|noten?|(schul)?zensur(en)?|znamk[ayu]|grades?|rank(ing)?)\b"
)
"""Names of grades, those of a German compound such as “Gesamtnote” too."""
_FRENCH_NOTE = re.compile(
    r"\bnote (5|10|20)\b|\bnote (\w+ ){0,3}sur \d|\bnote (globale|generale|attribuee|donnee|client|restaurant|hotel|produit|service|sejour|film|avis|magasin|etablissement|moyenne|du|de la|de l)\b"
)
_NUMBERED = re.compile(r"\s*(?P<number>[0-9]{1,2})\s*[-–—=:.)(]\s*(?P<label>.+?)\)?\s*")
_NUMBERED_LAST = re.compile(
    r"\s*(?P<label>[^\W\d]\D*?)[\s=:.(\[–—-]*+(?P<number>[0-9]{1,2})(?:\s*/\s*\d{1,2})?\s*[)\]]?\s*"
)


@dataclass(frozen=True, slots=True)
class Scale:
    """A question's scale as its name states it. None: it doesn't say."""

    low: int | None = None
    high: int | None = None
    best_low: bool | None = None
    """The lowest number is the best answer."""


def stated_scale(name: str) -> Scale:
    """The scale that a column's name states: “(1 = very satisfied, 5 = very dissatisfied)”."""
    plain = _NUMBER_OF_QUESTION.sub("", without_no_answer(words_and_marks(name)))
    low = high = None
    for pattern in _STATED:
        if match := pattern.search(plain):
            high = int(match["high"])
            low = int(match["low"]) if "low" in match.groupdict() else 1
            break
    return Scale(low, high, _best_end(plain))


def begins_at_one(name: str) -> bool:
    """Whether a name says itself that its scale begins at 1: “(1-10)”, not “out of 10”."""
    plain = _NUMBER_OF_QUESTION.sub("", without_no_answer(words_and_marks(name)))
    stated = next((match for each in _STATED if (match := each.search(plain))), None)
    return stated is not None and stated.groupdict().get("low") == "1"


def _best_end(plain: str) -> bool | None:
    """Whether the labels in a name put the best answer at the lowest number."""
    lows, highs = label_ends(plain)
    if not (lows and highs):
        lows, highs = label_ends(plain, only_marked=True)
    if len(lows) > 1 or len(highs) > 1 or (lows and highs and lows == highs):
        return None
    if lows:
        return lows.pop()
    return not highs.pop() if highs else None


def label_ends(plain: str, *, only_marked: bool = False) -> tuple[set[bool], set[bool]]:
    """Whether the labels of a scale's lowest and highest numbers in `words_and_marks` are good:
    one of each where they agree with themselves. ``only_marked`` leaves out those that a question
    which begins with its number may have by chance."""
    ends: dict[int, bool] = {}
    for number, label in end_labels(plain, only_marked=only_marked):
        good = is_good(label)
        if good is not None:
            ends.setdefault(number, good)
    lows = {good for number, good in ends.items() if number in (0, 1)}
    highs = {good for number, good in ends.items() if number in _ENDS}
    return lows, highs


def end_labels(plain: str, *, only_marked: bool = False) -> list[tuple[int, str]]:
    """The numbers that a scale begins or ends with in `words_and_marks`, each with its label."""
    labelled = [
        (int(each[1]), each[2])
        for each in _LABEL.finditer(plain)
        if not only_marked or _MARKED.match(plain, each.start())
    ]
    labelled += [(int(each[2]), each[1]) for each in _LABEL_FIRST.finditer(plain)]
    return [(number, label) for number, label in labelled if number in (0, 1, *_ENDS)]


def has_unread_ends(name: str) -> bool:
    """Whether a name says in words what both ends of its scale are, or “1 = …” what one is, in none
    that can be read."""
    plain = without_no_answer(words_and_marks(name))
    ends = {int(each[1]): each[2] for each in _TOLD_END.finditer(plain)}
    both = ends.keys() & {0, 1} and ends.keys() & set(_ENDS)
    one = {int(each[1]) for each in _ONE_END.finditer(plain)}
    return bool(both or one & {0, 1, *_ENDS}) and _best_end(plain) is None


def is_good(label: str) -> bool | None:
    """Whether a scale's label names its good end; None where it names neither."""
    label_words = name_words(label)
    if _BAD.search(label_words):
        return False
    return True if _GOOD.search(label_words) else None


def best_end_of_cells(cells: Iterable[str]) -> bool | None:
    """Whether answers such as “1 - Very satisfied” or “Very satisfied (1)” put the best at the lowest number."""
    lows: set[bool] = set()
    for cell in set(cells):
        match = _NUMBERED.fullmatch(cell[:80]) or _NUMBERED_LAST.fullmatch(cell[:80])
        if match is None or int(match["number"]) == 3:
            continue
        score = satisfaction(match["label"])
        good = score > 3 if score is not None and score != 3 else is_good(match["label"])
        if score == 3 or good is None:
            continue
        lows.add(good is (int(match["number"]) < 3))
    return lows.pop() if len(lows) == 1 else None


def label_of(cell: str) -> str:
    """What an answer such as “1 : Very satisfied” says beside its number; all of another."""
    match = _NUMBERED.fullmatch(cell[:80])
    return cell if match is None else match["label"]


def is_grade(name: str) -> bool:
    """Whether a column's name speaks of grades, of which some countries' best is 1; a French note
    is one out of five or ten, and the most is best."""
    spoken = name_words(name)
    return bool(_GRADE.search(spoken)) and not _FRENCH_NOTE.search(spoken)


def words_and_marks(name: str) -> str:
    """A name in lower case without accents, its numbers and marks as they are."""
    return "".join(
        sign
        for sign in unicodedata.normalize("NFKD", name[:400].casefold())
        if not unicodedata.combining(sign)
    )
