"""Column names as words, so that ``LikelyToRecommend`` and ``likely-to-recommend`` are one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LONGEST = 200
_SHORT = re.compile(r"\bdtm?\b")
"""What tools write for the day and the time."""
_GLUED = re.compile(
    r"\b(created?|creation|opened|closed?|closing|resolved|resolution|solved|updated?|modified|submit|submitted|submission|"
    r"response|answer|answered|survey|review|reviewed|rating|rated|feedback|completion|completed|end|start|due|order|purchase)"
    r"(date|time|datetime|at|on)\b"
)
_PARTS = re.compile(r"[\W_]+")


@lru_cache(maxsize=4_096)
def name_words(name: str) -> str:
    """The words of a column name in lower case without accents, parted by single spaces."""
    parted = _CAMEL.sub(" ", name[:_LONGEST])
    plain = "".join(
        character
        for character in unicodedata.normalize("NFKD", parted)
        if not unicodedata.combining(character)
    )
    return _PARTS.sub(" ", plain.casefold()).strip()


def day_words(name: str) -> str:
    """The words of a column's name, with those parted that tools write as one, and those written out
    that they cut: “resolutiondate”, “closed_dt”."""
    return _SHORT.sub("date", _GLUED.sub(r"\1 \2", name_words(name)))


def first_saying(texts: Iterable[str], pattern: re.Pattern[str]) -> str:
    """The first of the texts in whose words a pattern is found; empty where it is in none."""
    return next((text for text in texts if pattern.search(name_words(text))), "")


_FEWEST_PREFIXED, _MOST_PREFIXED = 3, 0.6
"""How many names, and which share of all, begin with the word that a tool puts before each."""


def without_prefix(names: list[str]) -> list[str]:
    """The words of names without the one that most of them begin with: the table's that a tool
    exports, as in “subscriptions.started_at” or “inc_opened_at”."""
    firsts = Counter(name.split(" ")[0] for name in names if " " in name)
    prefix, times = firsts.most_common(1)[0] if firsts else ("", 0)
    if times < max(_FEWEST_PREFIXED, _MOST_PREFIXED * len(names)):
        return names
    return [name.removeprefix(f"{prefix} ") for name in names]
