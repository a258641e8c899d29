"""Five Non-SIT participants whose own Supplier collects: from a route not permitted to Qualified."""

from datetime import date

from assumptions.vocabulary import Gate, Participation, WaiverKind
from demonstration.scenario.terms import Sds, Waived
from demonstration.scenario.usual import (
    BY_SUPPLIER_PACE,
    ISES,
    WAITS,
    K,
    Marks,
    by_supplier,
    paced,
    papers,
    qad,
    settled,
)
from demonstration.scenario.verbs import drafted, in_pit, section_queried, submitted

# The answer to one query, and the signature, are all that is missing.
DUNNOCKBY = Sds(
    slug="dunnockby",
    name="Dunnockby Energy",
    provider="Dunnockby Energy",
    member="edwin.sparrow@dunnockby.example",
    participation=Participation.NON_SIT,
    on=date(2023, 11, 6),
    routes=(by_supplier(date(2023, 12, 4), "Dunnockby Energy"),),
    papers=papers(
        Marks("DUN", 103),
        ISES,
        paced(date(2024, 5, 13), BY_SUPPLIER_PACE)
        | {
            K.EXISTING_ARRANGEMENTS: date(2024, 2, 12),
            K.CONSUMPTION_DATA_PLAN: date(2025, 2, 3),
            K.MDR_DIP_ID: date(2025, 3, 5),
            K.SUPPLIER_USER_CHECK: date(2025, 4, 8),
            K.QT_COMPLETION: date(2025, 4, 16),
        },
        qad_on=date(2025, 3, 10),
    ),
    qad_opened_on=date(2025, 2, 10),
    sections=qad(
        {
            "SDS-01": settled(date(2025, 2, 24), date(2025, 3, 11)),
            "SDS-ISES-01": settled(date(2025, 3, 10), date(2025, 3, 26)),
            "GOV-01": (
                submitted(date(2025, 4, 14)),
                section_queried(date(2025, 5, 6), "Who stands in for the Head of Metering?"),
            ),
            "PIT-01": settled(date(2025, 3, 10), date(2025, 3, 26)),
            "DIP-01": settled(date(2025, 3, 17), date(2025, 4, 3)),
            "QT-01": settled(date(2025, 4, 28), date(2025, 5, 9)),
        }
    ),
    gates_passed={Gate.QUALIFICATION_TESTING: date(2025, 3, 31)},
)

# Late for Qualification Testing, and all that it can do is wait.
GORSELAND = Sds(
    slug="gorseland",
    name="Gorseland Power",
    provider="Gorseland Power",
    member="maren.fell@gorseland.example",
    participation=Participation.NON_SIT,
    on=date(2024, 3, 11),
    routes=(by_supplier(date(2024, 4, 8), "Gorseland Power"),),
    papers=papers(
        Marks("GOR", 114),
        ISES,
        paced(date(2024, 8, 5), BY_SUPPLIER_PACE)
        | {
            K.SUBMISSION_TEST: date(2025, 4, 25),
            K.OUTPUT_TEST: date(2025, 4, 28),
            K.CONSUMPTION_DATA_PLAN: date(2025, 3, 12),
            K.SUPPLIER_USER_CHECK: date(2025, 5, 1),
            K.MDR_DIP_ID: date(2025, 5, 7),
        },
        qad_on=date(2025, 4, 10),
        but={
            K.SUBMISSION_TEST: {"then": (in_pit(date(2025, 4, 25)),)},
            K.OUTPUT_TEST: {"then": (in_pit(date(2025, 4, 28)),)},
            K.MDR_DIP_ID: WAITS,
        },
    ),
    qad_opened_on=date(2025, 3, 20),
    sections=qad(
        {
            "SDS-01": settled(date(2025, 4, 1), date(2025, 4, 17)),
            "SDS-ISES-01": (drafted(date(2025, 4, 10)),),
            "GOV-01": (submitted(date(2025, 4, 25)),),
            "PIT-01": settled(date(2025, 4, 10), date(2025, 4, 30)),
            "DIP-01": (submitted(date(2025, 5, 8)),),
            "QT-01": (),
        }
    ),
)

# It reads the meters of other Suppliers' customers too, for which IS and ES are not enough.
KITTIWAKE = Sds(
    slug="kittiwake",
    name="Kittiwake Energy",
    provider="Kittiwake Energy",
    member="anselm.burr@kittiwake.example",
    participation=Participation.NON_SIT,
    on=date(2024, 4, 22),
    routes=(by_supplier(date(2024, 5, 20), "Kittiwake Energy", own=False),),
    papers=papers(
        Marks("KIT", 115),
        ISES,
        paced(date(2024, 7, 15), BY_SUPPLIER_PACE)
        | {K.CONSUMPTION_DATA_PLAN: date(2025, 3, 4), K.MDR_DIP_ID: date(2025, 5, 12)},
        but={K.MDR_DIP_ID: WAITS},
    ),
    qad_opened_on=date(2025, 4, 22),
    sections=qad(
        {
            "SDS-01": (submitted(date(2025, 5, 2)),),
            "SDS-ISES-01": (drafted(date(2025, 4, 30)),),
            "GOV-01": (),
            "PIT-01": (drafted(date(2025, 5, 2)),),
        }
    ),
)

