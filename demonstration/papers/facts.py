"""What a paper is about, and its typed details as it would state them: a label and a value in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assumptions.vocabulary import (
    AllocatedVia,
    Coverage,
    DccRole,
    EvidenceKind,
    PartyCategory,
    SecurityOutcome,
    SitPhase,
    SupplierCheckOutcome,
    Term,
    UepCheckOutcome,
    UepIssuer,
)

OUTCOMES: Mapping[EvidenceKind, type[Term]] = {
    EvidenceKind.SECURITY_ASSESSMENT: SecurityOutcome,
    EvidenceKind.UEP_CHECK: UepCheckOutcome,
    EvidenceKind.SUPPLIER_USER_CHECK: SupplierCheckOutcome,
}
DETAILS: Mapping[str, tuple[str, type[Term] | None]] = {
    "party_category": ("Party category", PartyCategory),
    "user_role": ("DCC User Role", DccRole),
    "issuer": ("Confirmed by", UepIssuer),
    "scenarios_version": ("Test scenarios", None),
    "roles": ("Roles found", DccRole),
    "mdr_dip_id": ("MDR DIP ID", None),
    "four_digit_id": ("Four-digit identifier", None),
    "notified_css": ("CSS notified", None),
    "notified_dsp": ("DSP notified", None),
    "allocated_via": ("Allocated by way of", AllocatedVia),
    "planned_on": ("Planned for", None),
    "coverage": ("Covers", Coverage),
    "design_baseline": ("Design baseline", None),
    "phases": ("Phases", SitPhase),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a paper is about. ``to`` is the address of whoever asked for it, ``is_a`` its sort of file."""

    kind: EvidenceKind
    reference: str
    party: str
    issued_on: date
    details: Mapping[str, Any]
    to: str = ""
    is_a: str = ""

    @property
    def stated(self) -> list[tuple[str, str]]:
        """All of it as labels and values."""
        return [
            ("Reference", self.reference),
            ("Organisation", self.party),
            *facts_of(self.kind, self.details),
            ("Issued", f"{self.issued_on:%-d %B %Y}"),
        ]


def facts_of(kind: EvidenceKind, details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in details.items():
        label, terms = ("Outcome", OUTCOMES[kind]) if name == "outcome" else DETAILS[name]
        yield label, _in_words(value, terms)


def _in_words(value: Any, terms: type[Term] | None) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_in_words(each, terms) for each in value) or "None"
    if isinstance(value, bool):
        return "Yes" if value else "Not yet"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    return terms(value).label if terms else str(value)
