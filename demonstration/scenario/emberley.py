"""Emberley Data, Non-SIT, MDR: only SECAS's confirmation and Elexon's check are missing."""

from datetime import date

from assumptions.vocabulary import EvidenceKind, Gate, Participation, PartyCategory, RouteKind
from demonstration.scenario.terms import Paper, Route, Sds, Section
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

MDR = ("mdr-1",)

ROUTE = Route(
    key="mdr-1",
    kind=RouteKind.MDR,
    on=date(2024, 7, 8),
    collector="Emberley Data",
    category=PartyCategory.OTHER_SEC_PARTY,
)

ACCESS = (
    Paper(
        EvidenceKind.SEC_ACCESSION,
        "SEC-ACC-0214",
        date(2024, 9, 16),
        MDR,
        {"party_category": "other_sec_party"},
        (accepted(date(2024, 9, 24)), in_qad(date(2025, 3, 10), "SDS-MDR-01")),
    ),
    Paper(
        EvidenceKind.SECURITY_ASSESSMENT,
        "USA-0158",
        date(2024, 11, 4),
        MDR,
        {"outcome": "approved_subject_to_steps"},
        (
            accepted(date(2024, 11, 15), "The three steps are due in the next assessment."),
            in_qad(date(2025, 3, 10), "SDS-MDR-01"),
        ),
    ),
    Paper(
        EvidenceKind.DCC_CONNECTION,
        "DCC-CON-0391",
        date(2024, 12, 3),
        MDR,
        {},
        (accepted(date(2024, 12, 9)),),
    ),
    Paper(EvidenceKind.DCC_ADAPTER, "EMB-ADP-01", date(2024, 12, 5), MDR, {}, (accepted(date(2024, 12, 9)),)),
    Paper(
        EvidenceKind.UEPT_CERTIFICATE,
        "UEPT-MDR-0087",
        date(2025, 2, 18),
        MDR,
        {"user_role": "MDR", "scenarios_version": "CTSD 3.2"},
        (
            accepted(date(2025, 2, 27)),
            in_pit(date(2025, 3, 3)),
            in_qad(date(2025, 3, 10), "SDS-MDR-01"),
        ),
    ),
    dip_notice(
        "DIP-NOT-0077",
        date(2025, 3, 19),
        MDR,
        "EMBD-MDR-01",
        "6042",
        then=(accepted(date(2025, 3, 26)), in_qad(date(2025, 4, 2), "DIP-01")),
    ),
    Paper(
        EvidenceKind.PRODUCTION_ONBOARDING_PLAN,
        "EMB-PRD-02",
        date(2025, 4, 3),
        MDR,
        {"planned_on": date(2025, 9, 8)},
        (accepted(date(2025, 4, 10)),),
    ),
)

TESTS = (
    Paper(
        EvidenceKind.DBT_COMPLETION, "EMB-DBT-01", date(2025, 1, 20), (), {}, (accepted(date(2025, 1, 28)),)
    ),
    Paper(
        EvidenceKind.PIT_COMPLETION,
        "EMB-PIT-03",
        date(2025, 3, 4),
        (),
        {"coverage": "whole_role", "design_baseline": "IR8"},
        (accepted(date(2025, 3, 12)), in_pit(date(2025, 3, 12)), in_qad(date(2025, 3, 13), "PIT-01")),
    ),
    Paper(
        EvidenceKind.CONSUMPTION_DATA_PLAN,
        "EMB-CDP-01",
        date(2025, 3, 6),
        MDR,
        {},
        (accepted(date(2025, 3, 14)),),
    ),
    Paper(
        EvidenceKind.QT_COMPLETION,
        "QT-0031",
        date(2025, 4, 28),
        (),
        {"coverage": "whole_role"},
        (accepted(date(2025, 5, 2)), in_qad(date(2025, 5, 2), "QT-01")),
    ),
)

QAD = (
    Section(
        "SDS-01",
        "The service and who runs it",
        (drafted(date(2025, 2, 10)), submitted(date(2025, 3, 3)), agreed(date(2025, 3, 17))),
    ),
    Section(
        "SDS-MDR-01",
        "How the MDR retrieves readings",
        (
            submitted(date(2025, 3, 10)),
            section_queried(date(2025, 3, 24), "Say which schedule each group of meters is read on."),
            submitted(date(2025, 3, 31), "The schedules are now in paragraph 4."),
            agreed(date(2025, 4, 11)),
        ),
        (RouteKind.MDR,),
    ),
    Section("SDS-ISES-01", "How the Supplier's readings arrive", (), (RouteKind.SUPPLIER_ROLES,)),
    Section("PIT-01", "Pre-Integration Testing", (submitted(date(2025, 3, 13)), agreed(date(2025, 3, 27)))),
    Section("DIP-01", "Use of the DIP", (submitted(date(2025, 4, 2)), agreed(date(2025, 4, 14)))),
    Section("QT-01", "Qualification Testing", (submitted(date(2025, 5, 2)), agreed(date(2025, 5, 8)))),
)

EMBERLEY = Sds(
    slug="emberley",
    name="Emberley Data",
    provider="Emberley Data",
    member="nia.farrow@emberley.example",
    participation=Participation.NON_SIT,
    on=date(2024, 7, 1),
    routes=(ROUTE,),
    papers=ACCESS + TESTS,
    qad_opened_on=date(2025, 2, 10),
    sections=QAD,
    signed=((date(2025, 5, 12), "Ailsa Emberley, Director"),),
    gates_passed={Gate.QUALIFICATION_TESTING: date(2025, 4, 1)},
)
