"""Good files with bytes changed, left out, doubled or set upon each other; the same for a seed."""

from __future__ import annotations

import random
import resource
import time
from typing import Any

from evidence.hygiene.looking import look_into
from evidence.hygiene.types import BY_ENDING, Forbidden
from tests.evidence.good_files import GOOD

TIMES = 16  # for each file
LARGEST = 100_000  # bytes


def run(seed: int) -> dict[str, Any]:
    chance = random.Random(seed)
    outcome: dict[str, Any] = {"tried": 0, "taken": 0, "refused": 0, "else": [], "slowest": 0.0}
    for sort, (name, make) in GOOD.items():
        content = make()
        if len(content) > LARGEST:
            continue
        for _ in range(TIMES):
            outcome["tried"] += 1
            begun = time.monotonic()
            try:
                look_into(_damaged(content, chance), BY_ENDING[name[name.rindex(".") :]].name)
                outcome["taken"] += 1
            except Forbidden:
                outcome["refused"] += 1
            except Exception as failure:
                outcome["else"].append(f"{sort}: {failure!r}")
            outcome["slowest"] = max(outcome["slowest"], time.monotonic() - begun)
    outcome["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return outcome


def _damaged(content: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 1, 4, 40))):
        place = chance.randrange(len(damaged) + 1)
        length = chance.choice((1, 2, 8, 300))
        match chance.randrange(5):
            case 0:
                damaged[place : place + length] = chance.randbytes(length)
            case 1:
                del damaged[place : place + length]
            case 2:
                damaged[place:place] = damaged[place : place + length]
            case 3:
                damaged[place : place + 4] = b"\xff\xff\xff\xff"
            case _:
                del damaged[max(place, 1) :]
    return bytes(damaged)
