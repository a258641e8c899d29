"""What parties showed, what it is used for, and the QAD."""

from evidence.models.consents import Consent, Recipient
from evidence.models.incidents import Incident, IncidentState
from evidence.models.items import BytesFound, Decision, EvidenceFile, EvidenceItem
from evidence.models.qad import QadSection, SectionEntry, SignOff
from evidence.models.uses import Filing, RouteUse, Use

__all__ = [
    "BytesFound",
    "Consent",
    "Decision",
    "EvidenceFile",
    "EvidenceItem",
    "Filing",
    "Incident",
    "IncidentState",
    "QadSection",
    "Recipient",
    "RouteUse",
    "SectionEntry",
    "SignOff",
    "Use",
]
