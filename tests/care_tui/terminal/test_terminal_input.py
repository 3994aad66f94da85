"""What of a terminal's bytes gets through, and when."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser

from care_tui.terminal.terminal_input import (
    MOST_PASTED,
    PASTE_PATIENCE,
    PATIENCE,
    Pasted,
    TerminalInput,
    fit_size,
)

ESC = "\x1b"
LONG_AGO = 1_000.0


def fresh(*, mouse: bool = True, kitty: bool = True) -> TerminalInput:
    return TerminalInput(
        ANSI_SEQUENCES_KEYS, FUNCTIONAL_KEYS if kitty else {}, mouse=mouse, escape_delay=0.1
    )


def read(*packets: bytes, **how: bool) -> list[str | Pasted]:
    """What comes of these packets, a hundredth of a second apart, and of waiting long after."""
    cleaned, out = fresh(**how), []
    for number, packet in enumerate(packets):
        out += cleaned.feed(packet, number / 100)
    while cleaned.deadline is not None:
        out += cleaned.tick(cleaned.deadline + LONG_AGO)
    return out


def joined(found: list[str | Pasted]) -> list[str | Pasted]:
    """Stretches of text as one, however they were cut."""
    out: list[str | Pasted] = []
    for each in found:
        last = out[-1] if out else None
        cut = isinstance(last, str) and not last.startswith(ESC)
        if cut and isinstance(each, str) and not each.startswith(ESC):
            out[-1] = f"{last}{each}"
        else:
            out.append(each)
    return out


def messages(found: list[str | Pasted]) -> list[Any]:
    """What Textual's parser makes of it; each sequence must be one that it reads at once."""
    parser, out = XTermParser(), []
    for each in found:
        if isinstance(each, str):
            out += parser.feed(each)
            if parser._timeout_time is not None:
                assert len(each) <= 2
                parser._timeout_time = 0
                out += parser.tick()
    return out


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (b"a", ["a"]),
        ("é漢".encode(), ["é", "漢"]),
        (b"\r\t\x7f\x11", ["enter", "tab", "backspace", "ctrl+q"]),
        (b"\x1b", ["escape"]),
        (b"\x1b\x1b", ["escape", "escape"]),
        (b"\x1b\x1b[A", ["escape", "up"]),
        (b"\x1bz", ["alt+z"]),
        (b"\x1bb", ["ctrl+left"]),
        (b"\x1b[", []),
        (b"\x1bO", []),
        (b"\x1b[A\x1bOA\x1b[1;2A\x1b[1;5C", ["up", "up", "shift+up", "ctrl+right"]),
        (b"\x1bOP\x1b[[A\x1b[11~\x1b[3$", ["f1", "f1", "f1", "shift+delete"]),
        (b"\x1b[Z\x1b[3~\x1b[H", ["shift+tab", "delete", "home"]),
        (b"\x1b[97u\x1b[97;5u\x1b[13;2u\x1b[57414u", ["a", "ctrl+a", "shift+enter", "enter"]),
        (b"\x1b[97;2;65u\x1b[97:65;2:1;65u\x1b[98;1:2u", ["A", "A", "b"]),
        (b"\x1b[1;1:1C\x1b[1;1:2C\x1b[3;1:1~", ["right", "right", "delete"]),
        (b"\x1b[0;;128104:8205:128105:8205:128103:8205:128102u", ["👨", "👩", "👧", "👦"]),
        (b"\x1b]q", ["q"]),
    ],
)
def test_keys_get_through(sent: Any, keys: list[Any]) -> None:
    for packets in ([sent], [sent[at : at + 1] for at in range(len(sent))]):
        found = messages(read(*packets))
        assert [each.character if each.character in keys else each.key for each in found] == keys


def test_without_kitty_s_protocol_only_the_older_keys_get_through() -> None:
    assert read(b"\x1b[97;5u\x1b[A", kitty=False) == ["\x1b[A"]


def test_the_mouse_gets_through_unless_it_is_turned_off() -> None:
    sent = b"\x1b[<0;5;6M\x1b[<0;5;6m\x1b[<64;300;200M"
    down, up, scroll = messages(read(sent))
    assert isinstance(down, events.MouseDown)
    assert isinstance(up, events.MouseUp)
    assert isinstance(scroll, events.MouseScrollUp)
    assert (down.x, down.y, scroll.x) == (4, 5, 299)
    assert read(sent, mouse=False) == []


@pytest.mark.parametrize(
    ("sent", "size"),
    [
        (b"\x1b[48;24;80;480;800t", (80, 24)),
        (b"\x1b[48;24:9;80:9;480;800t", (80, 24)),
        (b"\x1b[48;65535;65535;65535;65535t", (500, 200)),
        (b"\x1b[48;24;80;0;0t", (80, 24)),
    ],
)
def test_a_size_is_bounded_and_a_click_can_be_placed_in_it(
    sent: bytes, size: tuple[int, int]
) -> None:
    resize, click = messages(read(sent, b"\x1b[<0;5;5M"))
    assert isinstance(resize, events.Resize)
    assert resize.size == size
    assert isinstance(click, events.MouseDown)


def test_no_window_is_larger_than_what_is_drawn() -> None:
    assert fit_size(65535, 65535) == (500, 200)
    assert fit_size(120, 36) == (120, 36)
    assert fit_size(0, 0) == (80, 24)


# Waiting


