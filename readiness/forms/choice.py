"""What of a list somebody wants to see: choices among what there is, kept in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.http import urlencode

from assumptions.vocabulary import EvidenceKind
from parties.models import Organisation


class ChoiceForm(forms.Form):
    """What is none of the choices asks for nothing."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.labels: dict[str, dict[str, str]] = {}
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def offer_kinds(self, there: set[str]) -> None:
        kinds = [(kind.value, in_front(kind)) for kind in EvidenceKind if kind in there]
        self._offer("kind", "Any kind", kinds)

    def offer_parties(self, there: set[Organisation]) -> None:
        parties = sorted(there, key=lambda each: each.name.casefold())
        self._offer("party", "Any party", [(str(each.pk), each.name) for each in parties])

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


def in_front(kind: EvidenceKind) -> str:
    """A kind's label at the beginning of a line."""
    return kind.label[:1].upper() + kind.label[1:]
