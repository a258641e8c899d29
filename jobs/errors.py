"""Why a piece of background work did not end with its result, and what may pass by itself."""

from django.db import DatabaseError, InterfaceError, OperationalError


class JobTaken(Exception):
    """The job is not this run's any more: it was cancelled, or its lease ended and another run took it."""


class JobFailed(Exception):
    """The work can't be done; the message is a sentence for the person who asked for it.

    ``may_pass`` where trying again later may do, as when the store is away.
    """

    def __init__(self, sentence: str, *, may_pass: bool = False) -> None:
        super().__init__(sentence)
        self.may_pass = may_pass


def may_pass(failure: BaseException) -> bool:
    """Whether it is the disk's or the database's; PostgreSQL's client says of a server that died no more."""
    is_away = isinstance(failure, (OSError, OperationalError, InterfaceError))
    return is_away or type(failure) is DatabaseError
