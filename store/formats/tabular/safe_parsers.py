"""TOML and JSON out of files that may be made to be hard: bounded time and memory.

A file's size is bounded already; here what a few of its bytes can cost is. Python's TOML reader
takes the square of a dotted key's parts, and for a table or list of its own up to a hundred times
the two bytes that open it; of short values either reader makes twelve times their size.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

KEY_PARTS = 32
"""The most parts of a dotted key that are read."""
HEADING_PARTS = 3
"""The most parts of a heading that care writes."""
MOST_TABLES = 200_000
"""The most lists and tables that are read in TOML, but for those under a heading like another's."""
LONGEST_WORD = 1_000
"""The most characters of a number or a bare key; TOML's reader takes fifty bytes for each."""
MOST_OF_JSON = {",": ("values", 2_500_000), "[{": ("lists and tables", 1_000_000)}
MOST_OF_TOML = {
    ",=": ("values", 2_500_000),
    "[{": ("lists and tables", 1_000_000),
    "\n": ("lines", 4_000_000),
    '"': ("quotation marks", 4_000_000),
    "\\": ("backslashes", 2_000_000),
}
"""What makes a file dear, counted in texts too, and the most of it that is read.

A workspace of 50 MB has 2,000,000 values and 2,600,000 lines in TOML, 1,400,000 values in JSON.
"""

_STRING = r'"(?:[^"\\\n]++|\\.)*+"'
_PART = rf"(?:[\w-]++|{_STRING}|'[^'\n]*+')"
_DEAR_OR_TEXT = re.compile(
    rf"(?P<key>(?<![\w. \t-])[ \t]*+(?:{_PART}[ \t]*+\.[ \t]*+){{{KEY_PARTS}}})"
    rf"|(?P<dotted>(?:^|(?<=[{{,]))[ \t]*+(?:{_PART}[ \t]*+\.[ \t]*+)++)(?={_PART}[ \t]*+=)"
    rf"|(?P<word>[\w+-]{{{LONGEST_WORD + 1}}})"
    r"|(?P<heading>^[ \t]*+\[\[?+)"
    r"|(?P<opened>[\[{])"
    r'|"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+"{3,5}'
    r"|'''(?:[^']++|'{1,2}+(?!'))*+'{3,5}"
    rf"|{_STRING}|'[^'\n]*+'|#[^\n]*+",
    re.DOTALL | re.MULTILINE,
)


class TooHard(ValueError):
    """A text that is not read because of what it would cost; its words say why, after a name."""


def read_toml(text: str) -> dict[str, Any]:
    """What the TOML ``text`` says. Raises TooHard where that would cost too much, ValueError
    where it is none."""
    _check_counts(text, MOST_OF_TOML)
    _check_tables(text)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise TooHard("it has too many lists in lists") from None


def read_json(text: str) -> Any:
    """What the JSON ``text`` says. Raises TooHard where that would cost too much, ValueError
    where it is none."""
    _check_counts(text, MOST_OF_JSON)
    try:
        return json.loads(text)
    except RecursionError:
        raise TooHard("it has too many lists in lists") from None


def _check_counts(text: str, most_of: dict[str, tuple[str, int]]) -> None:
    for signs, (what, most) in most_of.items():
        _check_count(sum(map(text.count, signs)), what, most)


def _check_count(count: int, what: str, most: int) -> None:
    if count > most:
        raise TooHard(f"it has {count:,} {what}, and at most {most:,} are read")


def _check_tables(text: str) -> None:
    """A heading that stands again, as over each row of a kind, makes only the row's own table."""
    headings: set[str] = set()
    tables = 0
    for match in _DEAR_OR_TEXT.finditer(text):
        kind = match.lastgroup
        if kind == "key":
            raise TooHard(f"it has a key of more than {KEY_PARTS} parts")
        if kind == "word":
            raise TooHard(f"it has a number or a key of more than {LONGEST_WORD:,} characters")
        if kind == "heading":
            end = text.find("\n", match.end())
            heading = text[match.end() : end if end >= 0 else None]
            parts = heading.count(".") + 1
            if parts > HEADING_PARTS or heading not in headings:
                headings.add(heading)
                tables += parts
        elif kind == "dotted":
            tables += match[kind].count(".")
        elif kind == "opened":
            tables += 1
        else:
            continue
        if tables > MOST_TABLES:
            raise TooHard(f"it has more than {MOST_TABLES:,} different lists and tables")
