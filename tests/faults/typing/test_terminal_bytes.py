"""What a terminal sends besides keys: whatever it is, the program goes on, shows what it
showed, and nothing is typed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.harness.pty import Program, environment, python
from store.board import touchpoints
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import create_workspace
from tests.warm import running

STRINGS, LONG_STRINGS = 1_500, 20_000
BUNCH = 50

ANSWERS = {
    "foreground colour (OSC 10)": b"\x1b]10;rgb:c5c5/c8c8/c6c6\x1b\\",
    "background colour (OSC 11)": b"\x1b]11;rgb:1d1d/1f1f/2121\x1b\\",
    "background colour, ended by BEL": b"\x1b]11;rgb:1d1d/1f1f/2121\x07",
    "background colour with alpha": b"\x1b]11;rgba:1d1d/1f1f/2121/ffff\x07",
    "cursor colour (OSC 12)": b"\x1b]12;rgb:ffff/ffff/ffff\x07",
    "selection colour (OSC 17)": b"\x1b]17;rgb:4040/4040/4040\x1b\\",
    "palette (OSC 4)": b"\x1b]4;1;rgb:cccc/0000/0000\x1b\\",
    "palette, several": b"\x1b]4;0;rgb:0000/0000/0000\x07\x1b]4;15;rgb:ffff/ffff/ffff\x07",
    "kitty colours (OSC 21)": b"\x1b]21;foreground=rgb:ff/ff/ff;background=rgb:00/00/00\x1b\\",
    "clipboard (OSC 52)": b"\x1b]52;c;cXVpdCBxIHEgcQ==\x07",
    "window title (XTWINOPS 21)": b"\x1b]lq - a title\x1b\\",
    "icon label (XTWINOPS 20)": b"\x1b]Lq - a title\x1b\\",
    "folder (OSC 7)": b"\x1b]7;file://host/home/q\x1b\\",
    "notification (OSC 99)": b"\x1b]99;i=1:p=?;a=focus:o=always\x1b\\",
    "iTerm cell size": b"\x1b]1337;ReportCellSize=17.0;8.0;2.0\x1b\\",
    "iTerm features": b"\x1b]1337;Capabilities=T3LrMSc7UUw9Ts3BFGsSyHNoSxF\x1b\\",
    "DA1, VT220": b"\x1b[?62;22c",
    "DA1, xterm": b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c",
    "DA1, Linux console": b"\x1b[?6c",
    "DA1, Windows Terminal": b"\x1b[?61;4;6;7;14;21;22;23;24;28;32;42;52c",
    "DA2, xterm": b"\x1b[>41;379;0c",
    "DA2, tmux": b"\x1b[>84;0;0c",
    "DA2, VTE": b"\x1b[>65;7600;1c",
    "DA3": b"\x1bP!|00000000\x1b\\",
    "DA3, VTE": b"\x1bP!|7E565445\x1b\\",
    "XTVERSION, xterm": b"\x1bP>|XTerm(379)\x1b\\",
    "XTVERSION, WezTerm": b"\x1bP>|WezTerm 20240203-110809-5046fc22\x1b\\",
    "XTVERSION, tmux": b"\x1bP>|tmux 3.4\x1b\\",
    "keyboard flags": b"\x1b[?0u",
    "keyboard flags, all": b"\x1b[?31u",
    "key format (XTQMODKEYS)": b"\x1b[>4;2m",
    "status (DSR)": b"\x1b[0n",
    "cursor (CPR)": b"\x1b[12;40R",
    "cursor with page (DECXCPR)": b"\x1b[?12;40;1R",
    "colour scheme (DSR 997)": b"\x1b[?997;1n",
    "printer": b"\x1b[?13n",
    "DECRPM 2026": b"\x1b[?2026;2$y",
    "DECRPM 2027": b"\x1b[?2027;0$y",
    "DECRPM 1016": b"\x1b[?1016;2$y",
    "DECRPM, ANSI mode": b"\x1b[4;2$y",
    "DECRQSS, cursor": b"\x1bP1$r2 q\x1b\\",
    "DECRQSS, colours": b"\x1bP1$r0;38:2::1:2:3m\x1b\\",
    "DECRQSS, refused": b"\x1bP0$r\x1b\\",
    "XTGETTCAP": b"\x1bP1+r524742=382F382F38\x1b\\",
    "XTGETTCAP, refused": b"\x1bP0+r\x1b\\",
    "sixel registers (XTSMGRAPHICS)": b"\x1b[?1;0;256S",
    "kitty graphics": b"\x1b_Gi=31;OK\x1b\\",
    "kitty graphics, refused": b"\x1b_Gi=31;ENOTSUPPORTED:q\x1b\\",
    "terminal parameters (DECREPTPARM)": b"\x1b[2;1;1;128;128;1;0x",
    "checksum (DECRQCRA)": b"\x1bP1!~0000\x1b\\",
    "text area in cells (XTWINOPS 18)": b"\x1b[8;36;120t",
    "text area in pixels (XTWINOPS 14)": b"\x1b[4;720;1200t",
    "cell in pixels (XTWINOPS 16)": b"\x1b[6;20;10t",
    "size in band": b"\x1b[48;36;120;720;1200t",
    "focus gained": b"\x1b[I",
    "focus lost": b"\x1b[O",
}
"""Answers as terminals give them, and what they tell unasked."""

NOISE = {
    "a Latin letter": b"\xfc",
    "a stray half of a letter": b"\xa9",
    "half a letter": b"\xe6\xbc",
    "C1": "\x9b\x90".encode(),
    "X10 mouse at column 168": bytes.fromhex("1b5b4d20c821"),
    "X10 mouse at column 1": b"\x1b[M !!",
    "X10 mouse, cut": b"\x1b[M \xc8",
    "urxvt mouse": b"\x1b[35;10;20M",
    "kitty release": b"\x1b[98;1:3u",
    "kitty release of an arrow": b"\x1b[1;1:3C",
    "kitty key past Unicode": b"\x1b[9999999;1u",
    "kitty text past Unicode": b"\x1b[0;;9999999u",
    "kitty surrogate": b"\x1b[55296;;55296u",
    "a number without end": b"\x1b[" + b"9" * 300 + b"u",
    "no such arrow": b"\x1b[1:2:3;4:5:6;7:8A",
    "a size of nothing": b"\x1b[48;0;0;0;0t",
    "a letter after a broken beginning": b"\x1b[1;2\xfc",
    "an end without its paste": b"\x1b[201~",
    "an end without its answer": b"\x1b\\",
}
"""What ended the program, or acted as a key."""

_IN_NO_LETTER = bytes((*range(0x80, 0xC2), *range(0xF5, 0x100)))
_MARKS, _NUMBERS, _LETTERS = "=>?", "0123456789;:", "abcdfghijklmnoprstuvwxyz"


def noise(dice: random.Random) -> bytes:
    """Something that is no key, at random."""
    match dice.randrange(8):
        case 0:
            return bytes(dice.choices(_IN_NO_LETTER, k=dice.randrange(1, 9)))
        case 1:
            return b"\x1b[M" + bytes(dice.randrange(32, 256) for _ in range(3))
        case 2:
            inside = bytes(dice.choice(b"\x7f\x80\xff az09;:=/") for _ in range(dice.randrange(40)))
            return b"\x1b" + dice.choice((b"]1", b"P1", b"_G", b"^q", b"Xq")) + inside + b"\x1b\\"
        case 3:
            numbers = "".join(dice.choices(_NUMBERS, k=dice.randrange(1, 40)))
            return f"\x1b[{dice.choice(_MARKS)}{numbers}{dice.choice(_LETTERS)}".encode()
        case 4:
            code, event = dice.randrange(1 << 24), dice.choice(("3", "3:9"))
            return f"\x1b[{code};{dice.randrange(300)}:{event}{dice.choice('u~ABCD')}".encode()
        case 5:
            whole = dice.choice([*ANSWERS.values()])
            return whole[: dice.randrange(3, len(whole) + 1)].rstrip(b"\x1b") + b"\x1b[?0u"
        case 6:
            return dice.choice([*ANSWERS.values()])
        case _:
            return dice.choice([*NOISE.values()]) + b"\x1b[?0u"


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    """The room's seat in a workspace with a card."""
    workspace = create_workspace(tmp_path / "workspace.db", durable=False)
    seat = Seat(workspace, create_team(workspace, NewTeam("Acme", members=("Dana", "Lee"))).id)
    touchpoints.add(seat, Stage.CONNECT, "Welcome")
    yield seat
    workspace.close()


