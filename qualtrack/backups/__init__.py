"""Backups: database, files and the journal's head as they were at one moment, in one archive, and back."""
