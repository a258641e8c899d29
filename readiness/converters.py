"""Terms of the rules in addresses: an address with another word in their place is no address."""

from __future__ import annotations

from django.urls import register_converter

from assumptions import REQUIREMENTS
from assumptions.requirement import Requirement
from assumptions.vocabulary import Gate


class GateConverter:
    regex = "[a-z_]+"

    def to_python(self, value: str) -> Gate:
        return Gate(value)

    def to_url(self, value: Gate | str) -> str:
        return Gate(value).value


class RequirementConverter:
    regex = r"[A-Z0-9_.]+"

    def to_python(self, value: str) -> Requirement:
        try:
            return REQUIREMENTS[value]
        except KeyError:
            raise ValueError(value) from None

    def to_url(self, value: Requirement | str) -> str:
        return str(value if isinstance(value, str) else value.id)


def register() -> None:
    register_converter(GateConverter, "gate")
    register_converter(RequirementConverter, "requirement")
