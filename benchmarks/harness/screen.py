"""A terminal's screen whose lines are asked for again and again."""

import pyte


class SeenScreen(pyte.Screen):
    """pyte's screen, which takes each cell as it was drawn: what follows a wide character is empty.

    Pyte asks every character anew how wide it is, which takes longer than drawing it did.
    """

    @property
    def display(self) -> list[str]:
        """The lines from above."""
        cells = range(self.columns)
        rows = [self.buffer[row] for row in range(self.lines)]
        return ["".join([line[cell].data for cell in cells]) for line in rows]
