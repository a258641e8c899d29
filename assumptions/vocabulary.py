"""The field's terms as the rules know them: the enumerations of the facts document and of the result.

Each member's value is what stands in JSON and in the database; its ``label`` is what a person reads.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A word of the field: a value for machines and a label for people."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Gate(Term):
    """What an SDS passes on its way to being Qualified (A199, A200, A202)."""

    SIT_CIT = "sit_cit", "SIT CIT"
    SIT_FUNCTIONAL = "sit_functional", "SIT Functional"
    SIT_MIGRATION = "sit_migration", "SIT Migration"
    SIT_NON_FUNCTIONAL = "sit_non_functional", "SIT Non-Functional"
    SIT_OPERATIONAL = "sit_operational", "SIT Operational"
    QUALIFICATION_TESTING = "qualification_testing", "Qualification Testing"
    QUALIFICATION = "qualification", "Qualification"


class Participation(Term):
    SIT = "sit", "SIT participant"
    NON_SIT = "non_sit", "Non-SIT participant"


class ServiceRole(Term):
    SDS = "sds", "Smart Data Service"
    MDR = "mdr", "MDR only"


class Scope(Term):
    """What a requirement is asked of."""

    SERVICE = "service", "the service"
    ROUTE = "route", "each collection route"
    SECTION = "section", "each QAD section"


class RouteKind(Term):
    """How the smart-meter data is collected: the deck's two ways, which may stand side by side."""

    MDR = "mdr", "MDR"
    SUPPLIER_ROLES = "supplier_roles", "IS/ES"


class PartyCategory(Term):
    SUPPLIER = "supplier", "Supplier"
    OTHER_SEC_PARTY = "other_sec_party", "Other SEC Party"
    NOT_A_PARTY = "not_a_party", "Not a SEC Party"


class DccRole(Term):
    """The DCC User Roles of the Smart Energy Code."""

    IMPORT_SUPPLIER = "IS", "Import Supplier (IS)"
    EXPORT_SUPPLIER = "ES", "Export Supplier (ES)"
    GAS_SUPPLIER = "GS", "Gas Supplier (GS)"
    ELECTRICITY_DISTRIBUTOR = "ED", "Electricity Distributor (ED)"
    GAS_TRANSPORTER = "GT", "Gas Transporter (GT)"
    REGISTERED_SUPPLIER_AGENT = "RSA", "Registered Supplier Agent (RSA)"
    OTHER_USER = "OU", "Other User (OU)"
    METER_DATA_RETRIEVER = "MDR", "Meter Data Retriever (MDR)"


class EvidenceKind(Term):
    """What can be handed in; the label is how a person names the paper in mid-sentence."""

    SEC_ACCESSION = "sec_accession", "SEC accession"
    SECURITY_ASSESSMENT = "security_assessment", "security assessment"
    DCC_CONNECTION = "dcc_connection", "DCC connection"
    DCC_ADAPTER = "dcc_adapter", "DCC adapter"
    UEPT_CERTIFICATE = "uept_certificate", "UEPT certificate"
    UEP_CONFIRMATION = "uep_confirmation", "UEP confirmation"
    UEP_CHECK = "uep_check", "UEP check"
    SUPPLIER_USER_CHECK = "supplier_user_check", "Supplier user check"
    EXISTING_ARRANGEMENTS = "existing_arrangements", "description of existing arrangements"
    SUBMISSION_TEST = "submission_test", "test of submission to PSS"
    OUTPUT_TEST = "output_test", "test of output messages"
    CONSUMPTION_DATA_PLAN = "consumption_data_plan", "consumption data plan"
    MDR_DIP_ID = "mdr_dip_id", "MDR DIP ID"
    PRODUCTION_ONBOARDING_PLAN = "production_onboarding_plan", "DCC production onboarding plan"
    DBT_COMPLETION = "dbt_completion", "DBT completion"
    PIT_COMPLETION = "pit_completion", "PIT completion"
    SIT_COMPLETION = "sit_completion", "SIT completion"
    QT_COMPLETION = "qt_completion", "Qualification Testing completion"

    @property
    def is_about_a_route(self) -> bool:
        """Route-scoped kinds name at least one route, service-scoped ones name none."""
        return self not in SERVICE_KINDS

    @property
    def is_a_check(self) -> bool:
        """Elexon's own checks (A203, A204): only the latest one counts."""
        return self in CHECK_KINDS


SERVICE_KINDS = frozenset(
    {
        EvidenceKind.DBT_COMPLETION,
        EvidenceKind.PIT_COMPLETION,
        EvidenceKind.SIT_COMPLETION,
        EvidenceKind.QT_COMPLETION,
    }
)
CHECK_KINDS = frozenset({EvidenceKind.UEP_CHECK, EvidenceKind.SUPPLIER_USER_CHECK})


class DecisionOutcome(Term):
    ACCEPTED = "accepted", "Accepted"
    QUERIED = "queried", "Queried"
    REJECTED = "rejected", "Rejected"


class FilingPlace(Term):
    PIT = "pit", "PIT evidence"
    QAD = "qad", "QAD"


