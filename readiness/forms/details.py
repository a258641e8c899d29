"""Form fields for the typed details of a kind, made from the types that the rules declare."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms

from assumptions.vocabulary import EvidenceKind
from parties.fields import one_line
from parties.form_fields import DayField, WordsField
from parties.models import Programme
from readiness.detail_types import DetailType, detail_types
from readiness.plain_words import DETAIL_WORDS

PREFIX = "detail_"
YES_NO = (("yes", "Yes"), ("no", "No"))


def detail_fields(kind: EvidenceKind, programme: Programme) -> dict[str, forms.Field]:
    """A field for each detail of the kind, by its name in the form; each may be left out, as in the facts."""
    made = {PREFIX + detail.name: _field(detail, programme) for detail in detail_types(kind)}
    for field in made.values():
        # What is left out is told by the rules, not by the form; so it isn't called optional.
        field.is_asked = True  # type: ignore[attr-defined]
    return made


class AsksForDetails(forms.Form):
    """A form with the fields of a kind among its own."""

    asks: tuple[str, ...] = ()

    def asked(self) -> list[forms.BoundField]:
        """The fields that the kind brings, in order."""
        return [self[name] for name in self.asks]


def read_details(kind: EvidenceKind, cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, in the words of a facts document; what was left out is not in it."""
    typed = {detail.name: cleaned.get(PREFIX + detail.name) for detail in detail_types(kind)}
    return {name: _as_fact(value) for name, value in typed.items() if value not in (None, "", [])}


def _as_fact(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _field(detail: DetailType, programme: Programme) -> forms.Field:
    words = DETAIL_WORDS[detail.name]
    accepted = _accepted(detail.name, programme)
    options = {"label": words.label, "help_text": f"{words.help} {accepted}".strip(), "required": False}
    return _maker(detail)(detail, options)


def _maker(detail: DetailType) -> Callable[[DetailType, dict[str, Any]], forms.Field]:
    if detail.several:
        return _several
    if detail.is_a_term:
        return _one_of
    return {bool: _yes_no, date: _day, str: _text}[detail.type]


def _several(detail: DetailType, options: dict[str, Any]) -> forms.Field:
    choices = [(term.value, term.label) for term in detail.type]
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **options)


def _one_of(detail: DetailType, options: dict[str, Any]) -> forms.Field:
    choices = [("", "Choose"), *((term.value, term.label) for term in detail.type)]
    wrong = {"invalid_choice": "Choose one of the list."}
    return forms.ChoiceField(choices=choices, error_messages=wrong, **options)


def _yes_no(_detail: DetailType, options: dict[str, Any]) -> forms.Field:
    return forms.TypedChoiceField(
        choices=YES_NO,
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Answer yes or no."},
        **options,
    )


def _day(_detail: DetailType, options: dict[str, Any]) -> forms.Field:
    return DayField(**options)


def _text(_detail: DetailType, options: dict[str, Any]) -> forms.Field:
    return WordsField(validators=[one_line], **options)


def _accepted(detail: str, programme: Programme) -> str:
    """What the programme accepts there, since that is what a provider compares with."""
    values = {
        "design_baseline": programme.design_baselines,
        "scenarios_version": programme.mdr_scenario_versions,
    }.get(detail)
    return f"The programme accepts {' or '.join(values)}." if values else ""
