"""Atelier compiles YAML sheets into ontology rows, forks them onto tenants, and runs what the rows say."""

__version__ = "0.1.0"
