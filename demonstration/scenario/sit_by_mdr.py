"""Four SIT participants with an MDR: one late, one expired, one with a plan, one beside a Supplier."""

from datetime import date

from assumptions.vocabulary import Gate, Participation, WaiverKind
from demonstration.scenario.terms import Paper, Sds, Waived
from demonstration.scenario.usual import (
    BY_MDR_PACE,
    BY_SUPPLIER_PACE,
    CIT_PASSED,
    ISES,
    MDR,
    WAITS,
    K,
    Marks,
    by_mdr,
    by_supplier,
    paced,
    papers,
    qad,
    settled,
    waived_at_cit,
)
from demonstration.scenario.verbs import accepted, drafted, queried, section_queried, submitted, withdrawn

AFTER_CIT = (Gate.SIT_FUNCTIONAL, Gate.SIT_MIGRATION, Gate.SIT_NON_FUNCTIONAL, Gate.SIT_OPERATIONAL)

# Took another Supplier's readings before, and changed to an MDR of its own, whose tests it has not done yet.
FEN = Marks("FEN", 104)
FENNIMORE = Sds(
    slug="fennimore",
    name="Fennimore Smart Metering",
    provider="Fennimore Smart Metering",
    member="beatrix.lomas@fennimore.example",
    participation=Participation.SIT,
    on=date(2023, 7, 3),
    routes=(
        by_supplier(date(2023, 7, 10), "Cinderwell Supply", until=date(2024, 4, 15)),
        by_mdr(date(2024, 4, 15), "Fennimore Smart Metering"),
    ),
    papers=papers(
        FEN, ISES, {K.EXISTING_ARRANGEMENTS: date(2023, 10, 16)}, by="thea.marlin@cinderwell.example"
    )
    + papers(
        FEN,
        MDR,
        paced(date(2024, 4, 15), BY_MDR_PACE)
        | {K.DCC_ADAPTER: date(2025, 4, 8), K.MDR_DIP_ID: date(2025, 4, 30)},
        but={
            K.DCC_ADAPTER: {
                "then": (
                    queried(date(2025, 4, 16), "Which release was tested? The statement names two of them."),
                )
            },
            K.MDR_DIP_ID: WAITS,
        },
    )
    + (
        Paper(
            K.UEPT_CERTIFICATE,
            "UEPT-MDR-0094",
            date(2025, 3, 5),
            MDR,
            {"user_role": "MDR", "scenarios_version": "CTSD 3.1"},
            (withdrawn(date(2025, 3, 6), "Issued in error. The tests are run again in May."),),
        ),
    ),
    qad_opened_on=date(2025, 4, 7),
    sections=qad(
        {
            "SDS-01": (drafted(date(2025, 4, 7)), submitted(date(2025, 4, 24))),
            "SDS-MDR-01": (),
            "GOV-01": (),
            "PIT-01": (drafted(date(2025, 5, 7)),),
            "SIT-01": (),
        }
    ),
    gates_passed=CIT_PASSED,
)

# Ready for SIT Functional until its security assessment expired; CIT is let through without it.
OXB = Marks("OXB", 109)
OXBARROW = Sds(
    slug="oxbarrow",
    name="Oxbarrow Data",
    provider="Oxbarrow Data",
    member="femi.adair@oxbarrow.example",
    participation=Participation.SIT,
    on=date(2023, 6, 5),
    routes=(by_mdr(date(2024, 4, 2), "Oxbarrow Data"),),
    papers=papers(
        OXB,
        MDR,
        paced(date(2024, 4, 2), BY_MDR_PACE)
        | {K.UEPT_CERTIFICATE: date(2025, 3, 6), K.MDR_DIP_ID: date(2025, 4, 2)},
        qad_on=date(2025, 4, 8),
        but={K.SECURITY_ASSESSMENT: {"expires_on": date(2025, 4, 16)}},
    ),
    qad_opened_on=date(2025, 3, 17),
    sections=qad(
        {
            "SDS-01": settled(date(2025, 4, 1), date(2025, 4, 15)),
            "SDS-MDR-01": (
                submitted(date(2025, 4, 8)),
                section_queried(date(2025, 4, 29), "The assessment cited has expired. Which one follows it?"),
            ),
            "GOV-01": (drafted(date(2025, 4, 10)),),
            "PIT-01": settled(date(2025, 4, 3), date(2025, 4, 24)),
            "DIP-01": (submitted(date(2025, 4, 30)),),
            "SIT-01": (),
        }
    ),
    waivers=(
        waived_at_cit(
            "A094.SECURITY",
            "mdr-1",
            date(2025, 4, 16),
            date(2025, 6, 30),
            "CIT is passed and touches no DCC service. The next assessment is on {2025-06-09}.",
        ),
    ),
    gates_passed=CIT_PASSED,
    shared_with_qwg_on=date(2025, 3, 20),
    no_longer_shared_on=date(2025, 4, 17),
)

