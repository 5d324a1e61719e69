"""How a text lays out what it says: its nodes with their styles, comments and blank lines, and the canonical layout."""
