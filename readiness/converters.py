"""What stands in an address by its own public name: a source of the rules, and a requirement."""

from __future__ import annotations

from assumptions import REQUIREMENTS, Requirement
from assumptions.sources import SOURCES, Source


class SourceConverter:
    regex = "deck|[ARI][0-9]{1,4}"

    def to_python(self, value: str) -> Source:
        """The source; ValueError (no such page) where there is none."""
        if value not in SOURCES:
            raise ValueError(value)
        return SOURCES[value]

    def to_url(self, value: Source | str) -> str:
        return value.id if isinstance(value, Source) else value


class RequirementConverter:
    regex = r"[A-Z0-9]+\.[A-Z0-9_]+"

    def to_python(self, value: str) -> Requirement:
        if value not in REQUIREMENTS:
            raise ValueError(value)
        return REQUIREMENTS[value]

    def to_url(self, value: Requirement | str) -> str:
        return value.id if isinstance(value, Requirement) else value
