"""Finds the type of every node and what is wrong with it: one file a family of nodes, put together by `check`."""
