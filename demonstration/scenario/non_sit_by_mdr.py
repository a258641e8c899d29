"""Five Non-SIT participants with an MDR, which one takes from others and one is nothing else."""

from datetime import date

from assumptions.vocabulary import DccRole, Gate, Participation, ServiceRole, WaiverKind
from demonstration.scenario.terms import Sds, Waived
from demonstration.scenario.usual import (
    BY_MDR_PACE,
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
)
from demonstration.scenario.verbs import accepted, drafted, in_pit, section_queried, submitted

# Osier retrieves for it, and is confirmed by SECAS, but for another User Role.
JAC = Marks("JAC", 106)
BRAM = "bram.okafor@osier.example"
JACKDAW = Sds(
    slug="jackdaw",
    name="Jackdaw Metering",
    provider="Jackdaw Metering",
    member="kit.corrigan@jackdaw.example",
    participation=Participation.NON_SIT,
    on=date(2023, 9, 18),
    routes=(by_mdr(date(2023, 10, 16), "Osier Metering Services", (DccRole.OTHER_USER,)),),
    papers=papers(
        JAC,
        MDR,
        {
            K.UEPT_CERTIFICATE: date(2024, 12, 3),
            K.MDR_DIP_ID: date(2025, 1, 13),
            K.UEP_CONFIRMATION: date(2025, 4, 14),
        },
        qad_on=date(2025, 3, 3),
        but={
            K.UEP_CONFIRMATION: {
                "details": {"user_role": "OU", "issuer": "secas"},
                "then": (accepted(date(2025, 4, 17), "A true paper, but Osier needs one for MDR too."),),
            }
        },
        by=BRAM,
    )
    + papers(
        JAC,
        MDR,
        {
            K.DBT_COMPLETION: date(2024, 10, 21),
            K.PIT_COMPLETION: date(2025, 1, 28),
            K.CONSUMPTION_DATA_PLAN: date(2025, 2, 11),
            K.QT_COMPLETION: date(2025, 4, 30),
            K.PRODUCTION_ONBOARDING_PLAN: date(2025, 5, 7),
        },
        qad_on=date(2025, 3, 3),
        but={K.PRODUCTION_ONBOARDING_PLAN: WAITS},
    ),
    qad_opened_on=date(2025, 2, 17),
    sections=qad(
        {
            "SDS-01": settled(date(2025, 2, 24), date(2025, 3, 12)),
            "SDS-MDR-01": (
                submitted(date(2025, 3, 3)),
                section_queried(
                    date(2025, 4, 30), "SECAS's letter is for Other User. Where is that for MDR?"
                ),
            ),
            "PIT-01": settled(date(2025, 3, 3), date(2025, 3, 19)),
            "DIP-01": settled(date(2025, 3, 10), date(2025, 3, 27)),
            "QT-01": settled(date(2025, 5, 6), date(2025, 5, 12)),
        }
    ),
    gates_passed={Gate.QUALIFICATION_TESTING: date(2025, 4, 2)},
    shared_with_provider=((date(2024, 12, 5), BRAM),),
)

