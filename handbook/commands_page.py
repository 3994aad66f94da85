"""The page of all commands, out of the same texts as ``--help``."""

from __future__ import annotations

from collections.abc import Iterator

import click

from care_tui.cli.helping.examples import examples_of
from care_tui.cli.helping.sections import SECTIONS, in_short
from care_tui.cli.root import cli
from care_tui.cli.shell.man_pages import commands_below
from handbook.keys_page import cell

PAGE = "docs/commands.md"
_TOP = """# Commands

<!-- Made by `python -m handbook pages` from the texts of `--help`. -->

`care` alone opens the app. [In the shell](shell.md) tells what all commands have in common: the team and
the member they act for, output, exit codes. A command's own `--help` says the same as this page.
"""
_TAKEN_EVERYWHERE = ("--help", "--workspace")


def commands_page() -> str:
    """The page as Markdown: an overview by what one does, then each command."""
    root = cli.make_context("care", [], resilient_parsing=True)
    commands = {str(each.info_name): each for each in commands_below(root)}
    parts = [_TOP, _command(root, 2, "What every command takes")]
    for title, names in SECTIONS.items():
        parts += [f"## {title}", "", "| Command | What it does |", "|---|---|"]
        parts += [
            f"| [`care {name}`](#care-{name}) | {cell(in_short(commands[name].command))} |"
            for name in names
        ]
        parts.append("")
        for name in names:
            parts += [_command(ctx, level) for ctx, level in _with_all_below(commands[name], 3)]
    return "\n".join(parts)


def _with_all_below(ctx: click.Context, level: int) -> Iterator[tuple[click.Context, int]]:
    yield ctx, level
    for each in commands_below(ctx):
        yield from _with_all_below(each, min(level + 1, 4))


def _command(ctx: click.Context, level: int, title: str = "") -> str:
    pieces = " ".join(ctx.command.collect_usage_pieces(ctx))
    lines = [f"{'#' * level} {title or ctx.command_path}", ""]
    lines += ["```text", f"{ctx.command_path} {pieces}".rstrip(), "```", ""]
    for paragraph in (ctx.command.help or "").strip().split("\n\n"):
        lines += [_prose(paragraph), ""]
    options = list(_options(ctx))
    if options:
        lines += ["| Option | Meaning |", "|---|---|", *options, ""]
    examples = examples_of(ctx)
    if examples is not None:
        lines += ["```sh", *examples.examples, "```", ""]
        if examples.page.startswith("docs/") and examples.page != PAGE:
            page = examples.page.removeprefix("docs/")
            lines += [f"More: [{page}]({page}).", ""]
    return "\n".join(lines)


def _options(ctx: click.Context) -> Iterator[str]:
    for param in ctx.command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record is None or not record[1]:
            continue
        option, help_text = record
        if ctx.parent is None or not any(each in option for each in _TAKEN_EVERYWHERE):
            yield f"| `{cell(option)}` | {cell(_prose(help_text))} |"


def _prose(text: str) -> str:
    """``text`` on one line, with what Markdown would read as its own taken literally."""
    line = " ".join(text.split())
    return line.replace("<", "&lt;").replace("*", r"\*").replace("[", r"\[").replace("_", r"\_")
