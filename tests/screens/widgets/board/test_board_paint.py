import unicodedata

import pytest
from rich.cells import cell_len
from textual.strip import Strip

from screens.theme.themes import ASCII, UNICODE, Glyphs, stage_variable_defaults, themes
from screens.widgets.board.board_paint import CardPainter, CardState, Palette
from store.domain.stages import Stage
from store.models.touchpoint import Touchpoint

THEMES = {theme.name: theme for theme in themes()}


def palette(name: str = "care-dark", *, no_color: bool = False) -> Palette:
    theme = THEMES[name]
    variables = {
        **stage_variable_defaults(theme),
        **theme.to_color_system().generate(),
        **theme.variables,
    }
    return Palette.from_variables(variables, no_color=no_color)


def painter(
    width: int = 26, *, marks: Glyphs = UNICODE, lines: int = 20, dense: bool = False
) -> CardPainter:
    return CardPainter(palette(), marks, Stage.RESOLVE, width, lines, dense=dense)


def card(text: str = "Hand-over between shifts", **more: object) -> Touchpoint:
    return Touchpoint("t1", Stage.RESOLVE, text, **more)  # type: ignore[arg-type]


def texts(lines: tuple[Strip, ...]) -> list[str]:
    return [line.text.rstrip() for line in lines]


def test_a_card_says_its_text_and_then_what_is_known_of_it() -> None:
    full = card(channel="internal", friction=3, notes="ask Lee", votes=4)
    assert texts(painter().card(full, CardState(totals=True))) == [
        "▌Hand-over between shifts",
        "▌internal  ▲▲▲ ● 4 ≡",
    ]


def test_a_card_of_which_nothing_is_known_has_no_second_line() -> None:
    assert texts(painter().card(card("Refund"), CardState())) == ["▌Refund"]


def test_my_votes_show_as_dots_and_totals_only_when_revealed() -> None:
    voted = card("Refund", votes=5)
    assert texts(painter().card(voted, CardState(mine=2)))[1] == "▌●●"
    assert texts(painter().card(voted, CardState()))[1:] == []
    assert texts(painter().card(voted, CardState(totals=True)))[1] == "▌● 5"


def test_marked_private_and_author_are_said_in_signs_and_words() -> None:
    known = card("Refund", channel="web", author="Dana")
    assert texts(painter().card(known, CardState(marked=True)))[1] == "▌◆ web · Dana"
    assert texts(painter().card(known, CardState(private=True)))[1] == "▌private · web · Dana"


def test_on_little_room_words_give_way_and_signs_stay() -> None:
    busy = card("Refund", channel="internal", author="Dana", friction=3, notes="n", votes=2)
    second = texts(painter(17).card(busy, CardState(totals=True)))[1]
    assert second == "▌inte… ▲▲▲ ● 2 ≡"


def test_text_hangs_behind_its_bar_and_a_long_one_says_it_goes_on() -> None:
    lines = texts(painter(12).card(card("Escalation to voice call"), CardState()))
    assert lines == ["▌Escalation", "▌to voice", "▌call"]
    long = texts(painter(12).card(card("word " * 2000), CardState()))
    assert len(long) == 6
    assert long[-1].endswith("…")


def test_without_blank_lines_only_a_card_s_first_bar_is_full() -> None:
    lines = texts(painter(12, dense=True).card(card("Escalation to"), CardState()))
    assert lines == ["▌Escalation", "▏to"]


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "客服中心的第一通電話",
        "👩\u200d👩\u200d👧 family",
        "e\u0301" * 40,
        "한국어 전화",
        "\u0301lead",
    ],
)
@pytest.mark.parametrize("width", [8, 17, 26])
def test_every_line_is_exactly_as_wide_as_the_column(text: str, width: int) -> None:
    known = card(text, channel=text, author=text, friction=2, notes="n", votes=12)
    for cursor in (False, True):
        state = CardState(cursor=cursor, marked=True, mine=3, totals=True, matched=True)
        for line in painter(width).card(known, state):
            assert cell_len(line.text) == line.cell_length == width


def test_no_control_character_of_the_user_is_painted() -> None:
    nasty = "\x1b[2J\x1b]52;c;aGk=\x07\x9b31m\u202eno[/]\x00"
    hostile = card(nasty, channel=nasty, author=nasty)
    drawn = "".join(line.text for line in painter().card(hostile, CardState()))
    assert "no[/]" in drawn
    assert all(unicodedata.category(letter)[0] != "C" for letter in drawn)


def test_ascii_paints_nothing_but_ascii() -> None:
    full = card("Café – 日本", channel="téléphone", friction=3, notes="n", votes=4, author="Łukasz")
    state = CardState(cursor=True, marked=True, private=True, mine=3, totals=True)
    plain = painter(60, marks=ASCII)
    lines = [line.text for line in plain.card(full, state)]
    assert all(line.isascii() for line in lines)
    assert lines[0].startswith(">Cafe - ??")


@pytest.mark.parametrize(
    ("name", "no_color"),
    [("care-dark", True), ("care-light", True), ("care-contrast", False), ("ansi", False)],
)
def test_where_colour_cannot_say_it_the_cursor_is_reversed(name: str, no_color: bool) -> None:
    found = palette(name, no_color=no_color)
    assert all(style.reverse and style.bold for style in found.cursor_roles.values())
    assert not any(style.reverse for style in found.roles.values())
    for paint in found.stages.values():
        assert paint.title_cursor.reverse or paint.title_cursor.bgcolor != paint.title.bgcolor


@pytest.mark.parametrize("name", THEMES)
def test_without_colour_the_column_with_the_cursor_has_a_reversed_name(name: str) -> None:
    stages = palette(name, no_color=True).stages.values()
    assert all(paint.title_cursor.reverse and not paint.title.reverse for paint in stages)


def test_in_colour_the_cursor_has_a_background_of_its_own_and_bold_text() -> None:
    found = palette("care-dark")
    assert found.cursor_roles["text"].bold
    assert found.cursor_roles["text"].bgcolor != found.roles["text"].bgcolor


def test_in_the_terminal_s_colours_no_colour_of_ours_is_used() -> None:
    found = palette("ansi")
    styles = [*found.roles.values(), *found.cursor_roles.values()]
    for paint in found.stages.values():
        styles += [paint.bar, paint.border, paint.title, paint.title_cursor]
    for style in styles:
        for color in (style.color, style.bgcolor):
            assert color is None or color.triplet is None


def test_a_found_card_is_underlined_and_the_others_step_back() -> None:
    found = painter().card(card("Refund"), CardState(matched=True))
    assert [segment.style.underline for segment in found[0] if segment.text == "Refund"] == [True]
    other = painter().card(card("Refund"), CardState(matched=False))
    assert list(other[0])[1].style == palette().roles["muted"]


def test_a_painted_card_is_kept_while_nothing_about_it_changes() -> None:
    kept = painter()
    first = kept.card(card(channel="web"), CardState())
    assert kept.card(card(channel="web"), CardState()) is first
    assert kept.card(card(channel="chat"), CardState()) is not first
