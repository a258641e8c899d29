"""What of the review queue somebody wants to see: a kind, a party, a gate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

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

    def __init__(self, data: Any, items: Sequence[EvidenceItem]) -> None:
        super().__init__(data)
        kinds = {item.kind for item in items}
        parties = {str(item.about_id): item.about.name for item in items}
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

    @property
    def asked(self) -> dict[str, str]:
        """The filters that are set, of those that there are."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def passes(self, item: EvidenceItem) -> bool:
        """Whether an item is of the kind and the party; the gate is for the rules to say."""
        about = str(item.about_id)
        return self.asked.get("kind", item.kind) == item.kind and self.asked.get("party", about) == about
