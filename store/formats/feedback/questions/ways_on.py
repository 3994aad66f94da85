"""The lines that take a column: as a measure there is, or as one of the team's own made for it."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from enum import Enum, auto

from store.common.dataclass import dataclass
from store.domain.statistics.measures import MEASURES
from store.formats.feedback.scales import is_grade, stated_scale
from store.formats.tabular.names import name_words

_KEY = 30
"""The most characters of a key that is made out of a column's name."""
_BAD = re.compile(
    r"\babandon|\btransfer|\bescalat|\bcomplain|\blate\b|\boverdue|\bfail|\brefund|\breturned|\bmissed|\bno show|\bdefect|\bbroken|"
    r"\bverpasst|\babgebrochen|\bweitergeleitet|\bbeschwerde|\bperdid|\bqueja|\bperdu"
)
"""Names of what is better where it happens less."""
_WORST_GRADE = 6
"""How far grades go of which 1 may be the best."""
_TOP, _MOST_STEPS = 5, 4
"""Where a rating ends, and how many of its steps must have been answered to speak for it."""
_SEVEN, _TEN = 7, 10
"""Scales that go further than five: numbers up to 8 or 9 are of one that goes to ten."""
_SMALL = re.compile(
    r"a|an|and|as|at|by|for|from|in|of|on|or|our|the|this|to|with|your|"
    r"am|auf|aus|bei|beim|das|dem|den|der|des|die|ein|eine|einem|einen|einer|fur|im|mit|uber|und|unser|unsere|unserem|unseren|unserer|vom|von|zu|zum|zur|"
    r"au|aux|avec|chez|de|du|en|et|la|le|les|notre|par|pour|sur|un|une|"
    r"al|con|del|el|las|los|nuestra|nuestro|o|por|para|su|sus|una|y|"
    r"ao|com|da|do|dos|e|na|nas|no|nos|nossa|nosso|os|pela|pelo|seu|sua|um|uma|"
    r"agli|alla|dal|dalla|dei|della|delle|di|gli|i|il|lo|nel|nella|nostra|nostro|per|sul|sulla|"
    r"aan|bij|een|het|met|naar|om|ons|onze|op|te|uit|van|voor|"
    r"dla|nasz|nasza|od|po|w|z|za|af|av|fra|hos|med|og|och|pa|til|till|var"
)
"""Words that a key does not end with: it would be cut in the middle of a name."""
_ASCII = str.maketrans("łøđßæœ", "lodsao")


MEANS = {
    "ces-ease": "7 is very easy",
    "ces-ease-5": "5 is very easy",
    "ces-effort": "7 is much effort",
    "ces-effort-5": "5 is much effort",
}
"""What the highest number says to each question for an effort."""


class Way(Enum):
    """How a person goes on with a column that is not taken."""

    AS_NUMBERS = auto()
    """Its answers are words: the survey may export their numbers."""
    OF_CUSTOMERS = auto()
    """It names groups of customers: their own numbers are to be exported."""
    SINGLE = auto()
    """It holds shares: the single answers are to be exported."""
    SHORT_SCALE = auto()
    """Its numbers never reach the 5 of CSAT: the scale may end there, or not."""
    THUMBS = auto()
    OWN_SCORE = auto()
    """A score of the team's own can hold it."""
    OWN_RATE = auto()
    """A yes or no of the team's own can hold it."""
    AS_WORDS = auto()
    """It holds words that can go with another column's answers."""
    OF_OTHERS = auto()
    """It is of other people than customers."""


@dataclass(frozen=True, slots=True)
class WayOn:
    """How a person goes on with a column, and how far its numbers go."""

    way: Way
    high: float = 5
    best_low: bool | None = None
    """Whether the lowest number is the best, where something says it."""

    def sentence(self, column: str) -> str:
        """The way on, as sentences; empty where the reason before says it itself."""
        match self.way:
            case Way.AS_NUMBERS:
                return "Export the answers as numbers, if the survey can, or write numbers in their place in the file."
            case Way.OF_CUSTOMERS:
                return "Export the numbers that customers gave."
            case Way.SINGLE:
                return (
                    "Export the single answers. If each row is one customer's percentage, a measure"
                    f" of your own can hold it. For example: {own_score(column, 100)}."
                )
            case Way.SHORT_SCALE:
                return short_scale(column, self.high)
            case Way.THUMBS:
                return f"{thumbs_line(column)}."
            case Way.OWN_SCORE:
                return f"For example: {own_score(column, self.high, self.best_low)}."
            case Way.OWN_RATE:
                return f"For example: {own_rate(column)}."
            case Way.AS_WORDS | Way.OF_OTHERS:
                return ""