@contextmanager
def on_the_board(seat: Seat) -> Iterator[Program]:
    """The program in a terminal, showing the board."""
    path = seat.workspace.path
    assert path is not None
    with running(python("care_tui"), environment(path.parent, {"CARE_WORKSPACE": str(path)})) as it:
        it.until_shown("1 Today", "Acme")
        it.until_still()
        it.write(b"2")
        it.until_shown("Welcome")
        it.until_still()
        yield it


def shown(program: Program) -> str:
    """What the program's terminal shows once it is still, but for the time."""
    program.until_still()
    return re.sub(r"\d\d:\d\d", "", program.shown())


def in_a_field(program: Program) -> None:
    """Begin a card, whose first half is typed."""
    program.write(b"ahalf")
    program.until_shown("half")


def adds_what_was_typed(program: Program, seat: Seat) -> None:
    """End the card that was begun: it has every letter, and no other."""
    program.write(b"done\r")
    program.until_shown("halfdone")
    program.write(b"\x11")
    program.until_ended()
    assert program.exit_code == 0
    assert program.not_restored() == []
    texts = [card.text for card in load_snapshot(seat).board[0].touchpoints]
    assert texts == ["Welcome", "halfdone"]


def test_answers_of_terminals_are_swallowed(seat: Seat, tell: Callable[[str], None]) -> None:
    """Each whole, and cut in two with a wait between: at one place, or at all in the long form."""
    with on_the_board(seat) as program:
        board = shown(program)
        for said in (*ANSWERS.values(), *NOISE.values()):
            program.write(said)
            program.read(0)
        assert shown(program) == board
        in_a_field(program)
        field = shown(program)
        for said in (*ANSWERS.values(), *NOISE.values()):
            program.write(said)
            program.read(0)
        assert shown(program) == field
        adds_what_was_typed(program, seat)
    tell(f"{len(ANSWERS)} answers, {len(NOISE)} kinds of noise, on the board and in a field")


