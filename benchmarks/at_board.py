"""The app by its own command, opened at the board instead of Today."""

from functools import partial

from care_tui import opening
from care_tui.__main__ import main

if __name__ == "__main__":
    opening.open_app = partial(opening.open_app, start="board")
    main()