class SectionStatus(Term):
    """States of a QAD section; the last one is what a section without history is in."""

    DRAFTING = "drafting", "Drafting"
    SUBMITTED = "submitted", "Submitted"
    QUERIED = "queried", "Queried"
    AGREED = "agreed", "Agreed"


class WaiverKind(Term):
    WAIVER = "waiver", "Waiver"
    WORK_OFF_PLAN = "work_off_plan", "Work-off plan"


class SecurityOutcome(Term):
    """The SEC security assurance statuses."""

    APPROVED = "approved", "Approved"
    APPROVED_SUBJECT_TO_STEPS = "approved_subject_to_steps", "Approved, subject to the Party taking steps"
    DEFERRED = "deferred", "Deferred"
    REJECTED = "rejected", "Rejected"


class UepIssuer(Term):
    SECAS = "secas", "SECAS"
    DCC = "dcc", "DCC"
    SELF = "self", "The party itself"


class UepCheckOutcome(Term):
    CONFIRMED = "confirmed", "Confirmed"
    NOT_CONFIRMED = "not_confirmed", "Not confirmed"


class SupplierCheckOutcome(Term):
    LISTED = "listed", "Listed"
    NOT_LISTED = "not_listed", "Not listed"


class AllocatedVia(Term):
    """The three ways to an MDR DIP ID (A201)."""

    DIP_ONBOARDING = "dip_onboarding", "DIP onboarding"
    STANDALONE_LOGIN = "standalone_login", "Standalone login"
    DIP_MANAGER = "dip_manager", "DIP Manager"


class Coverage(Term):
    WHOLE_ROLE = "whole_role", "Whole role"
    PARTIAL = "partial", "Part of the role"


class SitPhase(Term):
    CIT = "cit", "Component Integration Testing"
    FUNCTIONAL = "functional", "Functional"
    MIGRATION = "migration", "Migration"
    NON_FUNCTIONAL = "non_functional", "Non-Functional"
    OPERATIONAL = "operational", "Operational"


class ItemState(Term):
    """What an evidence item is on a day."""

    ABSENT = "absent", "Absent"
    IN_REVIEW = "in_review", "In review"
    QUERIED = "queried", "Queried"
    ACCEPTED = "accepted", "Accepted"
    EXPIRED = "expired", "Expired"
    REJECTED = "rejected", "Rejected"


class Status(Term):
    """The status of a finding. The first seven stand best first; the last two lie outside that order."""

    MET = "met", "Met"
    IN_REVIEW = "in_review", "In review"
    QUERIED = "queried", "Queried"
    INSUFFICIENT = "insufficient", "Insufficient"
    EXPIRED = "expired", "Expired"
    REJECTED = "rejected", "Rejected"
    OUTSTANDING = "outstanding", "Outstanding"
    NOT_REQUIRED = "not_required", "Not required"
    WAIVED = "waived", "Waived"

    @property
    def is_settled(self) -> bool:
        """Met, released or waived: nobody has to act."""
        return self in (Status.MET, Status.NOT_REQUIRED, Status.WAIVED)


class Owner(Term):
    """Who acts next on a finding."""

    NONE = "none", "Nobody"
    PROVIDER = "provider", "Provider"
    REVIEWER = "reviewer", "Reviewer"
    ELEXON = "elexon", "Elexon"


class Verdict(Term):
    NOT_APPLICABLE = "not_applicable", "Not applicable"
    READY = "ready", "Ready"
    READY_WITH_WAIVERS = "ready_with_waivers", "Ready with waivers"
    IN_REVIEW = "in_review", "In review"
    NOT_READY = "not_ready", "Not ready"


class Risk(Term):
    R548 = "R548", "Routes and their requirements not clear"
    R549 = "R549", "MDR accession and UEPT not in time for SIT"
    R550 = "R550", "DBT and PIT not in time for SIT"


class RiskState(Term):
    """The last three stand best first."""

    NOT_APPLICABLE = "not_applicable", "Not applicable"
    CLOSED = "closed", "Closed"
    OPEN = "open", "Open"
    AT_RISK = "at_risk", "At risk"
    MATERIALISED = "materialised", "Materialised"


class Answer(Term):
    """What became of one named condition of a rule."""

    HELD = "held", "holds"
    FAILED = "failed", "fails"
    NOT_REACHED = "not_reached", "not reached"


SIT_GATES = (
    Gate.SIT_CIT,
    Gate.SIT_FUNCTIONAL,
    Gate.SIT_MIGRATION,
    Gate.SIT_NON_FUNCTIONAL,
    Gate.SIT_OPERATIONAL,
)
SIT_AFTER_CIT = SIT_GATES[1:]
ALL_GATES = tuple(Gate)
ALL_AFTER_CIT = ALL_GATES[1:]


def applicable_gates(participation: Participation) -> tuple[Gate, ...]:
    """The gates that are asked of a participant: SIT or Qualification Testing, then Qualification."""
    if participation is Participation.SIT:
        return (*SIT_GATES, Gate.QUALIFICATION)
    return (Gate.QUALIFICATION_TESTING, Gate.QUALIFICATION)