def column_line(column: str, measure: str) -> str:
    """The option that takes a column as a measure."""
    return f'--column "{column}={measure}"'


def short_scale(column: str, high: float) -> str:
    """How a column is taken whose numbers never reach the 5 of CSAT, as sentences: only a person
    knows whether its scale does."""
    return (
        f"If it is a rating up to 5, say {column_line(column, 'csat')}. If its scale ends at"
        f" {high:g}, a measure of your own can hold it: {own_score(column, high)}."
    )


def skipped_answers(column: str, measure: str) -> str:
    """The options that take a column and leave out the answers that are none of the measure's."""
    return f"{column_line(column, measure)} --unread skip"


def skipped_code(column: str) -> str:
    """The options that take a rating of 1 to 5 and leave out a number that is off it."""
    return skipped_answers(column, "csat")


def code_beyond_five(numbers: Collection[float]) -> int | None:
    """The 8 or 9 that surveys keep for no answer, where it stands alone beyond a scale of five."""
    beyond = {number for number in numbers if number > _TOP}
    steps = {number for number in numbers if 1 <= number <= _TOP}
    return int(beyond.pop()) if beyond in ({8}, {9}) and len(steps) >= _MOST_STEPS else None


def likely_end(name: str, highest: float) -> float:
    """How far the scale of a column goes of which ``highest`` was seen: as its name says, else so
    far, or to ten where it goes beyond seven."""
    told = stated_scale(name).high
    return told or (highest if highest <= _SEVEN else _TEN)


def own_score(column: str, high: float, best_low: bool | None = None) -> str:
    """The two lines that make a score of the team's own for a column whose numbers go to ``high``,
    and take it; of grades to 6 both, unless the name or ``best_low`` says which end is best."""
    up = _own(column, f"score --better up --threshold {_good_from(high)}")
    best_low = stated_scale(column).best_low if best_low is None else best_low
    grades = is_grade(column) and high <= _WORST_GRADE
    if best_low is False or not (grades or best_low):
        return up
    good_to = 3 if grades or high == _WORST_GRADE else high + 1 - int(_good_from(high))
    down = _own(column, f"score --better down --threshold {good_to:g}")
    if best_low:
        return down
    return f"{down} where 1 is the best, or {up} where {high:g} is"


def own_rate(column: str) -> str:
    """The two lines that make a yes or no of the team's own for a column, and take it."""
    better = "down" if _BAD.search(name_words(column)) else "up"
    return _own(column, f"rate --better {better}")


_LONG_WAITS = (
    (re.compile(r"\b(m|min|mins|minutes?|minuten|minutos|minuti|minut)\b"), 1),
    (re.compile(r"\b(h|hrs?|hours?|stunden|horas|heures|ore|uren|godzin\w*)\b"), 24),
    (re.compile(r"\b(days?|tagen?|dias|jours|giorni|dagen|dni)\b"), 2),
)
"""Units in a column's name, and from how many of them on a wait is long."""


def own_wait(column: str) -> str:
    """The two lines that take the share of long waits from a column of how long each was, which is to
    go down: from a minute, a day, or two days on, in its unit."""
    spoken = name_words(column)
    longest = next((most for unit, most in _LONG_WAITS if unit.search(spoken)), 60)
    return _own(column, f"score --better down --threshold {longest}")


def thumbs_line(column: str) -> str:
    """How a column of 1 and -1 is taken: as the yes and no that they mean."""
    return (
        "Write yes and no in their place, and take them by a measure of your own. For example:"
        f" {own_rate(column)}"
    )


def _own(column: str, kind: str) -> str:
    key = key_of(column)
    return f"care measure add {key} --kind {kind}, then {column_line(column, key)}"


_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def key_of(column: str) -> str:
    """A key for a measure of the team's own, out of a column's name without what it says of the
    scale: “(1 = very good)” would be taken for what the measure counts."""
    column = _IN_BRACKETS.sub(" ", column).strip() or column
    plain = re.sub(r"[^a-z ]", "", name_words(column).translate(_ASCII)).split()
    kept = plain[:3]
    while len(kept) > 1 and _SMALL.fullmatch(kept[-1]):
        kept.pop()
    key = "-".join(kept)[:_KEY].strip("-")
    if not key:
        return "own-score"
    return f"{key}-own" if key in {each.key for each in MEASURES} else key


def _good_from(high: float) -> str:
    """A threshold to begin with: about four fifths of a scale, its upper half where it has four steps."""
    return f"{math.ceil(high * 0.8 - 0.001) if high != 4 else 3}"
