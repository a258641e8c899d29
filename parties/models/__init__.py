"""The tables of who takes part."""

from parties.models.people import Invitation, Organisation, Person, Role, Theme
from parties.models.services import CollectionRoute, Programme, ServiceGate, SmartDataService, choices

__all__ = [
    "CollectionRoute",
    "Invitation",
    "Organisation",
    "Person",
    "Programme",
    "Role",
    "ServiceGate",
    "SmartDataService",
    "Theme",
    "choices",
]
