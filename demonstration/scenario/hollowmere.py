"""Hollowmere Data, SIT, MDR: ready for every SIT gate, and stopped at Qualification by A203.

Its UEPT certificate is accepted and it took that for the whole User Entry Process, the usual mistake.
"""

from datetime import date

from assumptions.vocabulary import AllocatedVia, EvidenceKind, Gate, Participation, PartyCategory, RouteKind
from demonstration.scenario.terms import Paper, Route, Sds, Section
from demonstration.scenario.verbs import accepted, agreed, dip_notice, drafted, in_pit, in_qad, submitted

MDR = ("mdr-1",)

ROUTE = Route(
    key="mdr-1",
    kind=RouteKind.MDR,
    on=date(2024, 6, 10),
    collector="Hollowmere Data",
    category=PartyCategory.OTHER_SEC_PARTY,
)

ACCESS = (
    Paper(
        EvidenceKind.SEC_ACCESSION,
        "SEC-ACC-0197",
        date(2024, 8, 12),
        MDR,
        {"party_category": "other_sec_party"},
        (accepted(date(2024, 8, 20)),),
    ),
    Paper(
        EvidenceKind.SECURITY_ASSESSMENT,
        "USA-0149",
        date(2024, 10, 22),
        MDR,
        {"outcome": "approved"},
        (accepted(date(2024, 11, 1)),),
        expires_on=date(2025, 10, 21),
    ),
    Paper(
        EvidenceKind.DCC_CONNECTION,
        "DCC-CON-0377",
        date(2024, 11, 25),
        MDR,
        {},
        (accepted(date(2024, 12, 2)),),
    ),
    Paper(
        EvidenceKind.DCC_ADAPTER, "HOL-ADP-02", date(2024, 11, 27), MDR, {}, (accepted(date(2024, 12, 2)),)
    ),
    Paper(
        EvidenceKind.UEPT_CERTIFICATE,
        "UEPT-MDR-0091",
        date(2025, 3, 14),
        MDR,
        {"user_role": "MDR", "scenarios_version": "CTSD 3.2"},
        (accepted(date(2025, 3, 28)), in_qad(date(2025, 4, 22), "SDS-MDR-01")),
    ),
    dip_notice(
        "DIP-NOT-0081",
        date(2025, 4, 2),
        MDR,
        "HOLD-MDR-01",
        "5083",
        then=(accepted(date(2025, 4, 9)), in_qad(date(2025, 4, 14), "DIP-01")),
        via=AllocatedVia.STANDALONE_LOGIN,
    ),
    Paper(
        EvidenceKind.PRODUCTION_ONBOARDING_PLAN,
        "HOL-PRD-01",
        date(2025, 5, 9),
        MDR,
        {"planned_on": date(2025, 9, 22)},
    ),
)

TESTS = (
    Paper(
        EvidenceKind.DBT_COMPLETION, "HOL-DBT-01", date(2024, 11, 18), (), {}, (accepted(date(2024, 11, 22)),)
    ),
    Paper(
        EvidenceKind.PIT_COMPLETION,
        "HOL-PIT-02",
        date(2024, 12, 9),
        (),
        {"coverage": "whole_role", "design_baseline": "IR8"},
        (accepted(date(2024, 12, 16)), in_pit(date(2024, 12, 16)), in_qad(date(2025, 4, 14), "PIT-01")),
    ),
    Paper(
        EvidenceKind.SIT_COMPLETION,
        "SIT-CIT-0009",
        date(2025, 4, 28),
        (),
        {"coverage": "whole_role", "design_baseline": "IR8", "phases": ["cit"]},
        (accepted(date(2025, 5, 6)),),
    ),
)

QAD = (
    Section(
        "SDS-01", "The service and who runs it", (submitted(date(2025, 4, 1)), agreed(date(2025, 4, 16)))
    ),
    Section(
        "SDS-MDR-01",
        "How the MDR retrieves readings",
        (drafted(date(2025, 4, 22), "Waits for a word from SECAS."),),
        (RouteKind.MDR,),
    ),
    Section("PIT-01", "Pre-Integration Testing", (submitted(date(2025, 4, 14)), agreed(date(2025, 5, 1)))),
    Section("DIP-01", "Use of the DIP", (submitted(date(2025, 4, 14)),)),
    Section("SIT-01", "Systems Integration Testing"),
)

HOLLOWMERE = Sds(
    slug="hollowmere",
    name="Hollowmere Data",
    provider="Hollowmere Data",
    member="greta.moss@hollowmere.example",
    participation=Participation.SIT,
    on=date(2024, 6, 3),
    routes=(ROUTE,),
    papers=ACCESS + TESTS,
    qad_opened_on=date(2025, 3, 31),
    sections=QAD,
    gates_passed={Gate.SIT_CIT: date(2025, 1, 13)},
)
