"""Servers that take summaries, and the command line with a review to tell of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from store.common.clock import SetClock
from store.domain.agenda import AgendaKind
from store.journal.seat import Seat
from store.reviews import reviews
from store.reviews.closing import close_review
from store.workspace.workspace import open_workspace
from tests.receivers import MailServer, Webhook, mail_server, webhook_server

if TYPE_CHECKING:
    from tests.care_tui.conftest import Care

CANARY = "canary-5f1d93"
"""A password that nothing may ever say."""


@pytest.fixture
def hook() -> Iterator[Webhook]:
    """A webhook."""
    with webhook_server() as server:
        yield server


@pytest.fixture
def mail() -> Iterator[MailServer]:
    """A mail server, whose password is `CANARY`."""
    with mail_server(CANARY) as server:
        yield server


@pytest.fixture
def reviewed(care: Care) -> Care:
    """A team that closed the review of week 48."""
    care("pick", "connect", "Greet by @channel name", "--owner", "Dana", "--cycle", "2026-W48")
    workspace = open_workspace(str(care.workspace), SetClock(care_now(care)))
    seat = Seat(workspace, workspace.find_team().id)
    reviews.open_review(seat, AgendaKind.SHORT, "2026-W48")
    reviews.go_to_step(seat, 2)
    close_review(seat)
    workspace.close()
    return care


def care_now(care: Care) -> datetime:
    """The time that the command line goes by."""

    return datetime.fromisoformat(care.now).replace(tzinfo=UTC)


@pytest.fixture
def configure(care: Care) -> Callable[..., None]:
    """Writes the settings, readable by their owner alone unless ``mode`` says otherwise."""

    def write(text: str, mode: int = 0o600) -> None:
        path = care.folder / "config" / "care" / "config.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(mode)

    return write
