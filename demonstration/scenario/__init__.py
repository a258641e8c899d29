"""What is told: the fictitious programme and its Smart Data Services, written around one fixed day."""

from demonstration.scenario.brackenfell import BRACKENFELL
from demonstration.scenario.emberley import EMBERLEY
from demonstration.scenario.hollowmere import HOLLOWMERE
from demonstration.scenario.lark_and_tallow import COBBLEWICK, LARK_AND_TALLOW
from demonstration.scenario.pellwater import PELLWATER
from demonstration.scenario.tarnwick import TARNWICK
from demonstration.scenario.vexmoor import VEXMOOR

SERVICES = (
    BRACKENFELL,
    COBBLEWICK,
    EMBERLEY,
    HOLLOWMERE,
    LARK_AND_TALLOW,
    PELLWATER,
    TARNWICK,
    VEXMOOR,
)

__all__ = ["EMBERLEY", "SERVICES"]
