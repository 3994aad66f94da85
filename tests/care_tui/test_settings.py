"""The settings file: read kindly, written without losing a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from care_tui.settings import config_path, load_settings, save_appearance, save_settings
from store.common.errors import Refused

FILE = """\
# mine
theme = "care-light"  # the projector
colour = "red"

[keys]
"board.add" = "n"
theme = "no theme of the screen"
"""


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "none.toml")
    assert (settings.theme, settings.ascii, settings.keys) == ("", False, {})
    assert settings.problems == ()


def test_what_is_unknown_or_unfit_is_said_and_the_rest_is_used(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('them = "x"\nascii = "yes"\nteam = "Acme"\n[keys]\n"board.add" = 3\n')
    settings = load_settings(path)
    assert settings.team == "Acme"
    assert settings.ascii is False
    assert len(settings.problems) == 3
    assert "Did you mean “theme”?" in settings.problems[0]


def test_writing_the_appearance_keeps_every_other_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(FILE)
    save_appearance(path, theme="ansi", ascii=True)
    text = path.read_text()
    assert "# mine" in text
    assert 'colour = "red"' in text
    assert 'theme = "no theme of the screen"' in text
    settings = load_settings(path)
    assert (settings.theme, settings.ascii) == ("ansi", True)
    assert settings.keys["board.add"] == "n"
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_mouse_is_written_only_where_that_changes_something(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(FILE)
    assert load_settings(path).mouse is True
    save_appearance(path, theme="ansi", ascii=False, mouse=True)
    assert "mouse" not in path.read_text()
    save_appearance(path, theme="ansi", ascii=False, mouse=False)
    assert load_settings(path).mouse is False
    save_appearance(path, theme="ansi", ascii=False, mouse=True)
    assert load_settings(path).mouse is True
    assert "# mine" in path.read_text()


def test_no_comment_is_lost_whatever_the_file_is_like(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(
        b'team = """\ntheme = 1\n"""  # the first\r\n# dark at night\r\ntheme = "care-dark"  # yes\r\n'
        b'keys."board.add" = "n" # mine\r\n[other]\r\nascii = 3 # not care\'s\r\n'
    )
    save_appearance(path, theme="ansi", ascii=True, bell=True)
    settings = load_settings(path)
    assert (settings.theme, settings.ascii, settings.bell) == ("ansi", True, True)
    assert settings.team == "theme = 1\n"
    for kept in (b"# the first\r\n", b"# dark at night\r\n", b"# yes", b"# mine", b"# not care's"):
        assert kept in path.read_bytes()


def test_a_setting_that_has_no_place_is_refused_and_nothing_changed(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("keys = 3 # oh\n")
    with pytest.raises(Refused, match="Nothing was changed"):
        save_settings(path, {"keys.board.add": "n"})
    assert path.read_text() == "keys = 3 # oh\n"


def test_the_folder_is_made_for_the_first_setting(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "config.toml"
    save_appearance(path, theme="ansi", ascii=False)
    assert load_settings(path).theme == "ansi"


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe\x00"])
def test_a_file_that_is_no_toml_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    with pytest.raises(Refused):
        load_settings(path)
    with pytest.raises(Refused):
        save_appearance(path, theme="ansi", ascii=False)
    assert path.read_bytes() == content


def test_a_setting_that_cannot_be_written_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.mkdir()
    with pytest.raises(Refused):
        save_appearance(path, theme="ansi", ascii=False)
    assert [each.name for each in tmp_path.iterdir()] == ["config.toml"]


def test_another_file_can_be_named(tmp_path: Path) -> None:
    assert config_path({"CARE_CONFIG": str(tmp_path / "x.toml")}) == tmp_path / "x.toml"
    assert config_path({}).name == "config.toml"
