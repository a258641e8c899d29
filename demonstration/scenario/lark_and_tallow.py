"""Lark & Tallow Metering, SIT, MDR: late for CIT, with papers queried, rejected and expired.

Its second service, Cobblewick Metering, Non-SIT, has not said yet how it will collect.
"""

from datetime import date

from assumptions.vocabulary import EvidenceKind, Gate, Participation, PartyCategory, RouteKind
from demonstration.scenario.terms import Paper, Route, Sds, Section
from demonstration.scenario.verbs import accepted, drafted, queried, rejected, submitted

MDR = ("mdr-1",)

ROUTE = Route(
    key="mdr-1",
    kind=RouteKind.MDR,
    on=date(2024, 9, 2),
    collector="Lark & Tallow Metering",
    category=PartyCategory.OTHER_SEC_PARTY,
)

PAPERS = (
    Paper(
        EvidenceKind.SEC_ACCESSION,
        "SEC-APP-0231",
        date(2025, 4, 8),
        MDR,
        {},
        (
            queried(
                date(2025, 4, 15),
                "This is the application. Hand in the letter by which SECAS confirms accession.",
            ),
        ),
    ),
    Paper(
        EvidenceKind.SECURITY_ASSESSMENT,
        "USA-0133",
        date(2024, 10, 14),
        MDR,
        {"outcome": "approved_subject_to_steps"},
        (accepted(date(2024, 10, 24)),),
        expires_on=date(2025, 4, 30),
    ),
    Paper(
        EvidenceKind.DCC_CONNECTION,
        "DCC-CON-0409",
        date(2025, 2, 20),
        MDR,
        {},
        (accepted(date(2025, 2, 28), "The line is a loan until the own one is in.", until=date(2025, 5, 2)),),
    ),
    Paper(EvidenceKind.DCC_ADAPTER, "LAT-ADP-01", date(2025, 4, 23), MDR),
    Paper(
        EvidenceKind.UEPT_CERTIFICATE,
        "UEPT-OU-0044",
        date(2025, 4, 10),
        MDR,
        {"user_role": "OU", "scenarios_version": "CTSD 3.1"},
        (rejected(date(2025, 4, 17), "This certificate is for the Other User role. The route needs MDR."),),
    ),
    Paper(
        EvidenceKind.UEP_CONFIRMATION,
        "UEP-LAT-01",
        date(2025, 4, 25),
        MDR,
        {"user_role": "MDR", "issuer": "dcc"},
        (
            rejected(
                date(2025, 5, 2),
                "This is the UEPT certificate again. On its own it does not show the full UEP.",
            ),
        ),
        shows="UEPT-OU-0044",
    ),
    Paper(
        EvidenceKind.DBT_COMPLETION, "LAT-DBT-01", date(2025, 3, 3), (), {}, (accepted(date(2025, 3, 11)),)
    ),
    Paper(
        EvidenceKind.PIT_COMPLETION,
        "LAT-PIT-01",
        date(2025, 4, 1),
        (),
        {"coverage": "partial", "design_baseline": "IR8"},
        (accepted(date(2025, 4, 9), "Non-functional tests are still to come."),),
    ),
)

LARK_AND_TALLOW = Sds(
    slug="lark-and-tallow",
    name="Lark & Tallow Metering",
    provider="Lark & Tallow Metering",
    member="ivo.larkin@larktallow.example",
    participation=Participation.SIT,
    on=date(2024, 8, 27),
    routes=(ROUTE,),
    papers=PAPERS,
    qad_opened_on=date(2025, 4, 28),
    sections=(
        Section(
            "SDS-01",
            "The service and who runs it",
            (drafted(date(2025, 4, 28)), submitted(date(2025, 5, 12))),
        ),
        Section("SDS-MDR-01", "How the MDR retrieves readings", (), (RouteKind.MDR,)),
        Section("SIT-01", "Systems Integration Testing"),
    ),
)

COBBLEWICK = Sds(
    slug="cobblewick",
    name="Cobblewick Metering",
    provider="Lark & Tallow Metering",
    member="ivo.larkin@larktallow.example",
    participation=Participation.NON_SIT,
    on=date(2025, 3, 10),
    papers=(Paper(EvidenceKind.DBT_COMPLETION, "COB-DBT-01", date(2025, 5, 12)),),
    qad_opened_on=date(2025, 4, 28),
    sections=(Section("SDS-01", "The service and who runs it", (drafted(date(2025, 5, 1)),)),),
    gate_dates={Gate.QUALIFICATION_TESTING: date(2025, 7, 7)},
)
