"""``python -m evidence.hygiene PDF``: a file on the standard input, JSON on the standard output, then gone.

It starts anew for each file, within the limits of a preview, and knows neither the database nor a setting.
"""

from __future__ import annotations

import json
import sys

from evidence.hygiene.looking import look_into
from evidence.hygiene.types import Forbidden
from evidence.previews.limits import keep_within_limits


def main(file_type: str) -> None:
    keep_within_limits()
    content = sys.stdin.buffer.read()
    try:
        look_into(content, file_type)
        answer: dict[str, object] = {"taken": True}
    except Forbidden as why:
        answer = {"refused": str(why)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
