"""Django's SQLite backend with transactions that wait for the write lock at their start."""
