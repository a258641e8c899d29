"""What of the review queue somebody wants to see: a kind, a party, a gate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from assumptions.vocabulary import Gate
from evidence.models import EvidenceItem
from readiness.forms.choice import ChoiceForm


class QueueFilterForm(ChoiceForm):
    """Among what waits."""

    kind = forms.ChoiceField(required=False)
    party = forms.ChoiceField(required=False)
    gate = forms.ChoiceField(required=False, label="Asked for by")

    def __init__(self, data: Any, items: Iterable[EvidenceItem]) -> None:
        super().__init__(data)
        there = list(items)
        self.offer_kinds({item.kind for item in there})
        self.offer_parties({item.about for item in there})
        self._offer("gate", "Any gate", [(gate.value, gate.label) for gate in Gate])
