"""The bottom row: the keys that work here, now, as many as fit, the important ones first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from screens.core.available_commands import AvailableCommand, usable_commands
from screens.core.focus_keeper import FocusedScreen
from screens.core.keys import joined
from screens.widgets.clickable_row import ClickableRow, RowPart

_ARROWS = {"left": "←", "right": "→"}


class Footer(ClickableRow):
    """The keys of the screen it is mounted on. It follows focus and `check_action`."""

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.changed())

    def parts(self, width: int) -> Sequence[RowPart]:
        if isinstance(self.screen, FocusedScreen) and self.screen.is_unread:
            return []
        return footer_pieces(usable_commands(self.screen), width, ascii=self.glyphs.ascii)


def footer_pieces(
    usable: Iterable[AvailableCommand], width: int, *, ascii: bool = False
) -> list[RowPart]:
    """The row for ``width`` cells: key in the accent colour, then its label."""
    entries = _entries(usable, {} if ascii else _ARROWS)
    room = width - 1
    kept_indexes: set[int] = set()
    for index in sorted(range(len(entries)), key=lambda index: entries[index][0]):
        _, keys, label, _ = entries[index]
        needed = RowPart(f"{keys} {label}  ").width
        if needed - 2 <= room:
            kept_indexes.add(index)
            room -= needed
    pieces = [RowPart(" ")]
    for index in sorted(kept_indexes):
        _, keys, label, name = entries[index]
        pieces += [
            RowPart(keys, "bold $footer-key-foreground", name),
            RowPart(f" {label}", "", name),
            RowPart("  "),
        ]
    return pieces


def _entries(
    usable: Iterable[AvailableCommand], signs: Mapping[str, str]
) -> list[tuple[int, str, str, str]]:
    """Rank, keys, label and first command's id of each entry, in the table's order.

    ``signs`` are written in place of keys' names."""
    grouped: dict[tuple[object, str], list[AvailableCommand]] = {}
    for available in usable:
        command = available.command
        if available.enabled and available.keys and command.footer:
            key = (command.where, command.group) if command.group else (None, command.id)
            grouped.setdefault(key, []).append(available)
    return [
        (
            group[0].command.footer,
            joined(signs.get(available.key, available.key) for available in group),
            group[0].command.group or group[0].command.label,
            group[0].command.id if len(group) == 1 else "",
        )
        for group in grouped.values()
    ]
