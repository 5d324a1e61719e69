"""The language server protocol: the only part of the editor that speaks it."""
