"""``config``: settings read and changed from the shell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def file(care: Any) -> Path:
    return Path(care("config", "path").strip())


def test_what_is_set_is_got_and_in_force(care: Any, file: Path) -> None:
    for name, value in (
        ("theme", "care-light"),
        ("mouse", "false"),
        ("team", "Acme"),
        ("keys.board.add", "N"),
    ):
        assert care("config", "set", name, value) == ""
        assert care("config", "get", name) == f"{value}\n"
    assert care.json("config", "show")["settings"]["keys"] == {"board.add": "N"}
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_was_never_set_is_as_care_has_it(care: Any, file: Path) -> None:
    assert care("config", "get", "guide") == "true\n"
    assert care("config", "get", "keys.board.add") == "a\n"
    assert not file.exists()


def test_comments_and_what_is_unknown_stay(care: Any, file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_text('# mine\ntheme = "ansi"   # at night\ncolour = 1\n\n[keys] # own\n# a key\n')
    care("config", "set", "theme", "care-light")
    care("config", "set", "bell", "TRUE")
    care("config", "set", "keys.board.add", "N")
    assert file.read_text() == (
        '# mine\ntheme = "care-light"   # at night\ncolour = 1\nbell = true\n\n'
        '[keys] # own\n# a key\n"board.add" = "N"\n'
    )


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("them", "care-dark", "Did you mean theme? Settings are theme, ascii,"),
        ("keys", "x", "keys.COMMAND such as keys.board.add"),
        ("keys.bord.add", "x", "Did you mean board.add?"),
        ("keys.board.add", "b", "“b” for “board.add” is taken by “feedback.log”."),
        ("keys.board.add", "", "needs a key"),
        ("share.team", "slack://x", "“share.team” is written in the file itself"),
        ("mouse", "maybe", "The setting “mouse” takes true or false, not “maybe”."),
        ("theme", "blue", "takes care-dark, care-light, care-contrast,"),
        ("workspace", "mysql://db/care", "not “mysql”"),
        ("workspace", "-", "not -"),
        ("team", "A\x1b[2J", "without control characters"),
    ],
)
def test_what_is_not_possible_is_refused_with_what_is(
    care: Any, file: Path, name: str, value: str, said: str
) -> None:
    ran = care.run("config", "set", name, value)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert not file.exists()


def test_a_wrong_name_is_not_got_either(care: Any) -> None:
    assert "Did you mean theme?" in care.misused("config", "get", "themes")


def test_another_keys_trouble_is_not_this_ones(care: Any, file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_text('[keys]\n"no.such" = "x"\n')
    assert "“board.add” is taken" in care.misused("config", "set", "keys.board.add", "b")
    care("config", "set", "keys.board.add", "N")
    assert care("config", "get", "keys.board.add") == "N\n"


def test_an_environment_variable_that_is_taken_instead_is_said(
    care: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARE_TEAM", "Sales")
    assert "CARE_TEAM is set" in care.says("config", "set", "team", "Acme")
    assert care("config", "get", "team") == "Sales\n"
