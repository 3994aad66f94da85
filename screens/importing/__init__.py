"""Importing customer feedback: a file, what it seems to be, what will be written, done."""
