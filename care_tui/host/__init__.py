"""``care host``: the app served over SSH, to members and nobody else.

Three kinds of process. The **server** (`server`, with asyncssh) knows who is at the door and
carries bytes. The **zygote** (`zygote`) imports the whole app once and then only forks. A
**guest** (`guest`) is such a fork: the app on a pseudo-terminal of its own, for one person.
"""
