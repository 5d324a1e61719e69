"""Runs the command line as `python -m atelier_cli`."""

from atelier_cli.main import main

main()
