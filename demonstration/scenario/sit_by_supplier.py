"""Four SIT participants whose own Supplier collects: two ready, one waiting, one late."""

from datetime import date

from assumptions.vocabulary import Participation
from demonstration.scenario.terms import Sds
from demonstration.scenario.usual import (
    BY_SUPPLIER_PACE,
    CIT_PASSED,
    ISES,
    WAITS,
    K,
    Marks,
    by_supplier,
    paced,
    papers,
    qad,
    settled,
    waived_at_cit,
)
from demonstration.scenario.verbs import agreed, drafted, in_pit, queried, section_queried, submitted

# Passed CIT under a waiver, since its test of output messages came later. Elexon's check is missing.
ALDERMOOR = Sds(
    slug="aldermoor",
    name="Aldermoor Energy",
    provider="Aldermoor Energy",
    member="ada.penrose@aldermoor.example",
    participation=Participation.SIT,
    on=date(2023, 5, 22),
    routes=(by_supplier(date(2023, 9, 11), "Aldermoor Energy"),),
    papers=papers(
        Marks("ALD", 101),
        ISES,
        paced(date(2024, 5, 20), BY_SUPPLIER_PACE)
        | {
            K.EXISTING_ARRANGEMENTS: date(2023, 11, 13),
            K.OUTPUT_TEST: date(2025, 3, 6),
            K.SIT_COMPLETION: date(2025, 5, 1),
        },
        qad_on=date(2025, 4, 10),
    ),
    qad_opened_on=date(2025, 3, 24),
    sections=qad(
        {
            "SDS-01": settled(date(2025, 3, 31), date(2025, 4, 14)),
            "SDS-ISES-01": (
                submitted(date(2025, 4, 10)),
                section_queried(date(2025, 4, 24), "How are gaps of more than a day filled?"),
                submitted(date(2025, 5, 1), "Asked for again for ten days, then estimated; said in part 3."),
                agreed(date(2025, 5, 8)),
            ),
            "PIT-01": settled(date(2025, 4, 10), date(2025, 4, 29)),
            "DIP-01": (drafted(date(2025, 5, 6)),),
            "SIT-01": (),
        }
    ),
    waivers=(
        waived_at_cit(
            "A198.OUTPUT_MESSAGES",
            "ises-1",
            date(2025, 1, 6),
            date(2025, 3, 31),
            "CIT exchanges no output messages with others. The test is repeated by {2025-03-14}.",
        ),
    ),
    gates_passed=CIT_PASSED,
    shared_with_qwg_on=date(2025, 4, 29),
)

# Its PIT and its design, build and test are what R550 warns of.
IVELMERE = Sds(
    slug="ivelmere",
    name="Ivelmere Power",
    provider="Ivelmere Power",
    member="dafydd.rowe@ivelmere.example",
    participation=Participation.SIT,
    on=date(2024, 1, 15),
    routes=(by_supplier(date(2024, 2, 5), "Ivelmere Power"),),
    papers=papers(
        Marks("IVE", 105),
        ISES,
        {
            K.EXISTING_ARRANGEMENTS: date(2024, 4, 11),
            K.SUBMISSION_TEST: date(2025, 4, 9),
            K.OUTPUT_TEST: date(2025, 4, 11),
            K.PIT_COMPLETION: date(2025, 4, 22),
        },
        but={
            K.PIT_COMPLETION: {
                "details": {"coverage": "partial", "design_baseline": "IR8"},
                "then": (
                    queried(date(2025, 5, 1), "When are the operational tests run? They are left blank."),
                ),
            }
        },
    ),
    qad_opened_on=date(2025, 5, 6),
    sections=qad(
        {"SDS-01": (drafted(date(2025, 5, 6)),), "SDS-ISES-01": (), "PIT-01": (), "DIP-01": (), "SIT-01": ()}
    ),
)

# Furthest of all in SIT; its waiver for CIT was ended early, since it was needed no more.
NETTLESTONE = Sds(
    slug="nettlestone",
    name="Nettlestone Energy",
    provider="Nettlestone Energy",
    member="harriet.quill@nettlestone.example",
    participation=Participation.SIT,
    on=date(2023, 6, 12),
    routes=(by_supplier(date(2023, 10, 9), "Nettlestone Energy"),),
    papers=papers(
        Marks("NET", 108),
        ISES,
        paced(date(2024, 4, 8), BY_SUPPLIER_PACE)
        | {
            K.EXISTING_ARRANGEMENTS: date(2023, 12, 11),
            K.SUBMISSION_TEST: date(2025, 2, 18),
            K.SUPPLIER_USER_CHECK: date(2025, 4, 1),
            K.SIT_COMPLETION: date(2025, 4, 24),
            K.MDR_DIP_ID: date(2025, 5, 9),
        },
        qad_on=date(2025, 3, 24),
        but={K.MDR_DIP_ID: WAITS},
    ),
    qad_opened_on=date(2025, 3, 3),
    sections=qad(
        {
            "SDS-01": settled(date(2025, 3, 10), date(2025, 3, 25)),
            "SDS-ISES-01": settled(date(2025, 3, 24), date(2025, 4, 9)),
            "GOV-01": settled(date(2025, 4, 2), date(2025, 4, 17)),
            "PIT-01": settled(date(2025, 3, 24), date(2025, 4, 9)),
            "DIP-01": (submitted(date(2025, 5, 9)),),
            "SIT-01": (drafted(date(2025, 4, 28)),),
        }
    ),
    waivers=(
        waived_at_cit(
            "A198.SUBMISSION_TO_PSS",
            "ises-1",
            date(2025, 1, 7),
            date(2025, 3, 31),
            "PSS was not to be had in December. The test is run again by {2025-02-21}.",
            ended=(date(2025, 2, 28), "The test is accepted, so the waiver is needed no more."),
        ),
    ),
    gates_passed=CIT_PASSED,
    shared_with_qwg_on=date(2025, 4, 7),
)

# One decision would turn all five SIT gates, CIT among them, which it is late for.
QUILLHAVEN = Sds(
    slug="quillhaven",
    name="Quillhaven Energy",
    provider="Quillhaven Energy",
    member="lorna.askew@quillhaven.example",
    participation=Participation.SIT,
    on=date(2024, 2, 12),
    routes=(by_supplier(date(2024, 3, 4), "Quillhaven Energy"),),
    papers=papers(
        Marks("QUI", 110),
        ISES,
        paced(date(2024, 3, 4), BY_SUPPLIER_PACE)
        | {
            K.SUBMISSION_TEST: date(2025, 4, 30),
            K.MDR_DIP_ID: date(2025, 4, 29),
            K.SUPPLIER_USER_CHECK: date(2025, 5, 6),
        },
        qad_on=date(2025, 4, 28),
        but={K.SUBMISSION_TEST: {"then": (in_pit(date(2025, 4, 30)),)}},
    ),
    qad_opened_on=date(2025, 4, 10),
    sections=qad(
        {
            "SDS-01": settled(date(2025, 4, 14), date(2025, 5, 2)),
            "SDS-ISES-01": (submitted(date(2025, 5, 6)),),
            "PIT-01": settled(date(2025, 4, 28), date(2025, 5, 9)),
            "DIP-01": (),
            "SIT-01": (),
        }
    ),
)
