"""The functions that other packages provide through the entry points `atelier.functions`."""
