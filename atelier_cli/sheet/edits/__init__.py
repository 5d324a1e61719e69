"""Fixes as changes of a text: each edit becomes the smallest change that makes it, and the result is checked."""
