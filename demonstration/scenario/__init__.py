"""What is told: the fictitious programme and its Smart Data Services, written around one fixed day.

Some are told at length, paper by paper. The others go the usual way, and their diaries hold how they differ.
"""

from demonstration.scenario.brackenfell import BRACKENFELL
from demonstration.scenario.emberley import EMBERLEY
from demonstration.scenario.hollowmere import HOLLOWMERE
from demonstration.scenario.lark_and_tallow import COBBLEWICK, LARK_AND_TALLOW
from demonstration.scenario.non_sit_by_mdr import JACKDAW, SALTMARSH, UMBERWICK, WYCHLOW, ZEPHYR_HOLLOW
from demonstration.scenario.non_sit_by_supplier import (
    DUNNOCKBY,
    GORSELAND,
    KITTIWAKE,
    THISTLEDOWN,
    YARROWGATE,
)
from demonstration.scenario.pellwater import PELLWATER
from demonstration.scenario.sit_by_mdr import FENNIMORE, MARROWBY, OXBARROW, ROOKHOLLOW
from demonstration.scenario.sit_by_supplier import ALDERMOOR, IVELMERE, NETTLESTONE, QUILLHAVEN
from demonstration.scenario.tarnwick import TARNWICK
from demonstration.scenario.vexmoor import VEXMOOR

AT_LENGTH = (
    BRACKENFELL,
    COBBLEWICK,
    EMBERLEY,
    HOLLOWMERE,
    LARK_AND_TALLOW,
    PELLWATER,
    TARNWICK,
    VEXMOOR,
)
SERVICES = (
    *AT_LENGTH,
    ALDERMOOR,
    DUNNOCKBY,
    FENNIMORE,
    GORSELAND,
    IVELMERE,
    JACKDAW,
    KITTIWAKE,
    MARROWBY,
    NETTLESTONE,
    OXBARROW,
    QUILLHAVEN,
    ROOKHOLLOW,
    SALTMARSH,
    THISTLEDOWN,
    UMBERWICK,
    WYCHLOW,
    YARROWGATE,
    ZEPHYR_HOLLOW,
)

__all__ = ["AT_LENGTH", "EMBERLEY", "SERVICES"]
