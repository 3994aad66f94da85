"""TOML and JSON out of files that may be made to be hard: bounded time and memory.

A file's size is bounded already; here what a few of its bytes can cost is. Python's TOML reader
takes the square of a dotted key's parts, and an empty list takes thirty times its two brackets.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

KEY_PARTS = 32
"""The most parts of a dotted key that are read; care writes three."""
BRACKETS = 2_000_000
"""The most lists and tables that are read, counted with the brackets in texts."""

_STRING = r'"(?:[^"\\\n]++|\\.)*+"'
_PART = rf"(?:[\w-]++|{_STRING}|'[^'\n]*+')"
_LONG_KEY_OR_TEXT = re.compile(
    rf"(?P<key>(?<![\w.-])(?:{_PART}[ \t]*+\.[ \t]*+){{{KEY_PARTS}}})"
    r'|"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+"{3,5}'
    r"|'''(?:[^']++|'{1,2}+(?!'))*+'{3,5}"
    rf"|{_STRING}|'[^'\n]*+'|#[^\n]*+",
    re.DOTALL,
)


def read_toml(text: str) -> dict[str, Any]:
    """What the TOML ``text`` says. Raises ValueError where it is none, or too hard."""
    _check_brackets(text)
    for found in _LONG_KEY_OR_TEXT.finditer(text):
        if found["key"]:
            raise ValueError("a key has too many parts")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("too many lists in lists") from None


def read_json(text: str) -> Any:
    """What the JSON ``text`` says. Raises ValueError where it is none, or too hard."""
    _check_brackets(text)
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("too many lists in lists") from None


def _check_brackets(text: str) -> None:
    if text.count("[") + text.count("{") > BRACKETS:
        raise ValueError("too many lists and tables")
