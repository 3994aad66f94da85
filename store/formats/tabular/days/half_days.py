"""Which half of the day a time of twelve hours is of: “10:15 PM”, “10:15 nachm.”, “午後10:15”."""

from __future__ import annotations

import re

_LETTERS_BEHIND = r"(?![^\W\d_])"
_MORNING = rf"a\.?\s?m\.?{_LETTERS_BEHIND}|vorm(?:\.|ittags)?|fm|ap\.|dop\.|de\.|öö|π\.?\s?μ\.?|午前|上午|早上|凌晨|오전"
_AFTERNOON = rf"p\.?\s?m\.?{_LETTERS_BEHIND}|nachm(?:\.|ittags)?|em|ip\.|odp\.|du\.|ös|μ\.?\s?μ\.?|午後|下午|晚上|오후"
HALF = rf"(?:{_MORNING}|{_AFTERNOON})"
"""What says the half behind a time; in East Asia also before it."""
HALF_BEFORE = r"(?:午前|午後|上午|下午|早上|凌晨|晚上|오전|오후)"
_IS_AFTERNOON = re.compile(_AFTERNOON, re.IGNORECASE)
_NOON = 12


def hour_of_day(hour: int, half: str) -> int | None:
    """The hour of 24 that an hour of twelve is; None where there is no such hour."""
    if not 0 <= hour <= _NOON:
        return None
    return hour % _NOON + (_NOON if _IS_AFTERNOON.fullmatch(half) else 0)
