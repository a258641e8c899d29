"""Reading an object of the facts document key by key, so that no key is missed and none is unknown."""

from __future__ import annotations

from typing import Any, TypeVar

from assumptions.problems import Place
from assumptions.values import STAND_IN, Reader

T = TypeVar("T")

REQUIRED: Any = object()


class Keys:
    """An object of the document from which keys are taken one by one; those left over are unknown."""

    def __init__(self, value: Any, place: Place) -> None:
        self.place = place
        self.is_object = isinstance(value, dict)
        self._left = dict(value) if isinstance(value, dict) else {}
        if not self.is_object:
            place.misshapen("Give an object.")

    def take(self, key: str, read: Reader[T], default: Any = REQUIRED) -> T:
        """The value of a key, read; without a default the key must be there."""
        if key in self._left:
            return read(self._left.pop(key), self.place.at(key))
        if default is REQUIRED and self.is_object:
            self.place.at(key).misshapen("Add this key; it is missing.")
        return STAND_IN if default is REQUIRED else default  # type: ignore[no-any-return]

    def leave(self, *keys: str) -> None:
        """Passes over keys that can't be judged, since what they hang on is misshapen."""
        for key in keys:
            self._left.pop(key, None)

    def close(self) -> None:
        for key in self._left:
            self.place.at(key).misshapen("Remove this key; it is not known here.")
