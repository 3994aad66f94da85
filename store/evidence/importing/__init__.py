"""Feedback out of files: what a file seems to hold, what a person says of it, and what is written.

`imports` has the four functions that a screen and the command line call; `import_proposal` proposes,
`import_options` holds what may be said, `import_parser` reads, `import_matching` knows answers that
are there already, `import_writer` writes, `import_undo` takes back; `recipes` keeps how a file like
this one is read.
"""
