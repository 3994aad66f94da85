"""The id of a thing that another program calls by an id of its own."""

from __future__ import annotations

import hashlib

from store.common.text_input import required_text
from store.workspace.workspace import id_of_bits

LIMIT = 200


def id_for(team_id: str, noun: str, external_id: str) -> str:
    """The id in the team of what another program calls ``external_id``: always the same one.

    ``noun`` keeps things of different kinds apart. Raises Refused for an empty or overlong id.
    """
    key = required_text(external_id, "An external id", "external_id", LIMIT)
    digest = hashlib.sha256(f"{team_id}\n{noun}\n{key}".encode()).digest()
    return id_of_bits(int.from_bytes(digest[:8]) >> 4)
