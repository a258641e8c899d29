"""The usual course of things, so that the diary of a service tells little more than its own days.

A service has its ``Marks`` in the references of its papers. What differs from the usual is said as the fields
of a ``Paper`` that are other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from assumptions.vocabulary import DccRole, EvidenceKind, Gate, PartyCategory, RouteKind
from demonstration.scenario.terms import Entry, Paper, Route, Section, Turn, Waived
from demonstration.scenario.verbs import accepted, agreed, in_pit, in_qad, submitted
from parties.working_days import add_working_days

K = EvidenceKind
MDR, ISES, SERVICE = ("mdr-1",), ("ises-1",), ()
SUPPLIER_ROLES = (DccRole.IMPORT_SUPPLIER, DccRole.EXPORT_SUPPLIER)
CIT_PASSED = {Gate.SIT_CIT: date(2025, 1, 13)}
WAITS: dict[str, Any] = {"then": ()}


@dataclass(frozen=True, slots=True)
class Usual:
    """A kind's reference, details, days until it is accepted, and where it is filed then."""

    reference: str
    details: Mapping[str, Any] = field(default_factory=dict)
    takes: int = 5
    pit: bool = False
    section: str = ""
    is_a: str = ""


class Marks(NamedTuple):
    letters: str
    number: int


BY_MDR = {"user_role": "MDR"}
WHOLE_ROLE = {"coverage": "whole_role"}
DIP = {"notified_css": True, "notified_dsp": True, "allocated_via": "dip_onboarding"}
PAPERS: Mapping[EvidenceKind, Usual] = {
    K.SEC_ACCESSION: Usual(
        "SEC-ACC-0{number}", {"party_category": "other_sec_party"}, 6, section="SDS-MDR-01"
    ),
    K.SECURITY_ASSESSMENT: Usual("USA-0{number}", {"outcome": "approved"}, 8, section="SDS-MDR-01"),
    K.DCC_CONNECTION: Usual("DCC-CON-0{number}", is_a="eml"),
    K.DCC_ADAPTER: Usual("{letters}-ADP-01", takes=4),
    K.UEPT_CERTIFICATE: Usual(
        "UEPT-MDR-0{number}", BY_MDR | {"scenarios_version": "CTSD 3.2"}, 7, pit=True, section="SDS-MDR-01"
    ),
    K.UEP_CONFIRMATION: Usual("UEP-0{number}", BY_MDR | {"issuer": "secas"}, 2, section="SDS-MDR-01"),
    K.UEP_CHECK: Usual("CHK-A203-0{number}", {"outcome": "confirmed"}),
    K.SUPPLIER_USER_CHECK: Usual(
        "CHK-A204-0{number}", {"outcome": "listed", "roles": ["IS", "ES"]}, is_a="png"
    ),
    K.EXISTING_ARRANGEMENTS: Usual("{letters}-DCC-01", takes=7, pit=True, section="SDS-ISES-01"),
    K.SUBMISSION_TEST: Usual("{letters}-SUB-01", takes=6, pit=True, section="SDS-ISES-01"),
    K.OUTPUT_TEST: Usual("{letters}-OUT-01", takes=8, pit=True, section="SDS-ISES-01"),
    K.CONSUMPTION_DATA_PLAN: Usual("{letters}-CDP-01", takes=4, is_a="csv"),
    K.MDR_DIP_ID: Usual("DIP-NOT-0{number}", DIP, section="DIP-01"),
    K.PRODUCTION_ONBOARDING_PLAN: Usual("{letters}-PRD-01", {"planned_on": date(2025, 9, 15)}, 4),
    K.DBT_COMPLETION: Usual("{letters}-DBT-01", takes=6),
    K.PIT_COMPLETION: Usual(
        "{letters}-PIT-01", WHOLE_ROLE | {"design_baseline": "IR8"}, 7, pit=True, section="PIT-01"
    ),
    K.SIT_COMPLETION: Usual(
        "SIT-CIT-0{number}", WHOLE_ROLE | {"design_baseline": "IR8", "phases": ["cit"]}, 5
    ),
    K.QT_COMPLETION: Usual("QT-0{number}", WHOLE_ROLE, 4, section="QT-01"),
}
OF_SERVICE = {K.DBT_COMPLETION, K.PIT_COMPLETION, K.SIT_COMPLETION, K.QT_COMPLETION}

