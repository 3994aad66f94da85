"""The line by which members come with an SSH client. asyncssh is imported here alone."""
