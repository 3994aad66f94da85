"""``completion``: a shell that finishes commands, options and the names in the workspace."""

from __future__ import annotations

import contextlib
import io
import os
import re
from typing import Any

import click
from click import shell_completion
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ZshComplete

from care_tui.cli.lazy import CareCommand
from care_tui.cli.output import fact, message

VARIABLE = "_CARE_COMPLETE"
"""Set by a shell that asks how a command line may go on."""
_SPECIAL = re.compile(r"([^\w@%+=:,./-])")
"""What bash would not take for a letter of a word."""
_BASH_LINES = (
    ("read type value", "read -r type value"),
    ("COMPREPLY+=($value)", 'COMPREPLY+=("$value")'),
)
"""Lines of click's script for bash as it has them, and so that names may have spaces."""


class _Completes(shell_completion.ShellComplete):
    """Completion that also knows the workspace's names, and never says a word of its own."""

    breaks_at_equals = False
    """Whether the shell takes what comes after an option's = for a word of its own."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        from care_tui.cli.shell.values import values_of

        words = [word for word in args if word != "="]
        ctx = shell_completion._resolve_context(self.cli, self.ctx_args, self.prog_name, words)
        asked, start = shell_completion._resolve_incomplete(ctx, words, incomplete)
        joined = incomplete.removesuffix(start) if "=" in incomplete else ""
        before = "" if self.breaks_at_equals else joined
        if isinstance(asked, click.Parameter):
            fitting = [
                CompletionItem(before + value)
                for value in values_of(ctx, asked)
                if value.casefold().startswith(start.casefold())
            ]
            if fitting:
                return fitting
        return asked.shell_complete(ctx, start)

    def complete(self) -> str:
        with contextlib.redirect_stderr(io.StringIO()), contextlib.suppress(Exception):
            return super().complete()
        return ""


class _Bash(_Completes, BashComplete):
    breaks_at_equals = True

    def source(self) -> str:
        script = shell_completion.ShellComplete.source(self)
        for theirs, ours in _BASH_LINES:
            script = script.replace(theirs, ours)
        return script

    def get_completion_args(self) -> tuple[list[str], str]:
        words, index = os.environ["COMP_WORDS"], int(os.environ["COMP_CWORD"])
        raw = words.split("\n")[index : index + 1]
        self._quoted = raw != [] and raw[0].startswith(("'", '"'))
        return super().get_completion_args()

    def format_completion(self, item: CompletionItem[Any]) -> str:
        value = str(item.value)
        if not self._quoted:
            value = _SPECIAL.sub(r"\\\1", value)
        return f"{item.type},{value}"


class _Zsh(_Completes, ZshComplete):
    pass


class _Fish(_Completes, FishComplete):
    pass


_SHELLS: dict[str, type[_Completes]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}
_WHERE = {
    "bash": "Save it where bash looks: care completion bash >"
    " ~/.local/share/bash-completion/completions/care",
    "zsh": "Save it as _care in a folder of $fpath, such as: care completion zsh > ~/.zfunc/_care\n"
    "with fpath=(~/.zfunc $fpath) before compinit in ~/.zshrc.",
    "fish": "Save it where fish looks: care completion fish > ~/.config/fish/completions/care.fish",
}


def complete_in_shells() -> None:
    """Let click answer a shell that completes a line of care's."""
    for name, shell in _SHELLS.items():
        shell_completion.add_completion_class(shell, name)


@click.command(cls=CareCommand)
@click.argument("shell", type=click.Choice(tuple(_SHELLS)), metavar="bash|zsh|fish")
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what lets a shell complete commands, options and names; says where it goes."""
    script = _SHELLS[shell](ctx.find_root().command, {}, "care", VARIABLE)
    fact(script.source().strip("\n"))
    message(f"{_WHERE[shell]}\nA new shell knows it then.")
