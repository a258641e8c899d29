"""What parties showed, what it is used for, and the QAD."""

from evidence.models.items import Decision, EvidenceFile, EvidenceItem
from evidence.models.qad import QadSection, SectionEntry, SignOff
from evidence.models.uses import Filing, RouteUse, Use

__all__ = [
    "Decision",
    "EvidenceFile",
    "EvidenceItem",
    "Filing",
    "QadSection",
    "RouteUse",
    "SectionEntry",
    "SignOff",
    "Use",
]
