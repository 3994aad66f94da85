"""Guests send only to where the host said, and never see its URL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.domain.agenda import AgendaKind
from store.reviews import reviews
from store.reviews.closing import close_review
from tests.receivers import webhook_server

if TYPE_CHECKING:
    from tests.care_tui.host.conftest import Hosted

CANARY = "canary-77ab02"


def settings(host: Hosted, text: str) -> None:
    path = host.server.folder / "config" / "care" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    path.chmod(0o600)


def test_a_guest_sends_to_the_host_s_place(alone: Hosted) -> None:
    reviews.open_review(alone.room, AgendaKind.SHORT)
    reviews.go_to_step(alone.room, 2)
    close_review(alone.room)
    with webhook_server() as hook:
        url = hook.url(CANARY)
        settings(
            alone,
            f'[share]\nmine = "{url}"\n\n[host.share]\nchat = "{url}"\nlog = "syslog://{CANARY}"\n',
        )
        alone.server.start()
        log = alone.server.log.read_text()
        assert "Members may send summaries to: chat (json)" in log
        assert "“log” in [host.share] is syslog://" in log
        client = alone.ssh(key=alone.key(member="Dana"), size=(120, 36))
        client.wait_for("Momentum")
        client.type("5")
        client.wait_for("S Send")
        client.type("S")
        client.wait_for("Send the summary to chat (json)?")
        client.type("y")
        client.wait_for("Sent to chat (json).")
        assert len(hook.came) == 1
        client.type("q")
        client.ended()
    assert CANARY not in client.bytes.decode("utf-8", "replace") + alone.server.log.read_text()
    hosted = alone.server.folder / "state" / "care" / "hosted"
    assert len(list((hosted / "sent").iterdir())) == 1
    for path in alone.server.folder.rglob("*"):
        if path.is_file() and path.name != "config.toml":
            assert CANARY.encode() not in path.read_bytes()
