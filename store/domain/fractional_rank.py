"""Ranks for things people put in order: strings that sort as plain ASCII.

A rank is a fraction between 0 and 1 written in base 62 without trailing zeros, after a
prefix that counts whole steps. Adding at either end grows the prefix, so long columns
keep short ranks; between any two ranks there is always room for another, so nothing
else ever has to be renumbered. (Fractional indexing, after D. Greenspan, 2017.)
"""

from __future__ import annotations

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_LEAST, _MOST = _DIGITS[0], _DIGITS[-1]
_FIRST = "a0"


def between(before: str | None, after: str | None) -> str:
    """A rank that sorts after ``before`` and ahead of ``after``; None is the open end.

    Raises ValueError when the two are not in order, or one is not a rank.
    """
    for rank in (before, after):
        if rank is not None:
            _check(rank)
    if before is not None and after is not None and before >= after:
        raise ValueError(f"{before!r} does not sort ahead of {after!r}")
    if before is None and after is None:
        return _FIRST
    if before is None:
        assert after is not None
        return _ahead_of(after)
    if after is None:
        return _behind(before)
    return _amid(before, after)


def spread(count: int, before: str | None, after: str | None) -> list[str]:
    """``count`` ranks in order between ``before`` and ``after``, evenly laid out."""
    if count <= 0:
        return []
    if after is None or before is None:
        return _run(count, before, after)
    middle = between(before, after)
    left = count // 2
    return [
        *spread(left, before, middle),
        middle,
        *spread(count - left - 1, middle, after),
    ]


def _run(count: int, before: str | None, after: str | None) -> list[str]:
    ranks: list[str] = []
    for _ in range(count):
        if after is None:
            before = between(before, None)
            ranks.append(before)
        else:
            after = between(None, after)
            ranks.append(after)
    return sorted(ranks)


def is_rank(text: str) -> bool:
    """Whether ``text`` is a rank, with room left ahead of it and behind it."""
    try:
        _check(text)
        whole = text[: _width(text)]
        _previous_whole(whole)
        _next_whole(whole)
    except ValueError:
        return False
    return True


def _check(rank: str) -> None:
    whole = rank[: _width(rank)]
    fraction = rank[len(whole) :]
    known = all(digit in _DIGITS for digit in rank)
    if not known or len(whole) < _width(rank) or fraction.endswith(_LEAST):
        raise ValueError(f"{rank!r} is not a rank")


def _width(rank: str) -> int:
    """How many characters the whole part has; its first one says so.

    ``a`` to ``z`` begin 2 to 27 characters counting up from the middle, ``Z`` to ``A``
    as many counting down.
    """
    head = rank[:1]
    if "a" <= head <= "z":
        return ord(head) - ord("a") + 2
    if "A" <= head <= "Z":
        return ord("Z") - ord(head) + 2
    raise ValueError(f"{rank!r} is not a rank")


def _amid(before: str, after: str) -> str:
    cut = _width(before)
    whole = before[:cut]
    if whole == after[: _width(after)]:
        return whole + _midpoint(before[cut:], after[cut:])
    step = _next_whole(whole)
    return step if step < after else whole + _midpoint(before[cut:], None)


def _behind(rank: str) -> str:
    return _next_whole(rank[: _width(rank)])


def _ahead_of(rank: str) -> str:
    whole = rank[: _width(rank)]
    return whole if whole < rank else _previous_whole(whole)


def _next_whole(whole: str) -> str:
    head, digits = whole[0], whole[1:]
    stem = digits.rstrip(_MOST)
    zeros = _LEAST * (len(digits) - len(stem))
    if stem:
        return head + stem[:-1] + _DIGITS[_DIGITS.index(stem[-1]) + 1] + zeros
    if head == "Z":
        return _FIRST
    if head == "z":
        raise ValueError("there is no room left behind this rank")
    longer = chr(ord(head) + 1)
    return longer + _LEAST * (_width(longer) - 1)


def _previous_whole(whole: str) -> str:
    head, digits = whole[0], whole[1:]
    stem = digits.rstrip(_LEAST)
    nines = _MOST * (len(digits) - len(stem))
    if stem:
        return head + stem[:-1] + _DIGITS[_DIGITS.index(stem[-1]) - 1] + nines
    if head == "a":
        return "Z" + _MOST
    if head == "A":
        raise ValueError("there is no room left ahead of this rank")
    shorter = chr(ord(head) - 1)
    return shorter + _MOST * (_width(shorter) - 1)


def _midpoint(low: str, high: str | None) -> str:
    """A fraction's digits strictly between two others'; ``high`` None is 1."""
    shared = 0
    if high is not None:
        while shared < len(high) and (low[shared : shared + 1] or _LEAST) == high[shared]:
            shared += 1
        if shared:
            return high[:shared] + _midpoint(low[shared:], high[shared:])
    floor = _DIGITS.index(low[0]) if low else 0
    ceiling = _DIGITS.index(high[0]) if high else len(_DIGITS)
    if ceiling - floor > 1:
        return _DIGITS[(floor + ceiling) // 2]
    if high and len(high) > 1:
        return high[0]
    return _DIGITS[floor] + _midpoint(low[1:], None)
