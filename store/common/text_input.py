"""What a person typed into a field, checked: it must be there, and not be too long."""

from __future__ import annotations

from store.common.errors import WrongValue
from store.common.text import clean, is_visible

LIMIT = 10_000
"""The most characters a text may have unless its field says otherwise."""


def required_text(
    text: str, label: str, field: str, limit: int = LIMIT, multiline: bool = False
) -> str:
    """The cleaned ``text``, which must have something to see and at most ``limit`` characters.

    ``label`` starts the sentence of a refusal: "A touchpoint", "The reason".
    Raises Refused for ``field``.
    """
    cleaned = clean(text, multiline=multiline)
    if not is_visible(cleaned.text):
        if cleaned.removed or cleaned.text:
            raise WrongValue(f"{label} needs text that can be seen. This has none.", field=field)
        raise WrongValue(f"{label} can't be empty.", field=field)
    return within_limit(cleaned.text, label, field, limit)


def within_limit(text: str, label: str, field: str, limit: int = LIMIT) -> str:
    """``text`` if it has at most ``limit`` characters, else Refused for ``field``."""
    if len(text) > limit:
        raise WrongValue(
            f"{label} may have at most {limit:,} characters. This has {len(text):,}.", field=field
        )
    return text
