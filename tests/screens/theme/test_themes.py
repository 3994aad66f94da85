from __future__ import annotations

import os
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme
from textual.widgets import Static

from screens.theme.themes import (
    ASCII,
    OKABE_ITO,
    UNICODE,
    ansi_color_for,
    contrast,
    glyphs_for,
    readable,
    stage_color,
    stage_variable_defaults,
    themes,
)
from store.domain.stages import STAGES, Stage

OURS = {theme.name: theme for theme in themes()}
EVERY = {**OURS, **BUILTIN_THEMES}
NAMES = {f"stage-{stage.value}{part}" for stage in STAGES for part in ("", "-ink", "-dim")}


def variables(theme: Theme) -> dict[str, str]:
    """The CSS variables an app with our defaults has in ``theme``."""
    own = {**theme.to_color_system().generate(), **theme.variables}
    return {**stage_variable_defaults(theme), **own}


def resolve(value: str, background: Color) -> Color:
    """A CSS colour as it shows on ``background``, ``auto N%`` included."""
    if value.startswith("auto"):
        share = float(value.removeprefix("auto").strip().rstrip("%") or 100) / 100
        return background + background.get_contrast_text(share)
    return background + Color.parse(value)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ffffff", "#ffffff", 1.0)],
)
def test_contrast_is_the_ratio_wcag_publishes(one: str, other: str, ratio: float) -> None:
    assert contrast(Color.parse(one), Color.parse(other)) == pytest.approx(ratio, abs=0.01)
    assert contrast(Color.parse(other), Color.parse(one)) == pytest.approx(ratio, abs=0.01)


def test_a_readable_colour_stays_as_it_is_and_another_moves_only_as_far_as_it_must() -> None:
    black = Color.parse("#000000")
    orange = Color.parse(OKABE_ITO[Stage.ASSIST])
    assert readable(orange, black, 4.5) == orange
    moved = readable(Color.parse("#303030"), black, 4.5)
    assert 4.5 <= contrast(moved, black) < 6


def test_high_contrast_has_every_text_at_seven_to_one_or_more() -> None:
    found = variables(OURS["care-contrast"])
    texts = ["foreground", "text", "text-muted", "text-disabled", "foreground-muted"]
    texts += ["foreground-disabled", "primary", "accent", "warning", "error", "success", "friction"]
    texts += ["footer-key-foreground", "text-primary", "text-accent", "text-error", "text-success"]
    texts += [f"stage-{stage.value}" for stage in STAGES]
    grounds = ["background", "surface", "panel"]
    pairs = [(text, ground) for text in texts for ground in grounds]
    pairs += [("block-cursor-foreground", "block-cursor-background")]
    pairs += [("input-selection-foreground", "input-selection-background")]
    pairs += [(f"stage-{stage.value}-ink", f"stage-{stage.value}") for stage in STAGES]
    low = {}
    for text, ground in pairs:
        background = Color.parse(found[ground])
        ratio = contrast(resolve(found[text], background), background)
        if ratio < 7:
            low[text, ground] = round(ratio, 2)
    assert low == {}


@pytest.mark.parametrize("name", [name for name, theme in EVERY.items() if not theme.ansi])
def test_stage_colours_can_be_read_and_told_apart_in_every_theme(name: str) -> None:
    found = variables(EVERY[name])
    background = Color.parse(found["background"])
    assert set(found) >= NAMES | {"friction", "cursor-background", "cursor-style"}
    for stage in STAGES:
        color = Color.parse(stage_color(stage, found))
        assert contrast(color, background) >= 4.5
        assert contrast(Color.parse(found[f"stage-{stage.value}-ink"]), color) >= 4.5
    assert contrast(Color.parse(found["friction"]), background) >= 4.5
    assert contrast(Color.parse(found["friction"]), Color.parse(found["cursor-background"])) >= 3
    assert len({stage_color(stage, found) for stage in STAGES}) == 4


@pytest.mark.parametrize("name", [name for name, theme in EVERY.items() if theme.ansi])
def test_a_terminal_s_own_colours_stay_its_own(name: str) -> None:
    found = variables(EVERY[name])
    assert all(found[key].startswith("ansi_") for key in NAMES)
    assert "reverse" in found["cursor-style"]
    assert len({stage_color(stage, found) for stage in STAGES}) == 4


@pytest.mark.parametrize("name", ["care-dark", "care-light"])
def test_plain_text_can_be_read_in_the_everyday_themes(name: str) -> None:
    found = variables(OURS[name])
    for ground in ("background", "surface", "panel", "cursor-background"):
        background = Color.parse(found[ground])
        assert contrast(resolve(found["foreground"], background), background) >= 7
        assert contrast(resolve(found["foreground-muted"], background), background) >= 4.5


@pytest.mark.parametrize("name", ["care-dark", "care-light", "care-contrast"])
def test_what_is_drawn_on_a_usual_range_can_be_read(name: str) -> None:
    found = variables(OURS[name])
    ground = Color.parse(found["usual-background"])
    least = 7 if name == "care-contrast" else 4.5
    drawn = ["foreground-muted", "accent", *(f"stage-{stage.value}" for stage in STAGES)]
    for ink in drawn:
        assert contrast(resolve(found[ink], ground), ground) >= least


class Swatch(App[None]):
    """Uses the variables in CSS, as the app's own style sheets do."""

    CSS = "Static { color: $stage-connect-ink; background: $stage-connect; text-style: $cursor-style; }"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return stage_variable_defaults(self.current_theme)

    def compose(self) -> ComposeResult:
        yield Static("C")


async def test_an_app_starts_and_changes_to_every_theme() -> None:
    app = Swatch()
    for theme in OURS.values():
        app.register_theme(theme)
    async with app.run_test() as pilot:
        for name, theme in EVERY.items():
            app.theme = name
            await pilot.pause()
            expected = Color.parse(variables(theme)["stage-connect"])
            assert app.query_one(Static).styles.background == expected


@pytest.mark.parametrize("name", OURS)
async def test_no_color_means_none_in_every_theme(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Swatch(ansi_color=ansi_color_for(os.environ))
    app.register_theme(OURS[name])
    app.theme = name
    async with app.run_test():
        for strip in app.screen._compositor.render_strips():
            for _, style, _ in strip:
                assert style is not None
                assert style.color is None or style.color.is_default
                assert style.bgcolor is None or style.bgcolor.is_default
    assert ansi_color_for({}) is None


def test_ascii_marks_are_ascii_and_every_mark_is_one_cell_wide() -> None:
    assert glyphs_for(True) is ASCII
    assert glyphs_for(False) is UNICODE
    for marks in (ASCII, UNICODE):
        drawn = marks._asdict()
        assert drawn.pop("ascii") == (marks is ASCII)
        assert all(len(mark) == cell_len(mark) == 1 for mark in drawn.values())
        if marks is ASCII:
            assert "".join(drawn.values()).isascii()


@pytest.mark.parametrize("marks", [UNICODE, ASCII])
def test_marks_that_mean_different_things_look_different(marks: Any) -> None:
    statuses = [marks.done, marks.carried, marks.planned, marks.dropped]
    assert len(set(statuses)) == 4
    assert len({marks.friction, marks.vote, marks.note, marks.marked}) == 4
    assert len({marks.bar, marks.bar_cursor, marks.bar_thin}) == 3
    assert marks.present != marks.away
