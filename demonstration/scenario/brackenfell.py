"""Brackenfell Data Services, SIT, MDR and IS/ES side by side.

The SIT gates move, two of them under a work-off plan that is about to end. Asked for it in the QAD, it has
just handed in SECAS's confirmation.
"""

from datetime import date

from assumptions.vocabulary import (
    DccRole,
    EvidenceKind,
    Gate,
    Participation,
    PartyCategory,
    RouteKind,
    WaiverKind,
)
from demonstration.scenario.terms import Paper, Route, Sds, Section, Waived
from demonstration.scenario.verbs import (
    accepted,
    agreed,
    dip_notice,
    drafted,
    in_pit,
    in_qad,
    section_queried,
    submitted,
)

MDR, ISES = ("mdr-1",), ("ises-1",)
SUPPLIER_ROLES = (DccRole.IMPORT_SUPPLIER, DccRole.EXPORT_SUPPLIER)

ROUTES = (
    Route(
        key="mdr-1",
        kind=RouteKind.MDR,
        on=date(2024, 6, 12),
        collector="Brackenfell Data Services",
        category=PartyCategory.OTHER_SEC_PARTY,
    ),
    Route(
        key="ises-1",
        kind=RouteKind.SUPPLIER_ROLES,
        on=date(2024, 6, 12),
        collector="Tarnwick Energy",
        category=PartyCategory.SUPPLIER,
        dcc_roles=SUPPLIER_ROLES,
        roles_used=SUPPLIER_ROLES,
    ),
)

BY_MDR = (
    Paper(
        EvidenceKind.SEC_ACCESSION,
        "SEC-ACC-0188",
        date(2024, 7, 29),
        MDR,
        {"party_category": "other_sec_party"},
        (accepted(date(2024, 8, 6)), in_qad(date(2025, 4, 10), "SDS-MDR-01")),
    ),
    Paper(
        EvidenceKind.SECURITY_ASSESSMENT,
        "USA-0166",
        date(2025, 2, 24),
        MDR,
        {"outcome": "approved_subject_to_steps"},
        (accepted(date(2025, 3, 4)), in_qad(date(2025, 4, 10), "SDS-MDR-01")),
    ),
    Paper(
        EvidenceKind.DCC_CONNECTION,
        "DCC-CON-0368",
        date(2024, 11, 5),
        MDR,
        {},
        (accepted(date(2024, 11, 12)),),
    ),
    Paper(
        EvidenceKind.DCC_ADAPTER, "BRA-ADP-04", date(2024, 11, 6), MDR, {}, (accepted(date(2024, 11, 12)),)
    ),
    Paper(
        EvidenceKind.UEPT_CERTIFICATE,
        "UEPT-MDR-0090",
        date(2025, 3, 20),
        MDR,
        {"user_role": "MDR", "scenarios_version": "CTSD 3.2"},
        (accepted(date(2025, 3, 28)), in_qad(date(2025, 4, 10), "SDS-MDR-01")),
    ),
    dip_notice(
        "DIP-NOT-0079",
        date(2025, 3, 25),
        MDR,
        "BRAC-MDR-01",
        "2905",
        then=(accepted(date(2025, 4, 2)), in_qad(date(2025, 5, 6), "DIP-01")),
    ),
    Paper(
        EvidenceKind.UEP_CONFIRMATION,
        "UEP-0126",
        date(2025, 5, 12),
        MDR,
        {"user_role": "MDR", "issuer": "secas"},
    ),
)

