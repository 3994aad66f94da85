"""``care host``: the app served over SSH, to members and nobody else.

Three kinds of process. The **server** (`server`, with asyncssh) decides who may log in and
carries bytes. The **fork server** (`fork_server`) imports the whole app once and then only forks.
A **guest** (`session_process`) is such a fork: the app on a pseudo-terminal of its own, for one
person.
"""
