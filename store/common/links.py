"""A web address that a person keeps with something: an issue, a page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from store.common.errors import WrongValue
from store.common.text import clean

LONGEST = 2000
"""Characters of the longest address."""
_ADDRESS = re.compile(r"https?://[^\s\"<>\\\\^`{|}]+", re.IGNORECASE)


def web_link(text: str, field: str = "link") -> str:
    """The cleaned address; empty for an empty one. Raises WrongValue for ``field`` where it is not
    one of http or https, has a name or password in it, or is too long."""
    address = clean(text).text
    if not address:
        return ""
    if len(address) > LONGEST:
        raise WrongValue(f"A link may have at most {LONGEST:,} characters.", field=field)
    if _ADDRESS.fullmatch(address) is None or not host_of(address):
        raise WrongValue(
            "A link is a web address such as https://example.org/issues/12.", field=field
        )
    if "@" in urlsplit(address).netloc:
        raise WrongValue("A link must not have a name or password before its host.", field=field)
    return address


def host_of(address: str) -> str:
    """The host that an address leads to, as browsers look it up: other letters than ASCII as they
    are written for it, since they may look like another host. Empty where it cannot be read."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port is not None else ""
        return f"{host.encode('idna').decode()}{port}" if host else ""
    except (ValueError, UnicodeError):
        return ""
