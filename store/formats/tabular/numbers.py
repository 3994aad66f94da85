"""Numbers of a whole column: decimal commas, thousands marks, per cent, scores with words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from store.common.dataclass import dataclass
from store.formats.tabular.missing_values import is_blank

_GROUPED = re.compile(r"(?<=\d)[\s'’_](?=\d{3}(?!\d))")
"""A space or apostrophe between thousands."""
_PLAIN = re.compile(r"[+-]?(?:\d{1,18}(?:\.\d{0,24})?|\.\d{1,24})(?:e[+-]?\d{1,2})?", re.IGNORECASE)
_MARKS = re.compile(r"[.,]")
_LED = re.compile(
    r"([+-]?\d{1,3}(?:[.,]\d{1,3})?)\s*(?:[-–—=:.)(/|,]|\s)\s*(?=[^\d\s]).*", re.DOTALL
)
"""A score with its words: ``5 - Very satisfied``, ``10 (extremely likely)``, ``4 stars``."""
_OUT_OF = re.compile(
    r"(\d{1,3}(?:[.,]\d{1,3})?)\s*(?:/|\b(?:out of|of|von|sur|de|di|do|da|su|op|van(?: de)?|na|z|av|af)\b)\s*(\d{1,3})\D{0,12}"
)
_LABELLED = re.compile(
    r"(\D*[^\W\d]\D*)(?<![.,\d])(\d{1,2})(?:\s*/\s*(?:5|7|10))?(?![.,]?\d)([^\d%]*)", re.DOTALL
)
"""Words with a score behind them: ``Extremely likely - 10``, ``Very satisfied (5)``."""
_HIGHEST = 10
_MOST_LABELS = 40
"""Different answers up to which a column's may be a scale's steps with their words."""
_STARS = re.compile(r"([★⭐*]\ufe0f?)+([☆✩]\ufe0f?)*")
_NAMED = re.compile(r"(zero|one|two|three|four|five|six|seven|eight|nine|ten)(?:[ _-]stars?)?")
_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """Which mark parts the decimals in a column; the other one parts thousands."""

    decimal: str = "."
    labelled: bool = False
    """Each answer with words has one number of a scale among them: “Extremely likely - 10”."""

    @property
    def thousands(self) -> str:
        """The mark between thousands."""
        return "," if self.decimal == "." else "."


def settle_numbers(cells: Iterable[str]) -> NumberStyle:
    """The style a column's cells show: a mark that can't part thousands parts decimals.

    ``1,5`` decides for the comma, ``1,234`` and ``1.234`` alone decide nothing.
    """
    votes = {".": 0, ",": 0}
    kinds: set[str] = set()
    for cell in cells:
        mark = _decimal_mark(cell)
        if mark:
            votes[mark] += 1
        if len(kinds) <= _MOST_LABELS:
            kinds.add(cell)
    return NumberStyle("," if votes[","] > votes["."] else ".", _are_labelled(kinds))


def _are_labelled(kinds: set[str]) -> bool:
    """Whether every cell is a whole number up to ten, or words with one, each with its own."""
    numbers: dict[str, int] = {}
    if len(kinds) > _MOST_LABELS:
        return False
    for cell in kinds:
        if is_blank(cell) or read_score(cell) is not None:
            continue
        match = _LABELLED.fullmatch(cell) if len(cell) <= _LONGEST else None
        if match is None or int(match[2]) > _HIGHEST:
            return False
        label = f"{match[1]} {match[3]}".casefold()
        if numbers.setdefault(label, int(match[2])) != int(match[2]):
            return False
    return len(set(numbers.values())) == len(numbers) > 0


def _decimal_mark(cell: str) -> str | None:
    """The mark that must part decimals in this cell, None where there is none."""
    if len(cell) > _LONGEST:
        return None
    number = _bare(cell).rstrip("% ")
    marks: list[str] = _MARKS.findall(number)
    if not marks:
        return None
    last = marks[-1]
    other = "," if last == "." else "."
    whole, _, decimals = number.rpartition(last)
    if not decimals.isdigit():
        return None
    if marks.count(last) > 1:
        return other
    if other in marks:
        return last
    grouped = len(decimals) == 3 and len(whole.lstrip("+-")) <= 3 and whole.lstrip("+-0") != ""
    return None if grouped else last


def read_number(cell: str, style: NumberStyle | None = None) -> float | None:
    """The number a cell holds, per cent as a fraction (``85%`` is 0.85); None if it holds none.

    A mark of thousands that cannot part any, as that of ``9,0`` among ``8.5``, parts decimals.
    """
    if len(cell) > _LONGEST:
        return None
    style = style or NumberStyle()
    number = _bare(cell)
    percent = number.endswith("%")
    number = number.rstrip("% ")
    decimal = style.decimal
    if decimal not in number and _decimal_mark(cell) == style.thousands:
        decimal = style.thousands
    else:
        number = number.replace(style.thousands, "")
    number = number.replace(decimal, ".")
    if not _PLAIN.fullmatch(number):
        return None
    return float(number) / 100 if percent else float(number)


def read_score(cell: str, style: NumberStyle | None = None) -> tuple[float, float | None] | None:
    """A score and, where the cell says it, the highest possible one; None if it holds none.

    Reads plain numbers, ``4 out of 5``, ``FIVE``, stars, and scores that come with their words;
    those behind their words where the column's ``style`` says so.
    """
    number = read_number(cell, style)
    if number is not None:
        return number, None
    text = cell.strip()
    if len(text) > _LONGEST:
        return None
    if match := _OUT_OF.fullmatch(text.casefold()):
        return float(match[1].replace(",", ".")), float(match[2])
    if match := _NAMED.fullmatch(text.casefold()):
        return float(_NAMES.index(match[1])), None
    if _STARS.fullmatch(text):
        return float(sum(sign in "★⭐*" for sign in text)), None
    if match := _LED.fullmatch(text):
        return float(match[1].replace(",", ".")), None
    if style is not None and style.labelled and (match := _LABELLED.fullmatch(text)):
        return float(match[2]), None
    return None


def is_between(cell: str) -> bool:
    """Whether a cell holds a number that is no whole one."""
    score = read_score(cell)
    return score is not None and score[0] != int(score[0])


def read_id(cell: str) -> str:
    """An id as it is compared: ``2 553`` and ``2553`` are the same."""
    return _GROUPED.sub("", cell.strip())


def _bare(cell: str) -> str:
    return _GROUPED.sub("", cell.strip().replace("−", "-"))