# Two decisions away from Qualification.
SALTMARSH = Sds(
    slug="saltmarsh",
    name="Saltmarsh Grid Data",
    provider="Saltmarsh Grid Data",
    member="ottilie.crane@saltmarsh.example",
    participation=Participation.NON_SIT,
    on=date(2023, 6, 26),
    routes=(by_mdr(date(2023, 8, 14), "Saltmarsh Grid Data"),),
    papers=papers(
        Marks("SAL", 113),
        MDR,
        paced(date(2024, 4, 15), BY_MDR_PACE)
        | {
            K.SEC_ACCESSION: date(2023, 11, 6),
            K.SECURITY_ASSESSMENT: date(2024, 2, 19),
            K.UEPT_CERTIFICATE: date(2024, 12, 3),
            K.CONSUMPTION_DATA_PLAN: date(2025, 1, 21),
            K.UEP_CONFIRMATION: date(2025, 2, 10),
            K.UEP_CHECK: date(2025, 3, 3),
            K.PRODUCTION_ONBOARDING_PLAN: date(2025, 3, 17),
            K.MDR_DIP_ID: date(2025, 5, 9),
            K.QT_COMPLETION: date(2025, 5, 12),
        },
        qad_on=date(2025, 2, 24),
        but={K.MDR_DIP_ID: WAITS, K.QT_COMPLETION: WAITS},
    ),
    qad_opened_on=date(2025, 2, 10),
    sections=qad(
        {
            "SDS-01": settled(date(2025, 2, 17), date(2025, 3, 4)),
            "SDS-R01": settled(date(2025, 2, 17), date(2025, 3, 4)),
            "SDS-MDR-01": settled(date(2025, 2, 24), date(2025, 3, 12)),
            "PIT-01": settled(date(2025, 3, 3), date(2025, 3, 18)),
            "DIP-01": settled(date(2025, 4, 14), date(2025, 5, 1)),
        }
    ),
    signed=((date(2025, 5, 7), "Leopold Crane, Director"),),
    gates_passed={Gate.QUALIFICATION_TESTING: date(2025, 4, 1)},
    shared_with_qwg_on=date(2025, 5, 8),
)

# Takes part as an MDR alone, which can't be Qualified; and its security assessment is deferred.
UMBERWICK = Sds(
    slug="umberwick",
    name="Umberwick Data",
    provider="Umberwick Data",
    member="gideon.slate@umberwick.example",
    participation=Participation.NON_SIT,
    role=ServiceRole.MDR,
    on=date(2024, 8, 19),
    routes=(by_mdr(date(2024, 9, 16), "Umberwick Data"),),
    papers=papers(
        Marks("UMB", 117),
        MDR,
        {
            K.SEC_ACCESSION: date(2024, 11, 18),
            K.SECURITY_ASSESSMENT: date(2025, 2, 10),
            K.DBT_COMPLETION: date(2025, 3, 10),
            K.DCC_CONNECTION: date(2025, 3, 24),
            K.DCC_ADAPTER: date(2025, 4, 1),
            K.PIT_COMPLETION: date(2025, 5, 2),
            K.CONSUMPTION_DATA_PLAN: date(2025, 5, 6),
        },
        but={
            K.SECURITY_ASSESSMENT: {"details": {"outcome": "deferred"}},
            K.PIT_COMPLETION: WAITS,
            K.CONSUMPTION_DATA_PLAN: WAITS,
        },
    ),
    qad_opened_on=date(2025, 4, 30),
    sections=qad({"SDS-01": (drafted(date(2025, 5, 8)),), "SDS-MDR-01": (), "PIT-01": ()}),
)

