"""Which of Elexon's checks somebody wants to see: of a kind, of a collector."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from readiness.forms.choice import ChoiceForm
from readiness.queries.checks import CheckRow


class ChecksFilterForm(ChoiceForm):
    """Among the routes that have a check."""

    kind = forms.ChoiceField(required=False)
    party = forms.ChoiceField(required=False, label="Collector")

    def __init__(self, data: Any, rows: Iterable[CheckRow]) -> None:
        super().__init__(data)
        there = list(rows)
        self.offer_kinds({row.kind for row in there})
        self.offer_parties({row.route.collector for row in there})

    def passes(self, row: CheckRow) -> bool:
        party = str(row.route.collector_id)
        return self.asked.get("kind", row.kind) == row.kind and self.asked.get("party", party) == party
