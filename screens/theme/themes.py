"""The look: themes, and the stages' colours in each of them.

Stage colours are Okabe and Ito's (*Color Universal Design*, 2008), told apart by
colour-blind eyes, moved towards the text colour until they can be read on the theme's
background. Contrast is WCAG 2.2's ratio, 1 to 21.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.color import Color
from textual.theme import Theme

from screens.theme.glyphs import ASCII, UNICODE, Glyphs, glyphs_for
from store.domain.stages import STAGES, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ASCII",
    "DEFAULT_THEME",
    "TERMINAL_THEME",
    "UNICODE",
    "Glyphs",
    "ansi_color_for",
    "contrast",
    "glyphs_for",
    "readable",
    "stage_color",
    "stage_variable_defaults",
    "themes",
]

OKABE_ITO: dict[Stage, str] = {
    Stage.CONNECT: "#CC79A7",
    Stage.ASSIST: "#E69F00",
    Stage.RESOLVE: "#56B4E9",
    Stage.ENHANCE: "#009E73",
}
"""Reddish purple, orange, sky blue, bluish green."""

TERMINAL: dict[Stage, str] = {
    Stage.CONNECT: "ansi_magenta",
    Stage.ASSIST: "ansi_yellow",
    Stage.RESOLVE: "ansi_cyan",
    Stage.ENHANCE: "ansi_green",
}
"""The nearest of the terminal's own sixteen colours."""

FRICTION = "#E0605F"
READABLE = 4.5
"""The least contrast of coloured text, WCAG's AA."""
VISIBLE = 3.0
"""The least contrast of a mark on the cursor's background, WCAG's for graphics."""
HIGH = 7.0
"""The least contrast of any text in the high-contrast theme, WCAG's AAA."""
_BORDER_STRENGTH = 0.5
_CURSOR_STRENGTH = 0.25
_USUAL_STRENGTH = 0.1