# Changed the Supplier beside its MDR; the new one's consumption data comes under a plan.
WYC = Marks("WYC", 118)
BY_LARCHMERE = ("ises-2",)
PETRA = "petra.sallow@larchmere.example"
WYCHLOW = Sds(
    slug="wychlow",
    name="Wychlow Smart",
    provider="Wychlow Smart",
    member="ines.calder@wychlow.example",
    participation=Participation.NON_SIT,
    on=date(2023, 8, 7),
    routes=(
        by_mdr(date(2024, 2, 5), "Wychlow Smart"),
        by_supplier(date(2024, 2, 5), "Peverell Energy", until=date(2024, 9, 30)),
        by_supplier(date(2024, 10, 1), "Larchmere Supply", key="ises-2"),
    ),
    papers=papers(
        Marks("PEV", 122),
        ISES,
        {K.EXISTING_ARRANGEMENTS: date(2024, 4, 8)},
        by="jonah.pike@peverell.example",
    )
    + papers(
        Marks("LAR", 121),
        BY_LARCHMERE,
        {
            K.EXISTING_ARRANGEMENTS: date(2024, 11, 18),
            K.SUBMISSION_TEST: date(2025, 1, 20),
            K.OUTPUT_TEST: date(2025, 1, 22),
        },
        qad_on=date(2025, 3, 17),
        by=PETRA,
    )
    + papers(
        Marks("LAR", 121),
        BY_LARCHMERE,
        {K.SUPPLIER_USER_CHECK: date(2025, 4, 15), K.MDR_DIP_ID: date(2025, 5, 12)},
        but={K.MDR_DIP_ID: WAITS},
    )
    + papers(
        WYC,
        MDR,
        paced(date(2024, 2, 5), BY_MDR_PACE)
        | {
            K.PIT_COMPLETION: date(2025, 2, 4),
            K.UEPT_CERTIFICATE: date(2025, 2, 12),
            K.CONSUMPTION_DATA_PLAN: date(2025, 2, 20),
            K.MDR_DIP_ID: date(2025, 3, 20),
            K.UEP_CONFIRMATION: date(2025, 4, 22),
            K.UEP_CHECK: date(2025, 5, 6),
            K.QT_COMPLETION: date(2025, 5, 7),
        },
        qad_on=date(2025, 3, 17),
        but={K.QT_COMPLETION: WAITS},
    ),
    qad_opened_on=date(2025, 3, 3),
    sections=qad(
        {
            "SDS-01": settled(date(2025, 3, 10), date(2025, 3, 25)),
            "SDS-R01": settled(date(2025, 3, 10), date(2025, 3, 25)),
            "SDS-MDR-01": settled(date(2025, 3, 17), date(2025, 4, 9)),
            "SDS-ISES-01": settled(date(2025, 3, 17), date(2025, 4, 9)),
            "PIT-01": settled(date(2025, 3, 24), date(2025, 4, 16)),
            "DIP-01": (submitted(date(2025, 5, 7)),),
        }
    ),
    waivers=(
        Waived(
            kind=WaiverKind.WORK_OFF_PLAN,
            requirement="A198.TEST_DATA",
            scope="ises-2",
            gates=(Gate.QUALIFICATION_TESTING,),
            on=date(2025, 3, 31),
            until=date(2025, 6, 6),
            granted_by="Code Bodies",
            reason="Larchmere's meters are in its new system from {2025-06-02} on.",
        ),
    ),
    gates_passed={Gate.QUALIFICATION_TESTING: date(2025, 4, 7)},
    shared_with_provider=((date(2024, 11, 20), PETRA),),
)

# Late for Qualification Testing by one decision.
ZEPHYR_HOLLOW = Sds(
    slug="zephyr-hollow",
    name="Zephyr Hollow Data",
    provider="Zephyr Hollow Data",
    member="emrys.vaughan@zephyrhollow.example",
    participation=Participation.NON_SIT,
    on=date(2024, 1, 22),
    routes=(by_mdr(date(2024, 2, 19), "Zephyr Hollow Data"),),
    papers=papers(
        Marks("ZEP", 120),
        MDR,
        paced(date(2024, 5, 28), BY_MDR_PACE)
        | {
            K.UEPT_CERTIFICATE: date(2025, 3, 11),
            K.CONSUMPTION_DATA_PLAN: date(2025, 4, 8),
            K.MDR_DIP_ID: date(2025, 4, 15),
            K.PIT_COMPLETION: date(2025, 5, 12),
        },
        qad_on=date(2025, 4, 14),
        but={K.PIT_COMPLETION: {"then": (in_pit(date(2025, 5, 12)),)}},
    ),
    qad_opened_on=date(2025, 3, 31),
    sections=qad(
        {
            "SDS-01": settled(date(2025, 4, 7), date(2025, 4, 25)),
            "SDS-MDR-01": (submitted(date(2025, 4, 28)),),
            "PIT-01": (drafted(date(2025, 5, 12)),),
            "DIP-01": settled(date(2025, 4, 14), date(2025, 5, 1)),
        }
    ),
)
