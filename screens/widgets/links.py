"""Web addresses in people's texts, as links that a terminal opens (OSC 8).

The text of a link is its whole address, so that its host is seen before it is opened. Only http and
https in plain ASCII are links: a name in other letters may look like another, one behind ``@`` is not
the host that is read first, and of an address that was cut nobody knows where it leads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ADDRESS = re.compile(r"(?<![A-Za-z0-9])https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:[/?#][!-~]*)?")
_NOT_IN_ONE = re.compile(r"[\"<>\\^`{|}]")
_LONGEST = 2000
_CLOSING = ".,;:!?'\")]*_"
_MAY_FOLLOW = frozenset(" \t\n.,;:!?'\"()[]<>{}|*_»«“”’‘–—")


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the addresses in ``text`` begin and end that may be links."""
    if "://" not in text:
        return
    for match in _ADDRESS.finditer(text):
        start, end = match.span()
        wrong = _NOT_IN_ONE.search(text, start, end)
        end = wrong.start() if wrong is not None else end
        if text.startswith(("…", "..."), end) or text.endswith("...", start, end):
            continue
        while text[end - 1] in _CLOSING and not _is_paired(text[start:end]):
            end -= 1
        is_whole = end == len(text) or text[end] in _MAY_FOLLOW
        if is_whole and end - start <= _LONGEST and text[start:end].rpartition("//")[2]:
            yield start, end


def _is_paired(address: str) -> bool:
    return address.endswith(")") and address.count("(") == address.count(")")
