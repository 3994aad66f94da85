"""The app by its own command, opened at the board instead of Today."""

from functools import partial

from care_tui.startup_tuning import leave_out_tls

leave_out_tls()  # As the command does before it loads the app.
from care_tui import app_session  # noqa: E402
from care_tui.__main__ import main  # noqa: E402

if __name__ == "__main__":
    app_session.open_app = partial(app_session.open_app, start="board")
    main()