# Its line to DCC is late, under a plan. It hands in the UEPT certificate as SECAS's confirmation.
ROO = Marks("ROO", 112)
ROOKHOLLOW = Sds(
    slug="rookhollow",
    name="Rookhollow Metering",
    provider="Rookhollow Metering",
    member="priya.holt@rookhollow.example",
    participation=Participation.SIT,
    on=date(2023, 7, 10),
    routes=(by_mdr(date(2024, 3, 18), "Rookhollow Metering"),),
    papers=papers(
        ROO,
        MDR,
        paced(date(2024, 3, 18), BY_MDR_PACE, but={K.DCC_CONNECTION})
        | {
            K.UEPT_CERTIFICATE: date(2025, 4, 9),
            K.MDR_DIP_ID: date(2025, 4, 10),
            K.SIT_COMPLETION: date(2025, 4, 30),
            K.UEP_CONFIRMATION: date(2025, 5, 8),
        },
        qad_on=date(2025, 4, 24),
        but={K.UEP_CONFIRMATION: WAITS | {"shows": "UEPT-MDR-0112"}},
    ),
    qad_opened_on=date(2025, 4, 1),
    sections=qad(
        {
            "SDS-01": settled(date(2025, 4, 10), date(2025, 4, 25)),
            "SDS-MDR-01": (drafted(date(2025, 4, 24)),),
            "PIT-01": settled(date(2025, 4, 11), date(2025, 4, 29)),
            "DIP-01": settled(date(2025, 4, 24), date(2025, 5, 8)),
            "SIT-01": (),
        }
    ),
    waivers=(
        Waived(
            kind=WaiverKind.WORK_OFF_PLAN,
            requirement="A094.DCC_CONNECTION",
            scope="mdr-1",
            gates=AFTER_CIT,
            on=date(2025, 4, 25),
            until=date(2025, 7, 25),
            granted_by="SIT Working Group",
            reason="It tests over Osier's line, which DCC allows until its own is in, by {2025-07-18}.",
        ),
    ),
    gates_passed=CIT_PASSED,
)

# Collects by its own MDR, and by a Supplier that lets it see what it hands in.
MAR = Marks("MAR", 107)
UNA = "una.keating@greywether.example"
MARROWBY = Sds(
    slug="marrowby",
    name="Marrowby Collect",
    provider="Marrowby Collect",
    member="saskia.venn@marrowby.example",
    participation=Participation.SIT,
    on=date(2023, 10, 2),
    routes=(
        by_mdr(date(2024, 5, 7), "Marrowby Collect"),
        by_supplier(date(2024, 5, 7), "Greywether Supply"),
    ),
    papers=papers(
        MAR,
        MDR,
        paced(date(2024, 5, 7), BY_MDR_PACE)
        | {K.UEPT_CERTIFICATE: date(2025, 5, 7), K.PRODUCTION_ONBOARDING_PLAN: date(2025, 5, 12)},
        but={
            K.UEPT_CERTIFICATE: WAITS,
            K.PRODUCTION_ONBOARDING_PLAN: WAITS,
            K.SECURITY_ASSESSMENT: {
                "details": {"outcome": "approved_subject_to_steps"},
                "then": (accepted(date(2024, 9, 30), "The two steps are due by {2025-09-30}."),),
            },
        },
    )
    + papers(
        MAR,
        ISES,
        paced(date(2024, 5, 7), BY_SUPPLIER_PACE, but=BY_MDR_PACE),
        qad_on=date(2025, 4, 14),
        by=UNA,
    )
    + papers(MAR, ISES, {K.SUPPLIER_USER_CHECK: date(2025, 4, 24)}),
    qad_opened_on=date(2025, 3, 31),
    sections=qad(
        {
            "SDS-01": settled(date(2025, 4, 3), date(2025, 4, 24)),
            "SDS-R01": (submitted(date(2025, 4, 28)),),
            "SDS-MDR-01": (drafted(date(2025, 4, 16)),),
            "SDS-ISES-01": settled(date(2025, 4, 14), date(2025, 5, 6)),
            "PIT-01": (submitted(date(2025, 5, 1)),),
            "SIT-01": (),
        }
    ),
    gates_passed=CIT_PASSED,
    shared_with_provider=((date(2024, 9, 2), UNA),),
)
