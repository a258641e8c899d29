"""Why a pack was not made."""


class PackNotMade(Exception):
    """Nothing is half made; the message is for the person who asked for the pack, and says what to do."""

    def __init__(self, why: str, *, then: str = "Try again.") -> None:
        super().__init__(f"The pack was not made: {why} Nothing is half made. {then}")
