"""The commands by what one does with them, as ``care --help`` lists them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

SECTIONS = {
    "Start": ("init", "demo", "status", "welcome", "help"),
    "Board": (
        "board",
        "add",
        "edit",
        "move",
        "merge",
        "archive",
        "unarchive",
        "private",
        "park",
        "undo",
    ),
    "Review and improvements": ("review", "pick", "done", "drop", "carry", "cycle", "quarter"),
    "What customers say": (
        "log",
        "evidence",
        "case",
        "ask",
        "questions",
        "words",
        "measure",
        "import",
        "undo-import",
        "erase",
    ),
    "Verdicts and reports": ("verdict", "momentum", "report", "summary", "share", "calendar"),
    "Team": ("team", "member"),
    "Sharing": ("invite", "host", "web", "look", "copy"),
    "Files": ("export", "backup", "restore"),
    "care itself": ("config", "completion", "doctor"),
}


def write_sections(
    group: click.Group,
    ctx: click.Context,
    formatter: click.HelpFormatter,
    sections: Mapping[str, Sequence[str]],
) -> None:
    """Those of the group's commands that ``sections`` names, a line for each."""
    for title, names in sections.items():
        commands = [(name, group.get_command(ctx, name)) for name in names]
        with formatter.section(title):
            formatter.write_dl([(name, in_short(each)) for name, each in commands if each])


def in_short(command: click.Command) -> str:
    """What the command does, in the first clause of its help."""
    first = (command.help or "").split("\n\n")[0].replace("\n", " ")
    for mark in (". ", "; ", ": "):
        first = first.split(mark)[0]
    return first.rstrip(".") + "."
