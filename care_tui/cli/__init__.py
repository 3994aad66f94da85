"""The command line: one file a group of commands, each imported when it is called.

A command's own imports of the store stand in its body, so that ``care --version``, help and
completion load neither Textual nor SQLAlchemy.
"""
