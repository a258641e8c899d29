"""Why a pack was not made."""

from __future__ import annotations

from jobs.errors import JobFailed


class PackNotMade(JobFailed):
    """Nothing is half made; the message is for the person who asked for the pack, and says what to do.

    What may pass is tried again by itself, so there is nothing to do then.
    """

    def __init__(self, why: str, *, then: str = "Try again.", may_pass: bool = False) -> None:
        said = f"The pack was not made: {why} Nothing is half made."
        super().__init__(said if may_pass else f"{said} {then}", may_pass=may_pass)
