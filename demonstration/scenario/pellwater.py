"""Pellwater Smart Data, SIT, MDR: past CIT; SIT Functional waits for a reviewer and the UEPT certificate."""

from datetime import date

from assumptions.vocabulary import EvidenceKind, Gate, Participation, PartyCategory, RouteKind
from demonstration.scenario.terms import Paper, Route, Sds, Section
from demonstration.scenario.verbs import accepted, agreed, dip_notice, drafted, in_pit, queried, submitted

MDR = ("mdr-1",)

ROUTE = Route(
    key="mdr-1",
    kind=RouteKind.MDR,
    on=date(2024, 6, 17),
    collector="Pellwater Smart Data",
    category=PartyCategory.OTHER_SEC_PARTY,
)

PAPERS = (
    Paper(
        EvidenceKind.SEC_ACCESSION,
        "SEC-ACC-0203",
        date(2024, 9, 2),
        MDR,
        {"party_category": "other_sec_party"},
        (accepted(date(2024, 9, 10)),),
    ),
    Paper(
        EvidenceKind.SECURITY_ASSESSMENT,
        "USA-0162",
        date(2024, 11, 18),
        MDR,
        {"outcome": "approved"},
        (accepted(date(2024, 11, 27)),),
    ),
    Paper(
        EvidenceKind.DBT_COMPLETION, "PEL-DBT-01", date(2024, 12, 2), (), {}, (accepted(date(2024, 12, 9)),)
    ),
    Paper(
        EvidenceKind.PIT_COMPLETION,
        "PEL-PIT-01",
        date(2024, 12, 11),
        (),
        {"coverage": "whole_role", "design_baseline": "IR8"},
        (
            queried(
                date(2024, 12, 17), "Page 3 names design baseline IR7 and page 5 IR8. Which one was tested?"
            ),
            accepted(date(2024, 12, 20), "Rhys Pendry confirmed IR8; page 3 was a slip."),
            in_pit(date(2024, 12, 20)),
        ),
    ),
    Paper(
        EvidenceKind.DCC_CONNECTION, "DCC-CON-0402", date(2025, 2, 4), MDR, {}, (accepted(date(2025, 2, 11)),)
    ),
    Paper(EvidenceKind.DCC_ADAPTER, "PEL-ADP-01", date(2025, 2, 4), MDR, {}, (accepted(date(2025, 2, 13)),)),
    Paper(
        EvidenceKind.UEPT_CERTIFICATE,
        "UEPT-MDR-0093",
        date(2025, 5, 6),
        MDR,
        {"user_role": "MDR", "scenarios_version": "CTSD 3.2"},
    ),
    dip_notice(
        "DIP-NOT-0085",
        date(2025, 4, 24),
        MDR,
        "PELW-MDR-01",
        "3317",
        then=(accepted(date(2025, 5, 1), "The DIP Manager still has to tell DSP."),),
        told_dsp=False,
    ),
)

QAD = (
    Section(
        "SDS-01", "The service and who runs it", (submitted(date(2025, 4, 7)), agreed(date(2025, 4, 28)))
    ),
    Section("SDS-MDR-01", "How the MDR retrieves readings", (drafted(date(2025, 4, 30)),), (RouteKind.MDR,)),
    Section("PIT-01", "Pre-Integration Testing", (submitted(date(2025, 5, 7)),)),
    Section("SIT-01", "Systems Integration Testing"),
)

PELLWATER = Sds(
    slug="pellwater",
    name="Pellwater Smart Data",
    provider="Pellwater Smart Data",
    member="rhys.pendry@pellwater.example",
    participation=Participation.SIT,
    on=date(2024, 6, 10),
    routes=(ROUTE,),
    papers=PAPERS,
    qad_opened_on=date(2025, 4, 1),
    sections=QAD,
    gates_passed={Gate.SIT_CIT: date(2025, 1, 13)},
)