# The first of the programme that is Qualified.
THISTLEDOWN = Sds(
    slug="thistledown",
    name="Thistledown Retail",
    provider="Thistledown Retail",
    member="rosa.amery@thistledown.example",
    participation=Participation.NON_SIT,
    on=date(2023, 5, 30),
    routes=(by_supplier(date(2023, 7, 17), "Thistledown Retail"),),
    papers=papers(
        Marks("THI", 116),
        ISES,
        paced(date(2024, 3, 25), BY_SUPPLIER_PACE)
        | {
            K.EXISTING_ARRANGEMENTS: date(2023, 9, 25),
            K.CONSUMPTION_DATA_PLAN: date(2024, 11, 11),
            K.MDR_DIP_ID: date(2024, 12, 9),
            K.SUPPLIER_USER_CHECK: date(2025, 2, 26),
            K.QT_COMPLETION: date(2025, 3, 4),
        },
        qad_on=date(2025, 1, 20),
    ),
    qad_opened_on=date(2024, 12, 2),
    sections=qad(
        {
            "SDS-01": settled(date(2024, 12, 16), date(2025, 1, 8)),
            "SDS-ISES-01": settled(date(2025, 1, 20), date(2025, 2, 5)),
            "GOV-01": settled(date(2025, 1, 27), date(2025, 2, 12)),
            "PIT-01": settled(date(2025, 1, 20), date(2025, 2, 5)),
            "DIP-01": settled(date(2025, 1, 27), date(2025, 2, 12)),
            "QT-01": settled(date(2025, 3, 10), date(2025, 3, 19)),
        }
    ),
    signed=((date(2025, 3, 21), "Barnaby Thistle, Director"),),
    gates_passed={Gate.QUALIFICATION_TESTING: date(2025, 1, 20), Gate.QUALIFICATION: date(2025, 4, 30)},
    shared_with_qwg_on=date(2025, 3, 24),
)

# Ready for Qualification, with a plan for its identifier and without one section of its QAD.
YARROWGATE = Sds(
    slug="yarrowgate",
    name="Yarrowgate Power",
    provider="Yarrowgate Power",
    member="dorothy.lisle@yarrowgate.example",
    participation=Participation.NON_SIT,
    on=date(2023, 8, 14),
    routes=(by_supplier(date(2023, 9, 18), "Yarrowgate Power"),),
    papers=papers(
        Marks("YAR", 119),
        ISES,
        paced(date(2024, 4, 29), BY_SUPPLIER_PACE)
        | {
            K.EXISTING_ARRANGEMENTS: date(2023, 11, 20),
            K.CONSUMPTION_DATA_PLAN: date(2025, 1, 14),
            K.SUPPLIER_USER_CHECK: date(2025, 4, 15),
            K.QT_COMPLETION: date(2025, 4, 22),
        },
        qad_on=date(2025, 3, 3),
    ),
    qad_opened_on=date(2025, 2, 3),
    sections=qad(
        {
            "SDS-01": settled(date(2025, 2, 17), date(2025, 3, 5)),
            "SDS-ISES-01": settled(date(2025, 3, 3), date(2025, 3, 18)),
            "GOV-01": (drafted(date(2025, 3, 27)),),
            "PIT-01": settled(date(2025, 3, 3), date(2025, 3, 18)),
            "QT-01": settled(date(2025, 4, 28), date(2025, 5, 7)),
        }
    ),
    signed=((date(2025, 5, 8), "Maud Yarrow, Director"),),
    waivers=(
        Waived(
            kind=WaiverKind.WORK_OFF_PLAN,
            requirement="A201.MDR_DIP_ID",
            scope="ises-1",
            gates=(Gate.QUALIFICATION,),
            on=date(2025, 4, 29),
            until=date(2025, 7, 31),
            granted_by="Code Bodies",
            reason="The DIP Manager allocates it with the next batch, by {2025-07-18}.",
        ),
        Waived(
            requirement="QAD.SECTION",
            scope="GOV-01",
            gates=(Gate.QUALIFICATION,),
            on=date(2025, 5, 6),
            until=date(2025, 12, 31),
            granted_by="Code Bodies",
            reason="Its governance was assessed in full for another role on {2025-02-20}.",
        ),
    ),
    gates_passed={Gate.QUALIFICATION_TESTING: date(2025, 4, 7)},
)
