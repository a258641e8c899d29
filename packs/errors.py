"""Why a pack was not made."""

from __future__ import annotations

from jobs.errors import JobFailed


class PackNotMade(JobFailed):
    """Nothing is half made; the message is for the person who asked for the pack, and says what to do."""

    def __init__(self, why: str, *, then: str = "Try again.", may_pass: bool = False) -> None:
        super().__init__(f"The pack was not made: {why} Nothing is half made. {then}", may_pass=may_pass)
