"""Servers that take summaries, and the command line with a review to tell of."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from store.common.clock import SetClock
from store.domain.agenda import AgendaKind
from store.journal.seat import Seat
from store.reviews import reviews
from store.reviews.closing import close_review
from store.workspace.workspace import open_workspace
from tests import warm
from tests.receivers import MailServer, Webhook, mail_server, webhook_server

if TYPE_CHECKING:
    from tests.care_tui.conftest import Care

CANARY = "canary-5f1d93"
"""A password that nothing may ever say."""


class SentHere:
    """Starts what sends, in place of `subprocess`, where its own start is not looked at: that is in
    `tests/care_tui/host/test_sharing.py`."""

    PIPE, DEVNULL = subprocess.PIPE, subprocess.DEVNULL
    TimeoutExpired = subprocess.TimeoutExpired

    @staticmethod
    def run(words: list[str], *, input: bytes, timeout: float, **_: Any) -> Any:
        return warm.run(words, os.environ, said=input.decode(), timeout=timeout)


@pytest.fixture(autouse=True)
def sent_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("care_tui.sharing.sharing.subprocess", SentHere)


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
