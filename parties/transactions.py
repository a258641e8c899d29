"""The one transaction of an action: all of it or nothing, and begun again where the database gave it up.

Two that change things at the same time may each wait for the other. PostgreSQL then ends one of them, which
has done nothing wrong: it is done anew, from the start, before anybody hears of it.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial, wraps
from itertools import count
from typing import ParamSpec, TypeVar

from django.db import Error, IntegrityError, connection, transaction

from jobs.errors import may_pass
from parties.errors import Refused

P = ParamSpec("P")
R = TypeVar("R")

logger = logging.getLogger(__name__)

TRIES = 3
LONGEST_WAIT = 100  # milliseconds before the second try; twice as long before the third
# What PostgreSQL calls a serialisation failure, a deadlock, and a row that another made just before.
GAVE_UP = ("40001", "40P01", "23505")
# The classes of errors with which a connection ends: what became of a commit was not answered.
CONNECTION_LOST = ("08", "57")
NOT_KEPT = "The database could not take this just now, so nothing was changed. Try again in a few minutes."

# Whether anything was kept, or may have been, since the request began that this thread answers.
may_be_kept: ContextVar[bool] = ContextVar("may_be_kept", default=False)


class NotKept(Refused):
    """The database failed, and it is certain that nothing was changed."""


def in_one_transaction(act: Callable[P, R]) -> Callable[P, R]:
    """Do all of an action or nothing; ``NotKept`` where the database fails.

    It may be begun three times, so what can't be done twice, such as reading an upload or asking another
    server, stays outside. Within another transaction it is a part of that one, and never begun again alone.
    """

    @wraps(act)
    def whole(*args: P.args, **said: P.kwargs) -> R:
        if connection.in_atomic_block:
            with transaction.atomic():
                return act(*args, **said)
        for number in count(1):
            try:
                with kept_or_not():
                    return act(*args, **said)
            except (NotKept, IntegrityError) as failure:
                if number == TRIES or _sqlstate(failure) not in GAVE_UP:
                    logger.exception("Nothing was kept of %s", act.__qualname__)
                    raise
                logger.warning("%s is begun again, as the database gave it up", act.__qualname__)
                time.sleep(secrets.randbelow(number * LONGEST_WAIT) / 1000)
        raise AssertionError  # it returns or raises above

    return whole


@contextmanager
def kept_or_not() -> Iterator[None]:
    """An outermost transaction: ``NotKept`` where the database failed and certainly nothing was kept.

    The database's own error where it failed so late that nobody can say.
    """
    committed: list[bool] = []
    is_through = False
    try:
        with transaction.atomic():
            # The first of what follows the commit, so that a failure of the rest is not taken for its own.
            transaction.on_commit(partial(committed.append, True))
            yield
            is_through = True
    except Error as failure:
        if is_through and not committed and not _was_answered(failure):
            may_be_kept.set(True)
        elif not committed and may_pass(failure):
            raise NotKept(NOT_KEPT) from failure
        raise
    finally:
        if committed:
            may_be_kept.set(True)


def _was_answered(failure: Error) -> bool:
    """Whether a commit that failed did so by the database's word, in place of its silence."""
    code = _sqlstate(failure)
    return connection.vendor == "sqlite" or (bool(code) and not code.startswith(CONNECTION_LOST))


def _sqlstate(failure: BaseException | None) -> str:
    """What PostgreSQL calls a failure, as its client keeps it below Django's errors and ours."""
    while failure is not None:
        if code := getattr(failure, "pgcode", None):
            return str(code)
        failure = failure.__cause__
    return ""
