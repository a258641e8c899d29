"""How a provider would call each paper and each of its details: the words of forms and of an item's page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assumptions.sentences import in_full, listed
from assumptions.vocabulary import EvidenceKind
from parties.models import CollectionRoute
from readiness.detail_types import DetailType, detail_types

K = EvidenceKind

PAPERS: Mapping[EvidenceKind, str] = {
    K.SEC_ACCESSION: "We have acceded to the Smart Energy Code",
    K.SECURITY_ASSESSMENT: "The outcome of our SEC security assessment",
    K.DCC_CONNECTION: "Our connection to the DCC is in place",
    K.DCC_ADAPTER: "Our DCC adapter is in place",
    K.UEPT_CERTIFICATE: "Our certificate of User Entry Process Testing (UEPT)",
    K.UEP_CONFIRMATION: "SECAS confirms that we completed the full User Entry Process",
    K.UEP_CHECK: "Elexon's check of the User Entry Process",
    K.SUPPLIER_USER_CHECK: "Elexon's check of the Supplier's User Roles",
    K.EXISTING_ARRANGEMENTS: "How we already collect with the Supplier's roles",
    K.SUBMISSION_TEST: "A test that the data we collect reaches PSS",
    K.OUTPUT_TEST: "A test of the output messages made from that data",
    K.CONSUMPTION_DATA_PLAN: "Our plan for consumption data in Qualification Testing",
    K.MDR_DIP_ID: "Our MDR DIP ID is allocated",
    K.PRODUCTION_ONBOARDING_PLAN: "Our plan for joining the DCC production environment",
    K.DBT_COMPLETION: "Design, build and test (DBT) is complete",
    K.PIT_COMPLETION: "Pre-Integration Testing (PIT) is complete",
    K.SIT_COMPLETION: "SIT is complete, in one or more phases",
    K.QT_COMPLETION: "Qualification Testing is complete",
}


@dataclass(frozen=True, slots=True)
class Words:
    """A detail as a form asks for it."""

    label: str
    help: str = ""


DETAIL_WORDS: Mapping[str, Words] = {
    "party_category": Words("Party category", "As the accession names it."),
    "outcome": Words("Outcome", "As the paper says it."),
    "user_role": Words("DCC User Role", "The role that the paper names."),
    "scenarios_version": Words("Version of the test scenarios", "As the certificate names it."),
    "issuer": Words("Who issued it", "Whose letter or message it is, not who asked for it."),
    "roles": Words("DCC User Roles found", "Tick each role that the list of valid users names."),
    "mdr_dip_id": Words("MDR DIP ID", "The identifier as the DIP gives it."),
    "four_digit_id": Words("Four-digit identifier", "Exactly four digits, such as 0471."),
    "notified_css": Words("CSS has been sent the four digits"),
    "notified_dsp": Words("DSP has been sent the four digits"),
    "allocated_via": Words("How it was allocated"),
    "planned_on": Words("Planned day of joining"),
    "coverage": Words("What it covers", "The whole role is every collection route of the service."),
    "design_baseline": Words("Design baseline", "The release that was tested against."),
    "phases": Words("Phases of SIT", "Tick each phase that the paper covers."),
}


def detail_rows(kind: EvidenceKind, details: Mapping[str, Any]) -> list[tuple[str, str]]:
    """An item's typed details for people: each label with what was given, or that nothing was."""
    told = dict(given_details(kind, details))
    labels = (DETAIL_WORDS[detail.name].label for detail in detail_types(kind))
    return [(label, told.get(label, "Not given")) for label in labels]


def given_details(kind: EvidenceKind, details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The label and the words of each detail that was given."""
    for detail in detail_types(kind):
        given = details.get(detail.name)
        if given not in (None, ""):
            yield DETAIL_WORDS[detail.name].label, in_words(detail, given)


def in_words(detail: DetailType, given: Any) -> str:
    if isinstance(given, bool):
        return "Yes" if given else "No"
    if detail.several:
        return listed(detail.type(value).label for value in given) if given else "None"
    if detail.type is date:
        return in_full(date.fromisoformat(given))
    return detail.type(given).label if detail.is_a_term else str(given)


def route_name(route: CollectionRoute) -> str:
    """Route 1, MDR: as pages and packs number the routes of an SDS."""
    return f"Route {route.position + 1}, {route.get_kind_display()}"
