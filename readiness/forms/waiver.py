"""Granting and ending a waiver or a work-off plan, and choosing which to see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from assumptions.vocabulary import Gate, WaiverKind
from journal import clock
from parties.fields import one_line
from parties.form_fields import DayField, WordsField
from readiness.models import WaiverState

EVERY_STATE = ""


class GrantWaiverForm(forms.Form):
    """Only gates that the requirement blocks for this SDS can be ticked."""

    kind = forms.ChoiceField(
        label="What was agreed",
        choices=[(kind.value, kind.label) for kind in WaiverKind],
        widget=forms.RadioSelect,
        initial=WaiverKind.WAIVER.value,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Say whether it is a waiver or a plan."),
    )
    gates = forms.MultipleChoiceField(
        label="Gates for which it is set aside",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick the gates for which it is set aside.",
            "invalid_choice": "Tick gates that this requirement blocks.",
        },
    )
    granted_by = WordsField(
        label="Governance group",
        help_text="Who decided it, such as the Qualification Working Group.",
        validators=[one_line],
    )
    reason = WordsField(
        label="Reason",
        help_text="The provider reads it as you write it. For a work-off plan: what is done by when.",
        validators=[one_line],
    )
    granted_on = DayField(label="Granted on", help_text="The day of the decision; it counts from then on.")
    expires_on = DayField(
        label="Last day",
        help_text="Leave it empty only where the group set no end.",
        required=False,
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, gates: Sequence[Gate], unmet: Sequence[Gate]
    ) -> None:
        super().__init__(data, initial={"gates": [*unmet], "granted_on": clock.today()})
        self.fields["granted_by"].error_messages["required"] = "Name the group that decided it."
        self.fields["reason"].error_messages["required"] = "Give the group's reason."
        self.fields["granted_on"].error_messages["required"] = "Give the day of the decision."
        asked = self.fields["gates"]
        assert isinstance(asked, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        asked.choices = [(gate.value, gate.label) for gate in gates]
        self.helper = FormHelper(self)
        self.helper.form_tag = False

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("granted_on"), self.cleaned_data.get("expires_on")
        if first and last and last < first:
            self.add_error("expires_on", f"Give a day that is not before {first:%-d %B %Y}.")
        return self.cleaned_data

    @property
    def so_far(self) -> dict[str, Any]:
        """What can be read of it, whether or not the rest is right; at first what is suggested."""
        if not self.is_bound:
            return {"gates": self.initial["gates"]}
        self.full_clean()
        return self.cleaned_data

    def said(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        return typed | {"kind": WaiverKind(typed["kind"]), "gates": [Gate(gate) for gate in typed["gates"]]}


class EndWaiverForm(forms.Form):
    on = DayField(label="Last day", help_text="It counts up to and with this day.")
    why = WordsField(
        label="Why",
        help_text="It is kept in the journal, which the provider can read.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: date) -> None:
        super().__init__(data, initial={"on": today})
        self.today = today
        self.fields["on"].error_messages["required"] = "Give its last day."
        self.fields["why"].error_messages["required"] = "Say why it ends, so that the provider knows."
        self.helper = FormHelper(self)
        self.helper.form_tag = False

    @property
    def last(self) -> date:
        """The day typed, if one can be read; else today."""
        if self.is_bound:
            self.full_clean()
        day: date | None = self.cleaned_data.get("on") if self.is_bound else None
        return day or self.today


class WaiverFilterForm(forms.Form):
    """Which waivers to see; what is no state shows all."""

    state = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[(EVERY_STATE, "All"), *((state.value, state.label) for state in WaiverState)],
    )
    service = forms.UUIDField(required=False, widget=forms.HiddenInput)

    @property
    def chosen(self) -> WaiverState | None:
        self.is_valid()
        state = self.cleaned_data.get("state")
        return WaiverState(state) if state else None