# How many working days after its route was declared a service usually hands something in.
BY_MDR_PACE = {
    K.SEC_ACCESSION: 40,
    K.SECURITY_ASSESSMENT: 92,
    K.DBT_COMPLETION: 98,
    K.DCC_CONNECTION: 111,
    K.DCC_ADAPTER: 114,
    K.PIT_COMPLETION: 121,
}
BY_SUPPLIER_PACE = {
    K.EXISTING_ARRANGEMENTS: 44,
    K.DBT_COMPLETION: 86,
    K.SUBMISSION_TEST: 103,
    K.OUTPUT_TEST: 105,
    K.PIT_COMPLETION: 119,
}


def paced(
    since: date, pace: Mapping[EvidenceKind, int], but: Collection[EvidenceKind] = ()
) -> dict[EvidenceKind, date]:
    return {kind: add_working_days(since, days) for kind, days in pace.items() if kind not in but}


def papers(
    marks: Marks,
    routes: tuple[str, ...],
    days: Mapping[EvidenceKind, date],
    *,
    qad_on: date | None = None,
    but: Mapping[EvidenceKind, Mapping[str, Any]] | None = None,
    by: str = "",
) -> tuple[Paper, ...]:
    """What was handed in on which days; from ``qad_on`` on, what is accepted is filed in the QAD too."""
    return tuple(
        replace(_usual(marks, kind, routes, on, qad_on, by), **(but or {}).get(kind, {}))
        for kind, on in days.items()
    )


def _usual(
    marks: Marks, kind: EvidenceKind, routes: tuple[str, ...], on: date, qad_on: date | None, by: str
) -> Paper:
    usual = PAPERS[kind]
    details = dict(usual.details)
    if kind is K.MDR_DIP_ID:
        details |= {"mdr_dip_id": f"{marks.letters}-MDR-01", "four_digit_id": f"7{marks.number}"}
    return Paper(
        kind,
        usual.reference.format(**marks._asdict()),
        on,
        SERVICE if kind in OF_SERVICE else routes,
        details,
        () if kind.is_a_check else _course(usual, on, qad_on),
        by=by,
        is_a=usual.is_a,
    )


def _course(usual: Usual, on: date, qad_on: date | None) -> tuple[Turn, ...]:
    """Accepted, and filed at once in PIT and, as soon as there is one, in the QAD."""
    accepted_on = add_working_days(on, usual.takes)
    turns = [accepted(accepted_on)]
    if usual.pit:
        turns.append(in_pit(accepted_on))
    if usual.section and qad_on:
        turns.append(in_qad(max(qad_on, accepted_on), usual.section))
    return tuple(turns)


def by_mdr(on: date, collector: str, dcc_roles: tuple[DccRole, ...] = ()) -> Route:
    return Route(
        key="mdr-1",
        kind=RouteKind.MDR,
        on=on,
        collector=collector,
        category=PartyCategory.OTHER_SEC_PARTY,
        dcc_roles=dcc_roles,
    )


def by_supplier(
    on: date, collector: str, *, key: str = "ises-1", own: bool = True, until: date | None = None
) -> Route:
    return Route(
        key=key,
        kind=RouteKind.SUPPLIER_ROLES,
        on=on,
        collector=collector,
        category=PartyCategory.SUPPLIER,
        dcc_roles=SUPPLIER_ROLES,
        roles_used=SUPPLIER_ROLES,
        own_customers_only=own,
        withdrawn_on=until,
    )


TITLES = {
    "SDS-01": "The service and who runs it",
    "SDS-R01": "Routes, and who collects by them",
    "SDS-MDR-01": "How the MDR retrieves readings",
    "SDS-MDR-05": "DCC production onboarding",
    "SDS-ISES-01": "How the Supplier's readings arrive",
    "GOV-01": "Procedures and governance",
    "PIT-01": "Pre-Integration Testing",
    "DIP-01": "Use of the DIP",
    "SIT-01": "Systems Integration Testing",
    "QT-01": "Qualification Testing",
}


def qad(histories: Mapping[str, tuple[Entry, ...]]) -> tuple[Section, ...]:
    return tuple(Section(key, TITLES[key], history, _asked_of(key)) for key, history in histories.items())


def _asked_of(key: str) -> tuple[RouteKind, ...]:
    if key.startswith("SDS-MDR"):
        return (RouteKind.MDR,)
    return (RouteKind.SUPPLIER_ROLES,) if key.startswith("SDS-ISES") else ()


def waived_at_cit(
    requirement: str,
    scope: str,
    on: date,
    until: date,
    reason: str,
    ended: tuple[date, str] | None = None,
) -> Waived:
    return Waived(
        requirement=requirement,
        scope=scope,
        gates=(Gate.SIT_CIT,),
        on=on,
        until=until,
        granted_by="SIT Working Group",
        reason=reason,
        ended=ended,
    )


def settled(submitted_on: date, agreed_on: date) -> tuple[Entry, ...]:
    return submitted(submitted_on), agreed(agreed_on)
