"""Sentences beside a form's fields."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


def say(line: Static, said: Content) -> None:
    """Have ``line`` say ``said``. Nothing is laid out where it stands there already, as with
    nearly every letter that is typed."""
    before = line.content
    if not (isinstance(before, Content) and before.is_same(said)):
        line.update(said)
