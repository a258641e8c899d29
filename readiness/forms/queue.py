"""What of the review queue somebody wants to see: a kind, a party, a gate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.http import urlencode

from assumptions.vocabulary import EvidenceKind, Gate
from evidence.models import EvidenceItem


def in_front(kind: EvidenceKind) -> str:
    """A kind's label at the beginning of a line."""
    return kind.label[:1].upper() + kind.label[1:]


class QueueFilterForm(forms.Form):
    """Each choice is among what waits; what is none of them asks for nothing."""

    kind = forms.ChoiceField(required=False)
    party = forms.ChoiceField(required=False)
    gate = forms.ChoiceField(required=False, label="Asked for by")

    def __init__(self, data: Any, items: Iterable[EvidenceItem]) -> None:
        super().__init__(data)
        self.labels: dict[str, dict[str, str]] = {}
        there = list(items)
        kinds = {item.kind for item in there}
        parties = {str(item.about_id): item.about.name for item in there}
        waiting = [kind for kind in EvidenceKind if kind in kinds]
        self._offer("kind", "Any kind", [(kind.value, in_front(kind)) for kind in waiting])
        self._offer("party", "Any party", sorted(parties.items(), key=lambda each: each[1].casefold()))
        self._offer("gate", "Any gate", [(gate.value, gate.label) for gate in Gate])
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def _offer(self, name: str, any_of_them: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [("", any_of_them), *choices]
        self.labels[name] = dict(choices)

    @property
    def asked(self) -> dict[str, str]:
        """The filters that are set, of those that there are."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def in_words(self) -> str:
        """What is asked for, as the choices are called."""
        return ", ".join(self.labels[name][value] for name, value in self.asked.items())

    @property
    def in_address(self) -> str:
        """What a page's address ends in, so that the choice goes with it."""
        return f"?{urlencode(self.asked)}" if self.asked else ""
