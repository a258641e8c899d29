"""A table as a CSV file: the meters for which consumption data is made."""

from __future__ import annotations

import csv
import io

from demonstration.papers.facts import Facts
from demonstration.papers.forms import FORMS
from demonstration.papers.sheet import MADE_BY, MARK

METERS = 40
SORTS = ("single rate", "two rates", "export", "import and export", "no reading for a day")


def table_of(facts: Facts) -> bytes:
    """What a sheet would say, and a row for each meter."""
    form, written = FORMS[facts.kind], io.StringIO()
    rows = csv.writer(written)
    rows.writerow([MARK, MADE_BY])
    rows.writerow([form.title, form.subtitle])
    rows.writerows(facts.stated)
    rows.writerow([])
    rows.writerow(["meter", "sort", "half-hours each day", "kWh each day"])
    for meter in range(1, METERS + 1):
        sort = SORTS[meter % len(SORTS)]
        rows.writerow(
            [f"meter-{meter:02}", sort, 96 if sort == "import and export" else 48, 4 + meter * 7 % 23]
        )
    return written.getvalue().encode()