def test_answers_cut_in_two_are_swallowed(
    seat: Seat, long: bool, tell: Callable[[str], None]
) -> None:
    """After the first two bytes, where a lone escape key is no question any more."""
    dice = random.Random(1)
    with on_the_board(seat) as program:
        board = shown(program)
        cuts = 0
        for said in ANSWERS.values():
            # Behind an ESC that follows a whole answer stands what begins as an escape key does.
            places = [at for at in range(2, len(said)) if not said[:at].endswith(b"\x07\x1b")]
            for at in places if long else dice.sample(places, 1):
                program.write(said[:at])
                program.read(0.15)
                program.write(said[at:])
                cuts += 1
        assert shown(program) == board
        in_a_field(program)
        field = shown(program)
        for said in ANSWERS.values():
            places = [at for at in range(2, len(said)) if not said[:at].endswith(b"\x07\x1b")]
            at = dice.choice(places)
            program.write(said[:at])
            program.read(0.15)
            program.write(said[at:])
            cuts += 1
        assert shown(program) == field
        adds_what_was_typed(program, seat)
    tell(f"{cuts} answers cut in two")


def test_noise_is_swallowed(seat: Seat, long: bool, tell: Callable[[str], None]) -> None:
    dice = random.Random(2)
    count = LONG_STRINGS if long else STRINGS
    with on_the_board(seat) as program:
        before = shown(program)
        for number in range(count):
            if number == count // 2:
                assert shown(program) == before
                in_a_field(program)
                before = shown(program)
            program.write(noise(dice))
            if number % BUNCH == 0:
                program.read(0)
        program.write(b"\x1b[?0u")
        assert shown(program) == before
        adds_what_was_typed(program, seat)
    tell(f"{count} random strings")
