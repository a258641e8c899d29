"""Why a backup was not made or not put back."""


class BackupFailed(Exception):
    """Says what is wrong and what to do; nothing was changed unless it says so."""