def luminance(color: Color) -> float:
    """WCAG's relative luminance, 0 black to 1 white."""

    def linear(part: int) -> float:
        value = part / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = color.rgb
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: Color, other: Color) -> float:
    """WCAG's contrast ratio of two opaque colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(color: Color, background: Color, ratio: float) -> Color:
    """``color``, moved towards white or black until its contrast reaches ``ratio``.

    Comes as near as it can where no colour reaches it.
    """
    ink = best_ink(background)
    for step in range(21):
        moved = color.blend(ink, step / 20)
        if contrast(moved, background) >= ratio:
            return moved
    return ink


def best_ink(background: Color) -> Color:
    """Black or white, whichever reads better on ``background``."""
    black, white = Color(0, 0, 0), Color(255, 255, 255)
    return max(black, white, key=lambda ink: contrast(ink, background))


def stage_variable_defaults(theme: Theme) -> dict[str, str]:
    """CSS variables that every theme a person may pick must have, made to suit ``theme``.

    For each stage ``$stage-connect`` (text), ``$stage-connect-ink`` (text on that colour)
    and ``$stage-connect-dim`` (borders); ``$friction``; ``$cursor-background`` and
    ``$cursor-style`` (a text style) for what has the focus; ``$usual-background`` for the usual
    range of a chart. What a theme sets itself wins.
    """
    if theme.ansi:
        return _terminal_variables()
    background = Color.parse(theme.to_color_system().generate()["background"])
    if background.ansi is not None:
        return _terminal_variables()
    return _variables(background, background, Color.parse(theme.primary))


def ansi_color_for(environ: Mapping[str, str]) -> bool | None:
    """What an app must be made with as ``ansi_color``: True under ``NO_COLOR``, else None.

    Textual settles at construction whether ``NO_COLOR`` gives greys or no colours at all;
    greys turn the terminal's default colours into black on black.
    """
    return True if "NO_COLOR" in environ else None


def stage_color(stage: Stage, variables: Mapping[str, str]) -> str:
    """``stage``'s colour among an app's ``theme_variables``, as a CSS colour."""
    return variables.get(f"stage-{stage.value}", OKABE_ITO[stage])


def _variables(
    background: Color, ground: Color, primary: Color, *, high: bool = False
) -> dict[str, str]:
    """The variables for ``background``; ``high`` for a contrast of 7 and undimmed borders.

    ``ground`` is the theme's surface on which coloured text is hardest to read.
    """
    cursor = background.blend(primary, _CURSOR_STRENGTH)
    usual = background.blend(primary, _USUAL_STRENGTH)
    ratio = HIGH if high else READABLE
    friction = readable(Color.parse(FRICTION), ground, ratio)
    variables = {
        "friction": friction.hex if high else readable(friction, cursor, VISIBLE).hex,
        "cursor-background": cursor.hex,
        "usual-background": usual.hex,
        "cursor-style": "bold reverse" if high else "bold",
    }
    for stage in STAGES:
        color = readable(Color.parse(OKABE_ITO[stage]), ground, ratio)
        border = color if high else background.blend(color, _BORDER_STRENGTH)
        variables[f"stage-{stage.value}"] = color.hex
        variables[f"stage-{stage.value}-ink"] = best_ink(color).hex
        variables[f"stage-{stage.value}-dim"] = border.hex
    return variables


def _terminal_variables() -> dict[str, str]:
    variables = {
        "friction": "ansi_red",
        "cursor-background": "ansi_default",
        "usual-background": "ansi_default",
        "cursor-style": "bold reverse",
    }
    for stage in STAGES:
        variables[f"stage-{stage.value}"] = TERMINAL[stage]
        variables[f"stage-{stage.value}-ink"] = "ansi_black"
        variables[f"stage-{stage.value}-dim"] = TERMINAL[stage]
    return variables


def _dark() -> Theme:
    background, panel = "#14181C", "#1F2731"
    return Theme(
        name="care-dark",
        primary="#56B4E9",
        secondary="#3D7EA6",
        accent="#E69F00",
        warning="#E69F00",
        error="#E8706F",
        success="#2FBC8E",
        foreground="#E0E4E8",
        background=background,
        surface="#1A2027",
        panel=panel,
        variables={
            **_variables(Color.parse(background), Color.parse(panel), Color.parse("#56B4E9")),
            "footer-key-foreground": "#E69F00",
            "border": "#56B4E9",
            "border-blurred": "#3A4652",
            "foreground-muted": "#9FA9B1",
            "block-cursor-foreground": "#101418",
        },
    )


def _light() -> Theme:
    background, panel = "#FAFAF7", "#E4E7E8"
    return Theme(
        name="care-light",
        primary="#0068A8",
        secondary="#3D7EA6",
        accent="#8F5B00",
        warning="#8F5B00",
        error="#B3322F",
        success="#00704F",
        foreground="#1C2126",
        background=background,
        surface="#F0F1EE",
        panel=panel,
        dark=False,
        variables={
            **_variables(Color.parse(background), Color.parse(panel), Color.parse("#56B4E9")),
            "footer-key-foreground": "#8F5B00",
            "border": "#0068A8",
            "border-blurred": "#B4BCC2",
            "foreground-muted": "#545C64",
            "block-cursor-foreground": "#FFFFFF",
        },
    )


def _contrast() -> Theme:
    background, panel = "#000000", "#161616"
    return Theme(
        name="care-contrast",
        primary="#7CC8F5",
        secondary="#7CC8F5",
        accent="#FFC24D",
        warning="#FFC24D",
        error="#FF9C9B",
        success="#4FD6AC",
        foreground="#FFFFFF",
        background=background,
        surface="#0A0A0A",
        panel=panel,
        text_alpha=1.0,
        variables={
            **_variables(
                Color.parse(background), Color.parse(panel), Color.parse("#7CC8F5"), high=True
            ),
            "text": "auto 100%",
            "text-muted": "auto 85%",
            "text-disabled": "auto 75%",
            "foreground-muted": "#D6D6D6",
            "foreground-disabled": "#BEBEBE",
            "footer-key-foreground": "#FFC24D",
            "border": "#FFFFFF",
            "border-blurred": "#BEBEBE",
            "block-cursor-foreground": "#000000",
            "block-cursor-background": "#7CC8F5",
            "input-selection-background": "#7CC8F5",
            "input-selection-foreground": "#000000",
        },
    )


def _terminal() -> Theme:
    return Theme(
        name="ansi",
        ansi=True,
        primary="ansi_cyan",
        secondary="ansi_blue",
        accent="ansi_yellow",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={
            **_terminal_variables(),
            "ansi-background": "ansi_default",
            "ansi-foreground": "ansi_default",
            "border": "ansi_cyan",
            "border-blurred": "ansi_default",
            "footer-key-foreground": "ansi_yellow",
            "block-cursor-foreground": "ansi_black",
            "block-cursor-background": "ansi_cyan",
            "input-cursor-text-style": "reverse",
        },
    )


DEFAULT_THEME = "care-dark"
TERMINAL_THEME = "ansi"
"""The theme in the terminal's own sixteen colours; with ``NO_COLOR`` it has none at all."""


def themes() -> tuple[Theme, ...]:
    """The app's own themes, to register: dark rooms, light, high contrast, the terminal's own."""
    return _dark(), _light(), _contrast(), _terminal()
