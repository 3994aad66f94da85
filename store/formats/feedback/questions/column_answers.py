"""What a column's answers are, taken together: how many numbers, how many words, how far they go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from store.common.dataclass import dataclass
from store.formats.feedback.answers import NO_ANSWER_CODES
from store.formats.tabular.days.dates import quoted_cell
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.numbers import NumberStyle, read_score, settle_numbers

MOST = 0.9
"""The share of a column's answers that must be of one sort."""
_STEPS = 7
"""Different words that a scale has at most."""
_SLIPS = 2
"""Answers of another sort that a short column may have, up to a quarter of it."""
SAMPLE = 200
_AGAIN = 2
"""How often a word comes that may be a survey's own for no answer."""


@dataclass(frozen=True, slots=True)
class ColumnAnswers:
    """A column's answers without its blanks, each different one once."""

    count: int
    numbers: Counter[float]
    words: Counter[str]
    example: str
    cells: tuple[str, ...]
    """The different answers as they stand, a sample of them."""
    out_of: frozenset[float] = frozenset()
    """What answers say themselves that they are out of: “4/5”."""

    @property
    def numeric(self) -> int:
        return self.numbers.total()

    def within(self, low: float, high: float) -> int:
        """How many answers are whole numbers from ``low`` to ``high``."""
        return sum(
            times
            for value, times in self.numbers.items()
            if low <= value <= high and value == int(value)
        )

    def highest(self, most: float) -> float:
        """The highest number up to ``most``; ``most`` where there is none."""
        return max((value for value in self.numbers if value <= most), default=most)

    def are_mostly(self, fitting: int) -> bool:
        """Whether ``fitting`` answers are enough to tell the column's sort by."""
        others = self.count - fitting
        return others <= max((1 - MOST) * self.count, min(self.count // 4, _SLIPS))

    @property
    def are_a_scale(self) -> bool:
        """Whether the answers are numbers, or a few words that come again."""
        few = len(self.words) <= _STEPS and self.count > len(self.words)
        return bool(self.count) and (self.are_mostly(self.numeric) or few)

    @property
    def wording(self) -> str:
        """A cell that holds words, as a reason quotes it."""
        worded = (cell for cell in self.cells if read_score(cell) is None)
        return quoted_cell(next(worded, self.example))

    @property
    def span(self) -> str:
        return f"{min(self.numbers):g} to {max(self.numbers):g}"


def without_one_word(answers: ColumnAnswers) -> tuple[str, int, ColumnAnswers] | None:
    """The one word that comes again among numbers, how often it does, and the answers without it;
    None where there is no such word, or more than one."""
    if len(answers.words) != 1 or not answers.numbers:
        return None
    ((word, times),) = answers.words.items()
    spelled = [cell for cell in answers.cells if " ".join(cell.casefold().split()) == word]
    if times < _AGAIN or not spelled:
        return None
    cells = tuple(cell for cell in answers.cells if cell not in spelled)
    rest = replace(answers, count=answers.count - times, words=Counter(), cells=cells)
    return quoted_cell(spelled[0]), times, rest


def gather(cells: Iterable[str]) -> ColumnAnswers:
    """The answers of a column's cells."""
    kinds = Counter(cell for cell in cells if not is_blank(cell))
    style: NumberStyle = settle_numbers(kinds)
    numbers: Counter[float] = Counter()
    word_counts: Counter[str] = Counter()
    out_of: set[float] = set()
    for cell, times in kinds.items():
        score = read_score(cell, style)
        if score is None:
            word_counts[" ".join(cell.casefold().split())] += times
        else:
            numbers[score[0]] += times
            out_of |= set() if score[1] is None else {score[1]}
    example = quoted_cell(kinds.most_common(1)[0][0]) if kinds else ""
    return ColumnAnswers(
        kinds.total(), numbers, word_counts, example, tuple(kinds)[:SAMPLE], frozenset(out_of)
    )


def without_codes(answers: ColumnAnswers) -> ColumnAnswers:
    """The answers without codes for “no answer”, where no scale reaches as far as they go."""
    scaled = Counter({value: n for value, n in answers.numbers.items() if 0 <= value <= 10})
    coded = sum(n for value, n in answers.numbers.items() if value in NO_ANSWER_CODES)
    if not scaled or scaled.total() + coded < answers.numeric:
        return answers
    return replace(answers, count=answers.count - coded, numbers=scaled)
