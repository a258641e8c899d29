"""``python -m evidence.hygiene PDF``: a file on the standard input, JSON on the standard output, then gone.

It starts anew for each file, within the limits of a preview, and knows neither the database nor a setting.
"""

from __future__ import annotations

import sys

from evidence.hygiene.looking import answer_about
from evidence.previews.limits import keep_within_limits


def main(file_type: str) -> None:
    keep_within_limits()
    sys.stdout.write(answer_about(sys.stdin.buffer.read(), file_type))


if __name__ == "__main__":
    main(*sys.argv[1:])
