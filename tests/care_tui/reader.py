"""A person at a terminal, who types and waits for what they should read."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.care_tui.host.conftest import Client

PATIENCE = 30.0
"""Seconds until what is waited for counts as never coming."""


class Reader:
    """Somebody at a terminal of their own."""

    def __init__(self, name: str, client: Client) -> None:
        self.name = name
        self.client = client

    @property
    def text(self) -> str:
        """What stands on the screen, its lines joined and its borders left out."""
        return " ".join(re.sub(r"[│┃╭╮╰╯─]", " ", self.client.shown).split())

    def reads(self, *texts: str) -> None:
        """Wait until all of these are on the screen."""
        end = time.monotonic() + PATIENCE
        shown = self.text
        while missing := [text for text in texts if text not in shown]:
            assert time.monotonic() < end, (
                f"{self.name} does not read {missing}:\n{self.client.shown}"
            )
            seen = len(self.client.bytes)
            self.client.pump()
            if len(self.client.bytes) > seen:
                shown = self.text

    def types(self, keys: str, *then: str) -> None:
        """Type, and wait until all of ``then`` are on the screen."""
        self.client.type(keys)
        self.reads(*then)
