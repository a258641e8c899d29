"""Problems of a facts document, and the places in it: JSON paths such as ``$.evidence[2].routes[0]``."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import NamedTuple

PLAIN_KEY = re.compile(r"[\w-]+")


class Problem(NamedTuple):
    """Where the document is wrong, and a sentence that says what to change."""

    path: str
    message: str


class InvalidFacts(ValueError):
    """The document is not valid; ``problems`` are all that were found, each path once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{path}: {message}" for path, message in problems))
        self.problems = problems


@dataclass(slots=True)
class Found:
    """Problems found so far. One of the ``shape`` means that the document can't be read any further."""

    shape: list[Problem] = field(default_factory=list)
    rest: list[Problem] = field(default_factory=list)

    def all(self) -> tuple[Problem, ...]:
        """The problems, each path once with the first that was said of it."""
        first: dict[str, Problem] = {}
        for problem in self.shape + self.rest:
            first.setdefault(problem.path, problem)
        return tuple(first.values())


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the document where a problem can be reported."""

    path: str
    found: Found

    def at(self, *steps: str | int) -> Place:
        """The place further down, by keys and positions."""
        return Place(self.path + "".join(map(_step, steps)), self.found)

    def misshapen(self, message: str) -> None:
        """The value is not of the form that is asked for, so that nothing can be made of it."""
        self.found.shape.append(Problem(self.path, message))

    def wrong(self, message: str) -> None:
        """The value can be read, but must not be so."""
        self.found.rest.append(Problem(self.path, message))


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if PLAIN_KEY.fullmatch(step) else f"[{json.dumps(step)}]"
