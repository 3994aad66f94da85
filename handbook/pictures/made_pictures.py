"""The pictures in ``docs/pictures``: an SVG each, and beside it the text it was made from."""

from __future__ import annotations

from pathlib import Path

from handbook.pictures.drawing import digest, svg, text_of
from handbook.pictures.recording import Frame, play
from handbook.pictures.storyboard import PICTURES

MOST_BYTES = 1_000_000
"""The largest that a picture may be."""


def frames_of(name: str) -> list[Frame]:
    """Play the scenes of the picture called ``name`` in the app as it is now."""
    return play(PICTURES[name].view, PICTURES[name].scenes)


def write_pictures(folder: Path) -> None:
    """Make every picture anew in ``folder``."""
    folder.mkdir(exist_ok=True)
    for name, picture in PICTURES.items():
        frames = frames_of(name)
        (folder / f"{name}.svg").write_text(svg(frames, picture.told), encoding="utf-8")
        (folder / f"{name}.txt").write_text(text_of(frames), encoding="utf-8")


def is_made_from(folder: Path, name: str, text: str) -> bool:
    """Whether the picture called ``name`` says that it was made from ``text``."""
    return digest(text) in (folder / f"{name}.svg").read_text(encoding="utf-8")
