"""Turns nodes into closures: one file a family of nodes, put together by `compile`."""
