"""``care import``: what is asked on the command line, told, and refused."""
