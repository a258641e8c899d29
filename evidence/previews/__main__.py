"""``python -m evidence.previews read PDF`` or ``draw PDF 3``: bytes in, JSON or a PNG out, then gone.

It starts anew for each file, within its limits, and knows neither the database nor a setting.
"""

from __future__ import annotations

import json
import sys

from evidence.previews import mail, office, pdf, pictures, tables
from evidence.previews.limits import CannotShow, keep_within_limits

READS = {
    "PDF": pdf.read,
    "PNG": pictures.read,
    "JPG": pictures.read,
    "CSV": tables.read,
    "EML": mail.read,
    "DOCX": office.read_document,
    "XLSX": office.read_workbook,
}
DRAWS = {"PDF": pdf.draw, "PNG": pictures.draw, "JPG": pictures.draw}


def main(asked: str, file_type: str, page: str = "1") -> None:
    keep_within_limits()
    content = sys.stdin.buffer.read()
    try:
        if asked == "draw":
            answer = DRAWS[file_type](content, int(page))
        else:
            answer = json.dumps(READS[file_type](content)).encode()
    except CannotShow as why:
        answer = json.dumps({"cannot": str(why)}).encode()
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
