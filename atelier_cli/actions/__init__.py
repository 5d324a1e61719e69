"""What the action rows of a tenant do to its entities, from a request to a report."""
