"""The entities of a tenant: what their types say, what may be written of them, and which mutations write it."""
