"""Every type of submission criteria, by its word."""
