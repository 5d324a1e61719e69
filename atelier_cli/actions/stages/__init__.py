"""The stages of an action, one a file, in the order of `pipeline.py`: functions from an attempt to an attempt."""
