"""Which places may be sent to, and what is said of the others without their URLs."""

from __future__ import annotations

import pytest

from care_tui.settings import Settings
from care_tui.sharing.sharing import host_targets, quiet
from care_tui.sharing.targets import (
    Target,
    find_target,
    from_environment,
    merged,
    read_targets,
    why_not,
    why_not_hosted,
)


def test_names_come_from_settings_and_environment_and_the_environment_wins() -> None:
    said = {"CARE_SHARE_TEAM_CHAT": "json://new", "CARE_SHARE_": "json://x", "CARE_SHARE_E": " "}
    table = merged(
        {"Team chat": "json://old", "boss": "mailto://b"}, from_environment(said, "CARE_SHARE_")
    )
    targets, problems = read_targets(table, "share")
    assert problems == []
    assert {each.name: each.url for each in targets} == {
        "team-chat": "json://new",
        "boss": "mailto://b",
    }
    assert find_target(targets, "TEAM chat") == targets[0]
    assert find_target(targets, "team") is None


def test_a_problem_never_quotes_what_may_be_a_url() -> None:
    table = {"slack://secret": "team", "plain": "secret", "number": 3, "shown": "gnome://secret"}
    targets, problems = read_targets(table, "share")
    assert targets == []
    assert len(problems) == 4
    assert "secret" not in " ".join(problems)


def test_a_target_shows_only_its_name_and_scheme() -> None:
    target = Target("team", "slack://secret")
    assert "secret" not in repr(target) + target.label
    assert target.label == "team (slack)"
    assert "secret" not in repr(Settings(share={"team": target.url}, host_share={"t": target.url}))


@pytest.mark.parametrize(
    "url",
    ["https://example.org/x", "mailto://a", "mailtos://a", "slack://a", "msteams://a", "mmost://a",
     "discord://a", "workflows://a", "jsons://example.org", "json://127.0.0.1:80/x",
     "http://localhost/x", "json://[::1]/x", "json://a:b@127.0.0.2"],
)  # fmt: skip
def test_guests_may_send_to_where_teams_talk(url: str) -> None:
    assert why_not_hosted(Target("team", url)) == ""


@pytest.mark.parametrize(
    "url",
    ["file://a", "exec://a", "dbus://a", "syslog://a", "windows://a", "gnome://a", "macosx://a",
     "http://example.org", "json://10.0.0.1/x", "json://localhost.example.org", "json://127.1.evil/x",
     "xml://169.254.169.254", "mqtt://localhost", "apprise://localhost/x", "nonsense", "", "://x"],
)  # fmt: skip
def test_guests_may_not_send_to_the_machine_or_in_the_clear(url: str) -> None:
    assert why_not_hosted(Target("team", url))


def test_one_s_own_terminal_may_send_wherever_apprise_does_but_to_the_desktop() -> None:
    assert why_not(Target("team", "json://10.0.0.1/x")) == ""
    assert why_not(Target("team", "ntfy://example.org/x")) == ""
    assert why_not(Target("team", "kde://"))
    assert why_not(Target("team", "dbus://x"))


def test_a_host_leaves_out_what_guests_may_not_have_and_says_so() -> None:
    share = {"team": "slack://secret", "log": "syslog://secret", "far": "json://10.0.0.1/secret"}
    targets, problems = host_targets(Settings(host_share=share), {"CARE_HOST_SHARE_B": "jsons://b"})
    assert [each.name for each in targets] == ["team", "b"]
    assert len(problems) == 2
    assert "secret" not in " ".join(problems)


def test_nobody_is_called_by_a_summary() -> None:
    said = quiet("Ask @channel, <!here>, @Everyone and dana@example.com, <b>")
    assert said == "Ask @\u200bchannel, <\u200b!here>, @\u200bEveryone and dana@example.com, <b>"
