"""The typed details of each evidence kind. All are optional, so that an incomplete item can be recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assumptions.vocabulary import (
    AllocatedVia,
    Coverage,
    DccRole,
    EvidenceKind,
    PartyCategory,
    SecurityOutcome,
    SitPhase,
    SupplierCheckOutcome,
    UepCheckOutcome,
    UepIssuer,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoDetails:
    """A kind whose paper says all; ``None`` in any other class here means that the detail was left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecAccession(NoDetails):
    party_category: PartyCategory | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityAssessment(NoDetails):
    outcome: SecurityOutcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UeptCertificate(NoDetails):
    user_role: DccRole | None = None
    scenarios_version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UepConfirmation(NoDetails):
    user_role: DccRole | None = None
    issuer: UepIssuer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UepCheck(NoDetails):
    outcome: UepCheckOutcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierUserCheck(NoDetails):
    outcome: SupplierCheckOutcome | None = None
    roles: tuple[DccRole, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MdrDipId(NoDetails):
    mdr_dip_id: str | None = None
    four_digit_id: str | None = None
    notified_css: bool | None = None
    notified_dsp: bool | None = None
    allocated_via: AllocatedVia | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductionOnboardingPlan(NoDetails):
    planned_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PitCompletion(NoDetails):
    coverage: Coverage | None = None
    design_baseline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SitCompletion(NoDetails):
    coverage: Coverage | None = None
    design_baseline: str | None = None
    phases: tuple[SitPhase, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QtCompletion(NoDetails):
    coverage: Coverage | None = None


DETAILS: dict[EvidenceKind, type[NoDetails]] = {
    EvidenceKind.SEC_ACCESSION: SecAccession,
    EvidenceKind.SECURITY_ASSESSMENT: SecurityAssessment,
    EvidenceKind.DCC_CONNECTION: NoDetails,
    EvidenceKind.DCC_ADAPTER: NoDetails,
    EvidenceKind.UEPT_CERTIFICATE: UeptCertificate,
    EvidenceKind.UEP_CONFIRMATION: UepConfirmation,
    EvidenceKind.UEP_CHECK: UepCheck,
    EvidenceKind.SUPPLIER_USER_CHECK: SupplierUserCheck,
    EvidenceKind.EXISTING_ARRANGEMENTS: NoDetails,
    EvidenceKind.SUBMISSION_TEST: NoDetails,
    EvidenceKind.OUTPUT_TEST: NoDetails,
    EvidenceKind.CONSUMPTION_DATA_PLAN: NoDetails,
    EvidenceKind.MDR_DIP_ID: MdrDipId,
    EvidenceKind.PRODUCTION_ONBOARDING_PLAN: ProductionOnboardingPlan,
    EvidenceKind.DBT_COMPLETION: NoDetails,
    EvidenceKind.PIT_COMPLETION: PitCompletion,
    EvidenceKind.SIT_COMPLETION: SitCompletion,
    EvidenceKind.QT_COMPLETION: QtCompletion,
}
