"""What the commands print: facts on standard output, messages on standard error."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import click
from rich.cells import cell_len, set_cell_size

from care_tui.argv_privacy import without_passwords
from store.common.errors import Refused, WrongValue
from store.common.text import drawable
from store.formats.tabular.encoding import MAX_BYTES, check_size

JSON_VERSION = 1
"""Of the form of what is printed as JSON; it rises when something in it changes or goes. New keys
change nothing. docs/json.md tells the form."""
WIDTH = 80
"""Columns that lines for people keep to."""


def message(sentence: str) -> None:
    """A sentence on standard error, safe whatever it quotes, without the passwords of URLs."""
    click.echo(drawable(without_passwords(sentence), multiline=True), err=True)


def fact(line: str = "") -> None:
    """A line on standard output, safe whatever it quotes."""
    _out(drawable(line, multiline=True) + "\n")


def end_of_reader() -> None:
    """Let what is still to be printed go nowhere: who read it has seen enough, as ``head`` does."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


_written: list[str] | None = None
"""What goes to standard output while `written` notes it."""


_is_held = False
"""Whether it is only noted."""


@contextlib.contextmanager
def written() -> Iterator[list[str]]:
    """Note the pieces of what the block prints on standard output."""
    global _written
    pieces = _written = list[str]()
    try:
        yield pieces
    finally:
        _written = None


@contextlib.contextmanager
def held() -> Iterator[list[str]]:
    """Note the pieces of what the block would print on standard output, and print none."""
    global _is_held
    _is_held = True
    try:
        with written() as pieces:
            yield pieces
    finally:
        _is_held = False


def write(text: str) -> None:
    """Print what was printed before, as it was."""
    _out(text)


def _out(text: str) -> None:
    """Write to standard output. Raises Refused when it takes no more, as on a full disk."""
    if _written is not None:
        _written.append(text)
    if _is_held:
        return
    try:
        click.echo(text, nl=False)
    except BrokenPipeError:
        raise
    except OSError as error:
        end_of_reader()
        raise Refused(f"Cannot write: {error.strerror}.") from None


def facts(value: Mapping[str, Any]) -> None:
    """Facts as JSON, with the version of their form."""
    _out(as_json_text(value))


def as_json_text(value: Mapping[str, Any]) -> str:
    """What `facts` prints. What a terminal could take for a command is escaped; nothing is lost."""
    text = json.dumps({"version": JSON_VERSION, **value}, ensure_ascii=False, indent=2)
    return "".join(_safe(character) for character in text) + "\n"


def failure(sentence: str, code: str, *, field: str | None = None, as_json: bool = False) -> None:
    """Say on standard error what kept a command from its end: a sentence, or JSON."""
    if not as_json:
        message(sentence)
        return
    error = {"code": code, "message": without_passwords(sentence), "field": field}
    text = json.dumps({"version": JSON_VERSION, "error": error}, ensure_ascii=False)
    click.echo("".join(_safe(character) for character in text), err=True)


def _safe(character: str) -> str:
    if character.isprintable() or character == "\n":
        return character
    return json.dumps(character)[1:-1]


def item(lead: str, text: str, tail: str = "") -> None:
    """A line that starts with ``lead``; a long ``text`` goes on below its own beginning.

    ``tail`` stands at its end, on a line of its own where there is no room.
    """
    import textwrap

    indent = " " * cell_len(lead)
    words = drawable(text)
    lines = textwrap.wrap(words, max(20, WIDTH - len(indent)), break_long_words=False) or [""]
    if tail and cell_len(indent + lines[-1] + tail) + 2 <= WIDTH:
        lines[-1] = f"{lines[-1]}  {tail}"
    elif tail:
        lines.append(tail)
    for index, line in enumerate(lines):
        fact(f"{indent if index else lead}{line}".rstrip())


def column(text: str, width: int) -> str:
    """``text`` in exactly ``width`` cells, cut with an ellipsis where it is longer."""
    plain = drawable(text)
    if cell_len(plain) > width:
        return set_cell_size(plain, width - 1) + "…"
    return set_cell_size(plain, width)


