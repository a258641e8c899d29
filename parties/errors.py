"""Why an action was not carried out, in a sentence for the person who asked for it."""


class Refused(Exception):
    """Nothing was changed; ``field`` is the input that the sentence speaks of, if any."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class NotAllowed(Refused):
    """This person may not do this."""
