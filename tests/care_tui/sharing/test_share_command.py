"""``care share``, and that nothing anywhere tells a URL."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.care_tui.sharing.conftest import CANARY
from tests.receivers import Webhook

if TYPE_CHECKING:
    from tests.care_tui.conftest import Care

Configure = Callable[..., None]


@pytest.fixture
def shared(reviewed: Care, configure: Configure, hook: Webhook) -> Care:
    """A closed review, and one place to send it to."""
    configure(f'[share]\nteam = "{hook.url(CANARY)}"\n')
    return reviewed


def test_it_sends_the_summary_of_the_latest_review(shared: Care, hook: Webhook) -> None:
    assert shared("share", "--yes") == "Sent to team (json).\n"
    (came,) = hook.came
    assert came["title"] == "Acme Support: CARE review, Week 48"
    assert "Greet by @\u200bchannel name" in came["message"]
    assert "Who does what by when" in came["message"]


def test_it_asks_first_where_nobody_can_be_asked(shared: Care, hook: Webhook) -> None:
    assert "--yes sends it" in shared.refused("share")
    assert hook.came == []


def test_it_sends_once_and_again_when_told(shared: Care, hook: Webhook) -> None:
    shared("share", "--to", "TEAM", "--yes")
    assert "--again sends it again" in shared.refused("share", "--to", "team", "--yes")
    assert shared("share", "--again", "--yes") == "Sent to team (json).\n"
    assert len(hook.came) == 2


def test_the_environment_names_places_too(
    reviewed: Care, hook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARE_SHARE_TEAM_CHAT", hook.url())
    assert reviewed("share", "--to", "team-chat", "--yes") == "Sent to team-chat (json).\n"


def test_a_cycle_without_a_review_has_no_summary(shared: Care) -> None:
    assert "No review planned Week 47" in shared.refused("share", "--cycle", "2026-W47", "--yes")


def test_before_any_review_there_is_nothing_to_send(care: Care, configure: Configure) -> None:
    configure('[share]\nteam = "json://127.0.0.1:1/x"\n')
    refused = care.refused("share", "--yes")
    assert "No review has been held yet" in refused
    assert "care summary prints" in refused


def test_with_several_places_one_is_named(reviewed: Care, configure: Configure) -> None:
    configure('[share]\nteam = "slack://a/b/c"\nboss = "mailto://a:b@example.com"\n')
    assert "team (slack), boss (mailto)" in reviewed.refused("share", "--yes")
    assert "“nobody” is unknown" in reviewed.refused("share", "--yes", "--to", "nobody")


def test_without_a_place_it_says_where_to_name_one(reviewed: Care) -> None:
    ran = reviewed.run("share", "--yes")
    assert (ran.code, ran.out) == (1, "")
    said = ran.err
    assert "config.toml" in said
    assert "[share]" in said


def test_settings_that_others_may_read_are_not_used(
    reviewed: Care, configure: Configure, hook: Webhook
) -> None:
    configure(f'[share]\nteam = "{hook.url(CANARY)}"\n', mode=0o644)
    said = reviewed.refused("share", "--yes")
    assert "chmod 600" in said
    assert hook.came == []
    assert "chmod 600" in reviewed("doctor")


def test_a_url_where_a_name_belongs_is_not_repeated(shared: Care) -> None:
    said = shared.refused("share", "--yes", "--to", f"json://x:{CANARY}@127.0.0.1")
    assert CANARY not in said
    assert "team (json)" in said


def test_settings_show_names_and_schemes(shared: Care) -> None:
    shown = json.loads(shared("config", "show", "--json"))
    assert shown["settings"]["share"] == {"team": "json://…"}
    assert "json://…" in shared("config", "show")
    assert "team (json); apprise" in shared("doctor")


@pytest.mark.parametrize(
    "settings",
    ["[share]\nteam = {url}", '[share]\n"{url}" = "team"', '[share]\nteam = ["{url}"]', 'share = "{url}"',
     '[share]\nteam = "{url}', 'host = "{url}"', '[host]\nshare = "{url}"', '[share]\nteam = "gnome://{url}"'],
)  # fmt: skip
def test_settings_that_cannot_be_used_are_told_without_them(
    reviewed: Care, configure: Configure, settings: str
) -> None:
    configure(settings.replace("{url}", f"slack://{CANARY}") + "\n")
    for words in (("share", "--yes"), ("config", "show"), ("doctor",), ("status",)):
        ran = reviewed.run(*words)
        assert CANARY not in ran.out + ran.err


def test_no_file_no_export_and_no_command_tells_the_password(shared: Care, hook: Webhook) -> None:
    folder = shared.folder
    said = ""
    words: tuple[str, ...]
    for status in (500, 200):
        hook.status = status
        for words in (
            ("share", "--yes"),
            ("share", "--yes"),
            ("share", "--again", "--yes"),
        ):
            ran = shared.run(*words)
            said += ran.out + ran.err
    for words in (
        ("export",), ("export", "--format", "json"), ("report",), ("summary",), ("status",),
        ("config", "show"), ("config", "show", "--json"), ("doctor",), ("doctor", "--json"),
        ("backup", str(folder / "backup.db")), ("export", "--split", str(folder / "split")),
    ):  # fmt: skip
        ran = shared.run(*words)
        said += ran.out + ran.err
    assert len(hook.came) > 2
    assert CANARY not in said
    telling = [
        path
        for path in folder.rglob("*")
        if path.is_file() and CANARY.encode() in path.read_bytes()
    ]
    assert [path.name for path in telling] == ["config.toml"]


def test_a_bug_while_sending_is_written_down_without_the_url(
    shared: Care, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> object:
        raise RuntimeError(f"json://{CANARY}")

    monkeypatch.setattr("care_tui.sharing.sharing._ask_child", broken)
    ran = shared.run("share", "--yes")
    assert "care hit a bug (RuntimeError)" in ran.err
    (report,) = (shared.folder / "state" / "care" / "failures").iterdir()
    assert CANARY not in ran.err + report.read_text()