def table(rows: Sequence[Sequence[str]], indent: str = "") -> None:
    """Rows in aligned columns; the last one is not cut."""
    if not rows:
        return
    widths = [max(cell_len(drawable(cell)) for cell in cells) for cells in zip(*rows, strict=True)]
    for row in rows:
        *left, last = row
        cells = [column(cell, width) for cell, width in zip(left, widths, strict=False)]
        fact(f"{indent}{'  '.join([*cells, drawable(last)])}".rstrip())


def write_out(target: Path | None, text: str | Iterable[str], *, force: bool = False) -> None:
    """``text``, or its pieces as they come, into the file ``target``, whole or not at all; to
    standard output without one. The file is its owner's alone (0600): customers' words are in it.

    Raises Refused when the file cannot be written, and unless ``force`` when something stands
    there; a link is never followed, only replaced.
    """
    pieces = [text] if isinstance(text, str) else text
    if target is None or is_stream(target):
        for piece in pieces:
            _out(drawable(piece, multiline=True) if sys.stdout.isatty() else piece)
        return
    target = target.expanduser()
    if target.exists() and not target.is_file():
        _write(target, pieces, target, "w")
        return
    if os.path.lexists(target) and not force:
        raise _exists(target)
    import secrets

    partial = target.with_name(f"{target.name}.{secrets.token_hex(6)}.partial")
    try:
        _write(partial, pieces, target, "x")
        _put_in_place(partial, target, force=force)
    finally:
        partial.unlink(missing_ok=True)
    message(f"Wrote {target}.")


def _exists(target: Path) -> Refused:
    return Refused(f"{target} exists already and was left as it is. Add --force to replace it.")


def _write(file: Path, pieces: Iterable[str], path: Path, mode: str) -> None:
    try:
        with open(file, mode, encoding="utf-8", newline="\n", opener=_for_owner) as out:
            out.writelines(pieces)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}.") from None


def _put_in_place(partial: Path, target: Path, *, force: bool) -> None:
    """Give the written file its name, over nothing unless ``force``."""
    from store.workspace.atomic_create import name_over_nothing

    try:
        if force:
            partial.replace(target)
        else:
            name_over_nothing(partial, target)
    except FileExistsError:
        raise _exists(target) from None
    except OSError as error:
        raise Refused(f"{target} cannot be written: {error.strerror}.") from None


def _for_owner(file: str, flags: int) -> int:
    """Open a file that is new as one that its owner alone may read."""
    return os.open(file, flags, 0o600)


def read_in(source: Path) -> bytes:
    """The bytes of the file ``source``, ``-`` for standard input.

    Raises Refused when it cannot be read, or has more than `MAX_BYTES`: no more is ever read.
    """
    if is_stream(source):
        if sys.stdin is None:
            raise Refused("Standard input is closed, so nothing can be read from it.")
        return _at_most(sys.stdin.buffer)
    try:
        with source.expanduser().open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            check_size(size)
            return _at_most(file)
    except OSError as error:
        raise Refused(f"{source} cannot be read: {error.strerror}.") from None


def is_stream(path: Path) -> bool:
    """Whether ``-`` was typed, which is standard input or output and never a file."""
    return str(path) == "-"


def refuse_stream(path: Path) -> None:
    """Raise UsageError for ``-``, where a file or folder is needed: none is ever called so."""
    if is_stream(path):
        raise click.UsageError("- is standard input and output. Name a file or folder here.")


def read_lines() -> list[tuple[int, str]]:
    """The lines of standard input that have something in them, with their numbers.

    Raises Refused when it is closed or not text, WrongValue where no line has anything.
    """
    try:
        text = read_in(Path("-")).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("Standard input is not UTF-8 text.") from None
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
    numbered_lines = [(number, line) for number, line in lines if line]
    if not numbered_lines:
        raise WrongValue("Standard input has nothing in it.")
    return numbered_lines


def _at_most(file: BinaryIO) -> bytes:
    data = file.read(MAX_BYTES + 1)
    check_size(len(data))
    return data


def plural(count: int, one: str, many: str = "") -> str:
    """``1 row``, ``2 rows``, ``1,200 rows``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
