"""An answer of a file and one that the team has, as they are held side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import field
from datetime import date

from store.common.dataclass import dataclass
from store.domain.stages import Stage
from store.domain.statistics.measures import Measure
from store.evidence.answer_marks import NO_WORDS


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """One row of an import, ready to be kept."""

    day: date
    value: float | None
    key: str = ""
    """The id of the row, the case or the customer; empty where no column names it."""
    quote: str = ""
    source: str = ""
    line: int = 0
    words_read: bool = True
    """Whether a column of words was looked at."""
    earlier: tuple[str, ...] = ()
    """The fingerprints under which an earlier version may have kept the same answer."""
    dated: bool = True
    """Whether something said its day, which else is that of the import."""
    half_read: bool = False
    """Whether it is in a last line that nothing ended."""


@dataclass(frozen=True, slots=True)
class Group:
    """Answers to one measure in one stage."""

    stage: Stage
    measure: Measure
    rows: Sequence[NewEvidence]
    touchpoint: str | None = None
    column: str = ""
    """The column that holds the answers; empty where the rows add up to them."""
    id_column: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the answers of a file come from."""

    file: str
    tool: str = ""
    """What wrote the file, whose ids they are unless a recipe says otherwise."""
    recipe: str | None = None
    """The id of the recipe the file is read by."""
    columns: tuple[str, ...] = ()
    """The file's header."""
    question: str = ""
    """The only question that its rows answer, where a column says it."""
    also: tuple[str, ...] = ()
    """Whose else the ids may be: the tool's, where a recipe is used; recipes that would have
    fitted, where none is."""
    count_again: bool = False
    """Whether a person said that answers equal to another file's are others."""
    ids_again: bool = False
    """Whether that goes for ids of other files of the same recipe too."""

    @property
    def ids_of(self) -> str:
        """Whose ids the file's are."""
        return self.recipe or self.tool


@dataclass(slots=True)
class Marked:
    """A row of an import with the marks it is known by."""

    row: NewEvidence
    likeness: str
    words: str | None
    id_mark: str | None
    id_column: str | None
    answer_column: str
    """The mark of the column that holds the answers, with the question that the file tells."""
    column: str
    """The mark of that column alone."""
    fingerprint: str = ""
    """Filled in last for what has no id."""
    undated: str = ""
    """Its likeness where nothing had said its day before."""
    own: str = ""
    """Its fingerprint where this file's ids are its own."""
    also: tuple[str, ...] = ()
    """Its fingerprints where the ids are somebody else's after all."""


Source = tuple[str, str]
"""The id of the recipe by which an answer came, else the file that it came out of."""


@dataclass(slots=True)
class KeptAnswer:
    """An answer that the team has."""

    id: str
    fingerprint: str | None
    likeness: str | None
    words: str | None
    id_mark: str | None
    id_column: str | None
    answer_column: str | None
    stage: str
    day: date
    value: float | None
    quote: str
    erased: bool
    file: str | None
    recipe: str | None
    same_source: bool = False
    taken: bool = False
    """Whether an answer of the file was recognised as this one."""

    @property
    def source(self) -> Source:
        """By which recipe it came, else out of which file."""
        return (self.recipe, "") if self.recipe else ("", self.file or "")


@dataclass(slots=True)
class Matched:
    """What of one group is new, what came again changed, and what is there already."""

    new: list[Marked] = field(default_factory=list)
    changed: list[tuple[KeptAnswer, Marked]] = field(default_factory=list)
    same: int = 0
    named: list[tuple[KeptAnswer, Marked]] = field(default_factory=list)
    """Answers known by their values until now, which the file gives an id."""
    equal: Counter[str] = field(default_factory=Counter)
    """How many equal an answer of which other file, by nothing but their values."""
    elsewhere: Counter[str] = field(default_factory=Counter)
    """How many are there already in which other stage."""
    known: int = 0
    """Answers that are there already by their id."""
    redated: int = 0
    """Of those known by their id, how many are of another day now."""
    revalued: int = 0
    """Of those known by their id, how many have another value now."""
    missing: int = 0
    """Without ids: answers of the file's days that the same source brought and it has no more."""


_Kind = tuple[str, bool, str, str]
"""The stage, whether it is of another source, the columns of its id and of the answer."""


class Alike:
    """Kept answers of the same values, taken one by one, those of the same stage and source
    first."""

    def __init__(self) -> None:
        self._by_words: dict[str | None, dict[_Kind, list[KeptAnswer]]] = {}

    def add(self, kept: KeptAnswer) -> None:
        other = not kept.same_source
        kind = (kept.stage, other, kept.id_column or "", kept.answer_column or "")
        self._by_words.setdefault(kept.words, {}).setdefault(kind, []).append(kept)

    def take(
        self, stage: Stage, each: Marked, may_be: Callable[[KeptAnswer, Marked], bool]
    ) -> KeptAnswer | None:
        """An answer that ``each`` may be, with the same words, else one whose words are not
        known on either side."""
        words = list(self._by_words) if each.words is None else [each.words, None]
        for mark in words:
            kinds = self._by_words.get(mark, {})
            for kind in sorted(kinds, key=lambda kind: (kind[0] != stage.value, kind)):
                answers = kinds[kind]
                while answers and answers[-1].taken:
                    answers.pop()
                if not answers:
                    del kinds[kind]
                elif may_be(answers[-1], each):
                    kept = answers.pop()
                    kept.taken = True
                    return kept
        return None


def differs(kept: KeptAnswer, each: Marked) -> bool:
    """Whether an answer that came again says something else: words that are left out now, or
    were not looked for, take none away."""
    if kept.value != each.row.value:
        return True
    if each.row.dated and kept.likeness not in (None, each.likeness):
        return True
    return each.words not in (None, NO_WORDS) and each.words != kept.words


def says_the_same(kept: KeptAnswer, each: Marked) -> bool:
    """Whether an answer of the same id, which may be another survey's, says the same."""
    return kept.likeness == each.likeness if kept.erased else not differs(kept, each)


def began_as(row: NewEvidence, kept: KeptAnswer) -> bool:
    """Whether a line cut short may have read as ``kept`` and whole as ``row``."""
    if row.day != kept.day or row.value is None or kept.value is None:
        return False
    if kept.quote or row.value == kept.value:
        return row.value == kept.value and row.quote.startswith(kept.quote)
    return f"{row.value:g}".startswith(f"{kept.value:g}")
