"""The app by its own command, opened at the board instead of Today."""

from functools import partial

from care_tui.__main__ import main
from care_tui.startup_tuning import look_rarely, put_off_unused

if __name__ == "__main__":
    look_rarely()  # As the command does before it loads the app.
    put_off_unused()
    from care_tui import app_session

    app_session.open_app = partial(app_session.open_app, start="board")
    main()
