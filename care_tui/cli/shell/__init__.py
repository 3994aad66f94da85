"""What belongs to the shell: help by words, completion, the manual."""
