"""Vexmoor Energy, Non-SIT, IS/ES: exempt until Elexon's check failed, and asked for all of A094 since."""

from datetime import date

from assumptions.vocabulary import (
    AllocatedVia,
    DccRole,
    EvidenceKind,
    Gate,
    Participation,
    PartyCategory,
    RouteKind,
)
from demonstration.scenario.terms import Paper, Route, Sds, Section
from demonstration.scenario.verbs import accepted, agreed, dip_notice, in_pit, in_qad, submitted

ISES = ("ises-1",)
SUPPLIER_ROLES = (DccRole.IMPORT_SUPPLIER, DccRole.EXPORT_SUPPLIER)

ROUTE = Route(
    key="ises-1",
    kind=RouteKind.SUPPLIER_ROLES,
    on=date(2024, 8, 5),
    collector="Vexmoor Energy",
    category=PartyCategory.SUPPLIER,
    dcc_roles=SUPPLIER_ROLES,
    roles_used=SUPPLIER_ROLES,
)

PAPERS = (
    Paper(
        EvidenceKind.EXISTING_ARRANGEMENTS,
        "VEX-DCC-01",
        date(2024, 12, 2),
        ISES,
        {},
        (accepted(date(2024, 12, 11)), in_pit(date(2024, 12, 11)), in_qad(date(2025, 3, 24), "SDS-ISES-01")),
    ),
    Paper(
        EvidenceKind.SUBMISSION_TEST,
        "VEX-SUB-01",
        date(2025, 2, 17),
        ISES,
        {},
        (accepted(date(2025, 2, 26)), in_pit(date(2025, 2, 26)), in_qad(date(2025, 3, 24), "SDS-ISES-01")),
    ),
    Paper(
        EvidenceKind.OUTPUT_TEST,
        "VEX-OUT-01",
        date(2025, 2, 19),
        ISES,
        {},
        (accepted(date(2025, 2, 26)), in_pit(date(2025, 2, 26)), in_qad(date(2025, 3, 24), "SDS-ISES-01")),
    ),
    Paper(
        EvidenceKind.CONSUMPTION_DATA_PLAN,
        "VEX-CDP-01",
        date(2025, 3, 3),
        ISES,
        {},
        (accepted(date(2025, 3, 7)),),
    ),
    Paper(
        EvidenceKind.DBT_COMPLETION, "VEX-DBT-01", date(2025, 2, 3), (), {}, (accepted(date(2025, 2, 10)),)
    ),
    Paper(
        EvidenceKind.PIT_COMPLETION,
        "VEX-PIT-01",
        date(2025, 3, 5),
        (),
        {"coverage": "whole_role", "design_baseline": "IR8"},
        (accepted(date(2025, 3, 14)), in_pit(date(2025, 3, 14))),
    ),
    # Hollowmere has the same four digits in force: one of the two notices is wrong.
    dip_notice(
        "DIP-NOT-0084",
        date(2025, 4, 14),
        ISES,
        "VEXM-MDR-01",
        "5083",
        then=(accepted(date(2025, 4, 22)),),
        via=AllocatedVia.DIP_MANAGER,
    ),
    Paper(
        EvidenceKind.SUPPLIER_USER_CHECK,
        "CHK-A204-0021",
        date(2025, 3, 27),
        ISES,
        {"outcome": "listed", "roles": ["IS", "ES"]},
    ),
    Paper(
        EvidenceKind.SUPPLIER_USER_CHECK,
        "CHK-A204-0024",
        date(2025, 5, 7),
        ISES,
        {"outcome": "not_listed", "roles": []},
    ),
)

QAD = (
    Section(
        "SDS-01",
        "The service and who runs it",
        (
            submitted(date(2025, 3, 24)),
            agreed(date(2025, 4, 11)),
            submitted(date(2025, 5, 8), "The operating company is a new one."),
        ),
    ),
    Section(
        "SDS-ISES-01",
        "How the Supplier's readings arrive",
        (submitted(date(2025, 3, 24)), agreed(date(2025, 4, 11))),
        (RouteKind.SUPPLIER_ROLES,),
    ),
    Section("QT-01", "Qualification Testing", (submitted(date(2025, 4, 22)), agreed(date(2025, 5, 1)))),
)

VEXMOOR = Sds(
    slug="vexmoor",
    name="Vexmoor Energy",
    provider="Vexmoor Energy",
    member="callum.dray@vexmoor.example",
    participation=Participation.NON_SIT,
    on=date(2024, 7, 29),
    routes=(ROUTE,),
    papers=PAPERS,
    qad_opened_on=date(2025, 3, 17),
    sections=QAD,
    signed=((date(2025, 5, 2), "Honor Vexley, Director"),),
    gates_passed={Gate.QUALIFICATION_TESTING: date(2025, 4, 7)},
)
