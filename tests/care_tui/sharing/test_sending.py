"""Sending to real servers: once, within a time, and with the reason where nothing arrived."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from care_tui.sharing.sent import SentRecords
from care_tui.sharing.sharing import Sharing
from care_tui.sharing.targets import Target
from store.common.clock import SetClock
from store.common.errors import AlreadyThere, NotFound, Refused
from store.reports.shared_summary import SharedSummary
from tests.care_tui.sharing.conftest import CANARY
from tests.receivers import MailServer, Webhook, webhook_server

SUMMARY = SharedSummary(
    "review1", "2026-W48", "Acme: CARE review, Week 48", "Learned: <b> & “more”", False
)
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def sharing(folder: Path, *urls: str, hosted: bool = False, seconds: float = 30) -> Sharing:
    targets = [Target(f"place{number}", url) for number, url in enumerate(urls, 1)]
    return Sharing(
        targets, SentRecords(folder / "sent"), SetClock(NOW), "Name one.", hosted, seconds
    )


def test_the_summary_arrives_at_a_webhook_with_its_password(hook: Webhook, tmp_path: Path) -> None:
    place = sharing(tmp_path, hook.url(CANARY)).send(SUMMARY, "place1")
    (came,) = hook.came
    assert came["title"] == "Acme: CARE review, Week 48"
    assert came["message"] == "Learned: <b> & “more”"
    assert hook.heads[0]["Authorization"].startswith("Basic ")
    assert place.sent_at == NOW
    assert place.arrived


def test_a_web_address_that_no_service_has_takes_json(hook: Webhook, tmp_path: Path) -> None:
    sharing(tmp_path, hook.url(scheme="http")).send(SUMMARY, "place1")
    assert hook.came[0]["message"] == SUMMARY.body


@pytest.mark.parametrize(
    ("status", "told"),
    [*((status, "") for status in (301, 302, 303, 307, 308)), (307, "?redirect=yes")],
)
def test_a_webhook_sends_nothing_on_to_another_place(
    hook: Webhook, tmp_path: Path, status: int, told: str
) -> None:
    with webhook_server() as other:
        hook.status, hook.elsewhere = status, other.url(scheme="http")
        with pytest.raises(Refused, match=rf"other address.*it answered {status}\)") as refused:
            sharing(tmp_path, hook.url() + told).send(SUMMARY, "place1")
        assert other.came == []
        assert str(other.port) not in refused.value.message
    assert len(hook.came) == 1


def test_the_summary_arrives_by_mail(mail: MailServer, tmp_path: Path) -> None:
    sharing(tmp_path, mail.url(CANARY)).send(SUMMARY, "place1")
    (letter,) = mail.came
    assert letter["Subject"] == SUMMARY.title
    assert letter["To"] == "team@example.com"
    assert "more" in letter.as_string()


def test_a_wrong_mail_password_is_told_without_it(mail: MailServer, tmp_path: Path) -> None:
    mail.password = "another"
    with pytest.raises(Refused, match=r"password is not right \(it answered 535\)") as told:
        sharing(tmp_path, mail.url(CANARY)).send(SUMMARY, "place1")
    assert CANARY not in told.value.message
    assert mail.came == []


def test_nothing_is_sent_twice_unless_asked(hook: Webhook, tmp_path: Path) -> None:
    sender = sharing(tmp_path, hook.url(), hook.url())
    sender.send(SUMMARY, "place1")
    with pytest.raises(AlreadyThere, match="sent to place1"):
        sharing(tmp_path, hook.url()).send(SUMMARY, "place1")
    assert len(hook.came) == 1
    sender.send(SUMMARY, "place2")
    sender.send(SUMMARY, "place1", again=True)
    assert len(hook.came) == 3


def test_two_at_once_send_one(hook: Webhook, tmp_path: Path) -> None:
    hook.held = threading.Event()
    results: list[str] = []

    def send() -> None:
        try:
            sharing(tmp_path, hook.url()).send(SUMMARY, "place1")
            results.append("sent")
        except AlreadyThere:
            results.append("there")
            assert hook.held is not None
            hook.held.set()

    both = [threading.Thread(target=send) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(results) == ["sent", "there"]
    assert len(hook.came) == 1


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "token is not right"),
        (404, "nothing at its URL"),
        (500, "it answered 500"),
        (429, "minute"),
    ],
)
def test_what_a_webhook_refuses_is_told_and_can_be_sent_again(
    hook: Webhook, tmp_path: Path, status: int, words: str
) -> None:
    hook.status = status
    sender = sharing(tmp_path, hook.url(CANARY))
    with pytest.raises(Refused, match=words) as told:
        sender.send(SUMMARY, "place1")
    assert "place1 (json)" in told.value.message
    assert "can be sent again" in told.value.message
    assert CANARY not in told.value.message
    hook.status = 200
    assert sender.send(SUMMARY, "place1").arrived


def test_sending_again_in_vain_leaves_it_sent(hook: Webhook, tmp_path: Path) -> None:
    sender = sharing(tmp_path, hook.url())
    sender.send(SUMMARY, "place1")
    hook.status = 500
    with pytest.raises(Refused):
        sender.send(SUMMARY, "place1", again=True)
    assert sender.places("review1")[0].sent_at == NOW
    assert sender.places("review1")[0].arrived


def test_a_place_that_never_answers_is_given_up(hook: Webhook, tmp_path: Path) -> None:
    hook.held = threading.Event()
    sender = sharing(tmp_path, f"{hook.url(CANARY)}?rto=300", seconds=1)
    with pytest.raises(Refused, match="did not answer within 1 seconds"):
        sender.send(SUMMARY, "place1")
    assert sender.places("review1")[0].sent_at is None


def test_a_port_where_nothing_listens_is_told(hook: Webhook, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nothing answers at its address"):
        sharing(tmp_path, "json://127.0.0.1:1/hook").send(SUMMARY, "place1")


def test_a_url_that_apprise_does_not_know_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not one that Apprise knows") as told:
        sharing(tmp_path, f"nonsense://{CANARY}").send(SUMMARY, "place1")
    assert CANARY not in told.value.message


def test_a_guest_s_place_is_looked_at_again_before_sending(hook: Webhook, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Nothing was sent"):
        sharing(tmp_path, f"syslog://{CANARY}", hosted=True).send(SUMMARY, "place1")
    sharing(tmp_path, hook.url(), hosted=True).send(SUMMARY, "place1")
    assert len(hook.came) == 1


def test_one_that_nobody_knows_the_end_of_is_not_sent_by_itself(
    hook: Webhook, tmp_path: Path
) -> None:
    sender = sharing(tmp_path, hook.url())
    sender.records.begin("review1", "place1", NOW, again=False)
    with pytest.raises(AlreadyThere, match="Whether it arrived is unknown"):
        sender.send(SUMMARY, "place1")
    assert sender.send(SUMMARY, "place1", again=True).arrived


def test_nothing_is_sent_where_it_could_not_be_remembered(hook: Webhook, tmp_path: Path) -> None:
    (tmp_path / "sent").write_text("a file")
    with pytest.raises(Refused, match="cannot be"):
        sharing(tmp_path, hook.url()).send(SUMMARY, "place1")
    assert hook.came == []


def test_the_record_has_names_only_and_is_its_owner_s(hook: Webhook, tmp_path: Path) -> None:
    sharing(tmp_path, hook.url(CANARY)).send(SUMMARY, "place1")
    (record,) = (tmp_path / "sent").iterdir()
    assert json.loads(record.read_text()) == {
        "review": "review1", "to": "place1", "at": NOW.isoformat(), "state": "sent",
    }  # fmt: skip
    assert record.stat().st_mode & 0o077 == 0


def test_without_a_place_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Name one"):
        sharing(tmp_path).send(SUMMARY, "place1")