BY_SUPPLIER = (
    Paper(
        EvidenceKind.SUBMISSION_TEST,
        "BRA-SUB-01",
        date(2025, 1, 6),
        ISES,
        {},
        (accepted(date(2025, 1, 9)), in_pit(date(2025, 1, 9)), in_qad(date(2025, 4, 10), "SDS-ISES-01")),
    ),
    Paper(
        EvidenceKind.SUPPLIER_USER_CHECK,
        "CHK-A204-0019",
        date(2025, 4, 3),
        ISES,
        {"outcome": "listed", "roles": ["IS", "ES"]},
    ),
    # Tarnwick hands it in itself, and has not said yet that Brackenfell may read it.
    Paper(
        EvidenceKind.OUTPUT_TEST,
        "BRA-OUT-02",
        date(2025, 5, 6),
        ISES,
        {},
        (in_pit(date(2025, 5, 6)),),
        by="piers.oakden@tarnwick.example",
    ),
    dip_notice("DIP-NOT-0072-C", date(2025, 5, 8), ISES, "TARN-MDR-01", "4471"),
)

TESTS = (
    Paper(
        EvidenceKind.DBT_COMPLETION, "BRA-DBT-01", date(2024, 11, 14), (), {}, (accepted(date(2024, 11, 21)),)
    ),
    Paper(
        EvidenceKind.PIT_COMPLETION,
        "BRA-PIT-02",
        date(2024, 12, 10),
        (),
        {"coverage": "whole_role", "design_baseline": "IR8"},
        (accepted(date(2024, 12, 18)), in_pit(date(2024, 12, 18)), in_qad(date(2025, 5, 2), "PIT-01")),
    ),
)

QAD = (
    Section(
        "SDS-01", "The service and who runs it", (submitted(date(2025, 4, 2)), agreed(date(2025, 4, 17)))
    ),
    Section(
        "SDS-MDR-01",
        "How the MDR retrieves readings",
        (
            drafted(date(2025, 4, 3)),
            submitted(date(2025, 4, 17)),
            section_queried(
                date(2025, 5, 9),
                "The document cited is the UEPT certificate. Cite the confirmation from SECAS.",
            ),
        ),
        (RouteKind.MDR,),
    ),
    Section("SDS-MDR-05", "DCC production onboarding", (drafted(date(2025, 4, 29)),), (RouteKind.MDR,)),
    Section(
        "SDS-ISES-01",
        "How the Supplier's readings arrive",
        (submitted(date(2025, 4, 10)), agreed(date(2025, 4, 30))),
        (RouteKind.SUPPLIER_ROLES,),
    ),
    Section("PIT-01", "Pre-Integration Testing", (submitted(date(2025, 5, 2)),)),
    Section("DIP-01", "Use of the DIP", (submitted(date(2025, 5, 6)),)),
    Section("SIT-01", "Systems Integration Testing"),
)

WAIVERS = (
    Waived(
        requirement="A094.SECURITY",
        scope="mdr-1",
        gates=(Gate.SIT_CIT,),
        on=date(2025, 1, 8),
        until=date(2025, 3, 31),
        granted_by="SIT Working Group",
        reason="The assessment is booked for the week of {2025-02-10}; nothing of CIT touches DCC.",
    ),
    Waived(
        kind=WaiverKind.WORK_OFF_PLAN,
        requirement="A198.OUTPUT_MESSAGES",
        scope="ises-1",
        gates=(Gate.SIT_CIT, Gate.SIT_FUNCTIONAL),
        on=date(2025, 1, 8),
        until=date(2025, 5, 23),
        granted_by="SIT Working Group",
        reason="Tarnwick's test data comes late. The test of output messages is shown by {2025-05-23}.",
    ),
)

BRACKENFELL = Sds(
    slug="brackenfell",
    name="Brackenfell Data Services",
    provider="Brackenfell Data Services",
    member="oona.strand@brackenfell.example",
    participation=Participation.SIT,
    on=date(2024, 6, 5),
    routes=ROUTES,
    papers=BY_MDR + BY_SUPPLIER + TESTS,
    qad_opened_on=date(2025, 4, 1),
    sections=QAD,
    waivers=WAIVERS,
    gates_passed={Gate.SIT_CIT: date(2025, 1, 13)},
    shared_with_qwg_on=date(2025, 4, 22),
)