def test_an_escape_key_waits_for_its_delay_and_no_longer() -> None:
    cleaned = fresh()
    assert cleaned.feed(b"\x1b", 5.0) == []
    assert cleaned.deadline == pytest.approx(5.1)
    assert cleaned.tick(5.09) == []
    assert cleaned.tick(5.11) == [ESC]
    assert cleaned.deadline is None


def test_the_rest_of_an_answer_whose_escape_was_taken_for_the_key_is_swallowed() -> None:
    for rest in (b"[?62;22c", b"]11;rgb:1d/1f/21\x07", b"P>|XTerm(379)\x1b\\", b"_Gi=1;OK\x1b\\"):
        cleaned = fresh()
        cleaned.feed(b"\x1b", 0.0)
        assert cleaned.tick(0.2) == [ESC]
        assert cleaned.feed(rest, 0.4) == []
        assert cleaned.feed(b"q", 0.5) == ["q"]


@pytest.mark.parametrize("typed", [b"[", b"]", b"q", b"[note]", b"Pick", b"_name"])
def test_what_is_typed_after_an_escape_key_is_typed(typed: bytes) -> None:
    cleaned = fresh()
    cleaned.feed(b"\x1b", 0.0)
    cleaned.tick(0.2)
    assert cleaned.feed(typed, 0.3) == [typed.decode()]


def test_an_answer_that_never_ends_swallows_keys_no_longer_than_a_second() -> None:
    """Though the person goes on typing."""
    for begun in (b"\x1b]11;rgb:", b"\x1b[?62", b"\x1bP1$r"):
        cleaned, got = fresh(), []
        cleaned.feed(begun, 0.0)
        for tenth in range(1, 20):
            got += cleaned.tick(tenth / 10 + 0.01)
            got += cleaned.feed(b"5", tenth / 10 + 0.01)
        assert "".join(map(str, got)) == "5" * round(20 - PATIENCE * 10)


def test_enter_and_control_keys_end_an_answer_that_does_not() -> None:
    assert read(b"\x1b]11;rgb:00", b"\r", b"\x11") == ["\r", "\x11"]


# Pastes


def test_a_paste_is_one_text_whatever_is_in_it() -> None:
    sent = b"\x1b[200~a\r\nb\xfc \xe6\xbc\xa2 \x1b[?0u \x1b[201 q\x1b[201~z"
    whole = [Pasted("a\r\nb� 漢 \x1b[?0u \x1b[201 q"), "z"]
    assert read(sent) == whole
    assert joined(read(*(sent[at : at + 1] for at in range(len(sent))))) == whole


def test_a_paste_without_an_end_is_taken_after_a_while_and_its_late_rest_is_no_keys() -> None:
    cleaned = fresh()
    assert cleaned.feed(b"\x1b[200~half", 0.0) == []
    assert cleaned.deadline == PASTE_PATIENCE
    assert cleaned.tick(PASTE_PATIENCE) == [Pasted("half")]
    assert cleaned.feed(b" done\x1b[201~q", 9.0) == [Pasted(" done"), "q"]


def test_keys_after_a_paste_without_an_end_are_keys() -> None:
    cleaned = fresh()
    cleaned.feed(b"\x1b[200~half\x1b[20", 0.0)
    assert cleaned.tick(PASTE_PATIENCE) == [Pasted("half\x1b[20")]
    assert cleaned.feed(b"q", 9.0) == ["q"]


def test_of_an_endless_paste_no_more_is_held_than_is_taken() -> None:
    cleaned = fresh()
    cleaned.feed(b"\x1b[200~", 0.0)
    packet = "漢".encode() * 200_000
    for second in range(30):
        assert cleaned.feed(packet, second) == []
        assert len(cleaned._pasted or b"") <= 4 * MOST_PASTED + 4
    (paste,) = cleaned.feed(b"\x1b[201~", 30.0)
    assert len(paste.text) > MOST_PASTED


# Whatever comes

PIECES = (
    *(b"\x1b", b"\x1b[", b"\x1b]", b"\x1bO", b"\x1bP", b"\x1b_", b"\x1b\\", b"\x1b[M", b"\x1b[<"),
    *(b"\x1b[200~", b"\x1b[201~", b"\x1b[48;", b"\x1b[?", b"11;rgb:", b"0", b"12;40", b":3", b";"),
    *(b"u", b"~", b"A", b"R", b"c", b"t", b"$y", b"M", b"m", b"\x07", b"\x18", b"\r", b"\x00"),
    *(b"q", b" ", b"\x7f", b"\xfc", b"\x9b", b"\xc2\x9b", b"\xe6\xbc\xa2", b"\xe6\xbc", b"\xa2"),
)
SENT = st.lists(st.sampled_from(PIECES) | st.binary(max_size=4), max_size=20).map(b"".join)


@settings(max_examples=400, deadline=None)
@given(SENT, st.data())
def test_where_packets_are_cut_makes_no_difference(sent: Any, data: Any) -> None:
    at = data.draw(st.integers(0, len(sent)))
    assert joined(read(sent)) == joined(read(sent[:at], sent[at:]))


@settings(max_examples=400, deadline=None)
@given(SENT)
def test_textual_reads_whatever_gets_through_at_once(sent: Any) -> None:
    for message in messages(read(sent)):
        if isinstance(message, events.Key) and message.character:
            message.character.encode()


def test_textual_reads_whatever_gets_through_of_pure_chance() -> None:
    dice = random.Random(3)
    for _ in range(10_000):
        messages(read(dice.randbytes(dice.randrange(1, 60))))
