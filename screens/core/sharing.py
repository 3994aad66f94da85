"""What the screens know of sending a summary: places by name, and how to ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from store.common.dataclass import dataclass

if TYPE_CHECKING:
    from store.reports.shared_summary import SharedSummary


@dataclass(frozen=True, slots=True)
class Place:
    """Where a summary may be sent, and whether this review's was. Its URL is not here."""

    name: str
    scheme: str
    sent_at: datetime | None = None
    arrived: bool = True
    """False where nobody knows how the last sending ended."""

    @property
    def label(self) -> str:
        """Its name and what kind of place it is."""
        return f"{self.name} ({self.scheme})"

    @property
    def history(self) -> str:
        """What is known of the last sending, in a sentence; empty where there was none."""
        if self.sent_at is None:
            return ""
        moment = f"{self.sent_at.astimezone():%-d %b %Y, %H:%M}"
        if self.arrived:
            return f"The summary was sent to {self.label} on {moment}."
        return f"The summary was on its way to {self.label} on {moment}. Whether it arrived is unknown."


class Sharing(Protocol):
    """Sends summaries. All are called in a thread, and raise Refused."""

    @property
    def advice(self) -> str:
        """What to do where there is no place to send to, in a sentence."""

    def places(self, review: str) -> Sequence[Place]:
        """Each place, and when this review's summary was sent there."""

    def send(self, summary: SharedSummary, name: str, *, again: bool = False) -> Place:
        """Send it to the place called ``name``; ``again``: though it was sent there before."""
