"""The app by its own command, opened at the board instead of Today."""

from functools import partial

from care_tui import app_session
from care_tui.__main__ import main

if __name__ == "__main__":
    app_session.open_app = partial(app_session.open_app, start="board")
    main()
