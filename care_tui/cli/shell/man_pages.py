"""The manual pages, out of the same texts as ``--help``: one for care, one for each command.

They are written into the folder ``man`` of the source, which the wheel takes along:
``python -m care_tui.cli.shell.man_pages man``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from care_tui.cli.helping.examples import examples_of, words_of
from care_tui.cli.helping.sections import SECTIONS, in_short
from care_tui.cli.root import cli

_ESCAPES = str.maketrans(
    {"\\": r"\e", "-": r"\-", "'": r"\(aq", "^": r"\(ha", "~": r"\(ti", "`": r"\(ga"}
)
"""Letters that roff reads as something else, or draws as another one."""


def man_pages() -> dict[str, str]:
    """The text of every page by its file's name."""
    root = cli.make_context("care", [], resilient_parsing=True)
    pages = {"care.1": _page(root, [])}
    for ctx in commands_below(root):
        deeper = list(_all_below(ctx))
        pages[f"care-{ctx.info_name}.1"] = _page(ctx, deeper)
    return pages


def commands_below(ctx: click.Context) -> Iterator[click.Context]:
    """The commands directly under the context's, each with a context of its own."""
    group = ctx.command
    if isinstance(group, click.Group):
        for name in group.list_commands(ctx):
            command = group.get_command(ctx, name)
            assert command is not None
            yield click.Context(command, info_name=name, parent=ctx)


def _all_below(ctx: click.Context) -> Iterator[click.Context]:
    for each in commands_below(ctx):
        yield each
        yield from _all_below(each)


def _page(ctx: click.Context, deeper: list[click.Context]) -> str:
    name = "-".join(["care", *words_of(ctx)])
    lines = [f'.TH "{_roff(name.upper())}" "1" "" "care" "care"', ".SH NAME"]
    lines += [f"{_roff(name)} \\- {_roff(in_short(ctx.command).rstrip('.'))}", ".SH SYNOPSIS"]
    lines += [*_usage(ctx), ".SH DESCRIPTION", *_description(ctx), ".SH OPTIONS", *_options(ctx)]
    if ctx.parent is None:
        lines += _sections(ctx)
    if deeper:
        lines.append(".SH COMMANDS")
    for each in deeper:
        lines += [f'.SS "{_roff(each.command_path)}"', *_usage(each), ".PP"]
        lines += [*_description(each), *_options(each), *_examples(each)]
    lines += [".SH EXAMPLES", *_examples(ctx)]
    command_examples = examples_of(ctx)
    if command_examples is not None:
        lines += [".SH SEE ALSO", _line(f"{command_examples.page} in care's source, care help")]
    return "\n".join(lines) + "\n"


def _roff(text: str) -> str:
    """``text`` as roff draws it, letter for letter."""
    return text.translate(_ESCAPES)


def _line(text: str) -> str:
    """A line of text that roff takes for no request."""
    return (r"\&" if text.startswith((".", "'")) else "") + _roff(text)


def _usage(ctx: click.Context) -> list[str]:
    pieces = " ".join(ctx.command.collect_usage_pieces(ctx))
    return [rf"\fB{_roff(ctx.command_path)}\fR {_roff(pieces)}"]


def _description(ctx: click.Context) -> list[str]:
    paragraphs = (ctx.command.help or "").strip().split("\n\n")
    lines = [_line(" ".join(paragraph.split())) for paragraph in paragraphs]
    return [each for line in lines for each in (".PP", line)][1:]


def _options(ctx: click.Context) -> list[str]:
    lines = []
    for param in ctx.command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record is not None and record[1]:
            option, help_text = record
            lines += [".TP", rf"\fB{_roff(option)}\fR", _line(help_text)]
    return lines


def _sections(ctx: click.Context) -> list[str]:
    lines = [".SH COMMANDS"]
    commands = {each.info_name: each.command for each in commands_below(ctx)}
    for title, names in SECTIONS.items():
        lines.append(f'.SS "{_roff(title)}"')
        for name in names:
            lines += [".TP", rf"\fBcare\-{_roff(name)}\fR(1)", _line(in_short(commands[name]))]
    return lines


def _examples(ctx: click.Context) -> list[str]:
    command_examples = examples_of(ctx)
    examples = command_examples.examples if command_examples is not None else ()
    return [".PP", ".EX", *(_line(each) for each in examples), ".EE"]


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    for page in folder.glob("*.1"):
        page.unlink()
    for name, text in man_pages().items():
        (folder / name).write_text(text, encoding="utf-8")
