"""The bottom row: the keys that work here, now, as many as fit, the important ones first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from screens.chrome.line import Line, Piece
from screens.keys import joined
from screens.usable import Usable, usable_commands

_ARROWS = {"left": "←", "right": "→"}


class Footer(Line):
    """The keys of the screen it is mounted on. It follows focus and `check_action`."""

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.changed())

    def pieces(self, width: int) -> Sequence[Piece]:
        return footer_pieces(usable_commands(self.screen), width, ascii=self.marks.ascii)


def footer_pieces(usable: Iterable[Usable], width: int, *, ascii: bool = False) -> list[Piece]:
    """The row for ``width`` cells: key in the accent colour, then its label."""
    entries = _entries(usable, {} if ascii else _ARROWS)
    room = width - 1
    kept: set[int] = set()
    for index in sorted(range(len(entries)), key=lambda index: entries[index][0]):
        _, keys, label, _ = entries[index]
        needed = Piece(f"{keys} {label}  ").width
        if needed - 2 <= room:
            kept.add(index)
            room -= needed
    pieces = [Piece(" ")]
    for index in sorted(kept):
        _, keys, label, name = entries[index]
        pieces += [
            Piece(keys, "bold $footer-key-foreground", name),
            Piece(f" {label}", "", name),
            Piece("  "),
        ]
    return pieces


def _entries(usable: Iterable[Usable], signs: Mapping[str, str]) -> list[tuple[int, str, str, str]]:
    """Rank, keys, label and first command's id of each entry, in the table's order.

    ``signs`` are written in place of keys' names."""
    grouped: dict[tuple[object, str], list[Usable]] = {}
    for one in usable:
        command = one.command
        if one.enabled and one.keys and command.footer:
            key = (command.where, command.group) if command.group else (None, command.id)
            grouped.setdefault(key, []).append(one)
    return [
        (
            group[0].command.footer,
            joined(signs.get(one.key, one.key) for one in group),
            group[0].command.group or group[0].command.label,
            group[0].command.id if len(group) == 1 else "",
        )
        for group in grouped.values()
    ]
