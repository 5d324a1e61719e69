"""Defines the parts of an action by their rows."""
