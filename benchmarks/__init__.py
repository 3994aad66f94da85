"""Measurements that say how fast the program is; no part of the tests or the wheel."""
