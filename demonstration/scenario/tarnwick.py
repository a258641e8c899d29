"""Tarnwick Energy, Non-SIT, a Supplier that keeps to IS and ES for its own customers: exempt, and ready."""

from datetime import date

from assumptions.vocabulary import DccRole, EvidenceKind, Gate, Participation, PartyCategory, RouteKind
from demonstration.scenario.terms import Paper, Route, Sds, Section
from demonstration.scenario.verbs import (
    accepted,
    agreed,
    dip_notice,
    in_pit,
    in_pit_of,
    in_qad,
    in_qad_of,
    section_queried,
    submitted,
    used_in,
)

ISES = ("ises-1",)
SUPPLIER_ROLES = (DccRole.IMPORT_SUPPLIER, DccRole.EXPORT_SUPPLIER)

ROUTE = Route(
    key="ises-1",
    kind=RouteKind.SUPPLIER_ROLES,
    on=date(2024, 6, 24),
    collector="Tarnwick Energy",
    category=PartyCategory.SUPPLIER,
    dcc_roles=SUPPLIER_ROLES,
    roles_used=SUPPLIER_ROLES,
)

PAPERS = (
    # Brackenfell collects by way of Tarnwick too, so the same description counts in both services.
    Paper(
        EvidenceKind.EXISTING_ARRANGEMENTS,
        "TAR-DCC-01",
        date(2024, 11, 11),
        ISES,
        {},
        (
            accepted(date(2024, 11, 20)),
            in_pit(date(2024, 11, 21)),
            used_in("brackenfell", ISES, date(2024, 12, 4)),
            in_pit_of("brackenfell", date(2024, 12, 5)),
            in_qad(date(2025, 2, 17), "SDS-ISES-01"),
            in_qad_of("brackenfell", date(2025, 4, 10), "SDS-ISES-01"),
        ),
    ),
    Paper(
        EvidenceKind.SUBMISSION_TEST,
        "TAR-SUB-02",
        date(2025, 1, 27),
        ISES,
        {},
        (accepted(date(2025, 2, 5)), in_pit(date(2025, 2, 6)), in_qad(date(2025, 2, 17), "SDS-ISES-01")),
    ),
    Paper(
        EvidenceKind.OUTPUT_TEST,
        "TAR-OUT-01",
        date(2025, 1, 29),
        ISES,
        {},
        (accepted(date(2025, 2, 5)), in_pit(date(2025, 2, 6)), in_qad(date(2025, 2, 17), "SDS-ISES-01")),
    ),
    Paper(
        EvidenceKind.CONSUMPTION_DATA_PLAN,
        "TAR-CDP-01",
        date(2025, 2, 3),
        ISES,
        {},
        (accepted(date(2025, 2, 7)),),
    ),
    Paper(
        EvidenceKind.DBT_COMPLETION, "TAR-DBT-01", date(2025, 1, 13), (), {}, (accepted(date(2025, 1, 20)),)
    ),
    Paper(
        EvidenceKind.PIT_COMPLETION,
        "TAR-PIT-01",
        date(2025, 2, 10),
        (),
        {"coverage": "whole_role", "design_baseline": "IR8"},
        (accepted(date(2025, 2, 19)), in_pit(date(2025, 2, 19)), in_qad(date(2025, 2, 24), "PIT-01")),
    ),
    dip_notice(
        "DIP-NOT-0072",
        date(2025, 2, 12),
        ISES,
        "TARN-MDR-01",
        "4471",
        then=(accepted(date(2025, 2, 21)), in_qad(date(2025, 2, 24), "DIP-01")),
    ),
    Paper(
        EvidenceKind.SUPPLIER_USER_CHECK,
        "CHK-A204-0018",
        date(2025, 4, 3),
        ISES,
        {"outcome": "listed", "roles": ["IS", "ES"]},
    ),
    Paper(
        EvidenceKind.QT_COMPLETION,
        "QT-0027",
        date(2025, 4, 22),
        (),
        {"coverage": "whole_role"},
        (accepted(date(2025, 4, 29)), in_qad(date(2025, 4, 30), "QT-01")),
    ),
)

QAD = (
    Section(
        "SDS-01", "The service and who runs it", (submitted(date(2025, 2, 17)), agreed(date(2025, 3, 3)))
    ),
    Section(
        "SDS-ISES-01",
        "How the Supplier's readings arrive",
        (
            submitted(date(2025, 2, 17)),
            section_queried(date(2025, 3, 3), "Which message carries export readings?"),
            submitted(date(2025, 3, 6), "The same for both; said in paragraph 7."),
            agreed(date(2025, 3, 14)),
        ),
        (RouteKind.SUPPLIER_ROLES,),
    ),
    Section("PIT-01", "Pre-Integration Testing", (submitted(date(2025, 2, 24)), agreed(date(2025, 3, 14)))),
    Section("DIP-01", "Use of the DIP", (submitted(date(2025, 2, 24)), agreed(date(2025, 3, 14)))),
    Section("QT-01", "Qualification Testing", (submitted(date(2025, 4, 30)), agreed(date(2025, 5, 7)))),
)

TARNWICK = Sds(
    slug="tarnwick",
    name="Tarnwick Energy",
    provider="Tarnwick Energy",
    member="piers.oakden@tarnwick.example",
    participation=Participation.NON_SIT,
    on=date(2024, 6, 17),
    routes=(ROUTE,),
    papers=PAPERS,
    qad_opened_on=date(2025, 2, 3),
    sections=QAD,
    signed=((date(2025, 5, 9), "Desmond Tarn, Director"),),
    gates_passed={Gate.QUALIFICATION_TESTING: date(2025, 3, 31)},
)
