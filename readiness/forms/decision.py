"""A reviewer's decision, in one form with a button for each outcome."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from assumptions.vocabulary import DecisionOutcome
from journal import clock
from parties.form_fields import DayField, WordsField


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(
        choices=[(outcome.value, outcome.label) for outcome in DecisionOutcome],
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Press Accept, Query or Reject."),
    )
    reason = WordsField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    until = DayField(
        label="Accept until",
        help_text="Only to accept it for a time.",
        required=False,
    )
    decisions_seen = forms.IntegerField(
        min_value=0,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ["required", "invalid", "min_value"], "Load this page again before you decide."
        ),
    )

    def __init__(self, *args: Any, party: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = f"A word to {party}"
        self.fields["reason"].help_text = "Needed to query or reject. They read it as you write it."
        self.fields["reason"].is_asked = True  # type: ignore[attr-defined]
        self.helper = FormHelper(self)
        self.helper.form_tag = False

    def clean_until(self) -> date | None:
        day: date | None = self.cleaned_data["until"]
        if day and day < clock.today():
            raise forms.ValidationError(f"Give a day that is not before today, {clock.today():%-d %B %Y}.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        outcome = cleaned.get("outcome")
        if outcome in (DecisionOutcome.QUERIED, DecisionOutcome.REJECTED):
            if not cleaned.get("reason", "").strip() and "reason" not in self.errors:
                self.add_error("reason", "Say why, so that the provider knows what to do.")
            if cleaned.get("until"):
                self.add_error(
                    "until", "Leave this empty to query or reject; only acceptance has a last day."
                )
        return cleaned
