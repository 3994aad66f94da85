"""The settings file: read kindly, written without losing a line."""

from __future__ import annotations

import pytest

from care_tui.settings import config_path, load_settings, save_appearance
from store.errors import Refused

FILE = """\
# mine
theme = "care-light"  # the projector
colour = "red"

[keys]
"board.add" = "n"
theme = "no theme of the screen"
"""


def test_without_a_file_there_are_defaults(tmp_path):
    settings = load_settings(tmp_path / "none.toml")
    assert (settings.theme, settings.ascii, settings.keys) == ("", False, {})
    assert settings.problems == ()


def test_what_is_unknown_or_unfit_is_said_and_the_rest_is_used(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('them = "x"\nascii = "yes"\nteam = "Acme"\n[keys]\n"board.add" = 3\n')
    settings = load_settings(path)
    assert settings.team == "Acme"
    assert settings.ascii is False
    assert len(settings.problems) == 3
    assert "Did you mean “theme”?" in settings.problems[0]


def test_writing_the_appearance_keeps_every_other_line(tmp_path):
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


def test_a_file_that_lines_cannot_change_safely_is_written_anew(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('team = """\ntheme = 1\n"""\ntheme = "care-dark"\n')
    save_appearance(path, theme="ansi", ascii=False)
    settings = load_settings(path)
    assert settings.theme == "ansi"
    assert settings.team == "theme = 1\n"


def test_the_folder_is_made_for_the_first_setting(tmp_path):
    path = tmp_path / "a" / "b" / "config.toml"
    save_appearance(path, theme="ansi", ascii=False)
    assert load_settings(path).theme == "ansi"


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe\x00"])
def test_a_file_that_is_no_toml_is_refused_and_kept(tmp_path, content):
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    with pytest.raises(Refused):
        load_settings(path)
    with pytest.raises(Refused):
        save_appearance(path, theme="ansi", ascii=False)
    assert path.read_bytes() == content


def test_a_setting_that_cannot_be_written_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "config.toml"
    path.mkdir()
    with pytest.raises(Refused):
        save_appearance(path, theme="ansi", ascii=False)
    assert [each.name for each in tmp_path.iterdir()] == ["config.toml"]


def test_another_file_can_be_named(tmp_path):
    assert config_path({"CARE_CONFIG": str(tmp_path / "x.toml")}) == tmp_path / "x.toml"
    assert config_path({}).name == "config.toml"
