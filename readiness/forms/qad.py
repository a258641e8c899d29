"""The QAD: a new section, a step of a section, a director's signature, and which QADs to see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from assumptions.vocabulary import RouteKind, SectionStatus
from parties.fields import AS_LOCAL_ID, LOCAL_ID, one_line
from parties.form_fields import WordsField
from readiness.queries.qads import WaitsFor


class SectionForm(forms.Form):
    local_id = forms.CharField(
        label="Key",
        help_text="A short key of your own, such as SDS-MDR-01.",
        max_length=LOCAL_ID,
        validators=AS_LOCAL_ID,
        error_messages={"required": "Give the section a key.", "max_length": "Use at most 64 characters."},
    )
    title = WordsField(label="Title", validators=[one_line])
    route_kinds = forms.MultipleChoiceField(
        label="For which routes it is asked",
        help_text="Tick none if it is asked of every SDS.",
        choices=[(kind.value, kind.label) for kind in RouteKind],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    official_reference = forms.CharField(
        label="Official reference",
        help_text="Only a number that the published QAD has.",
        max_length=100,
        required=False,
        validators=[one_line],
        error_messages={"max_length": "Use at most 100 characters."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["title"].error_messages["required"] = "Give the section a title."
        self.helper = FormHelper(self)
        self.helper.form_tag = False

    def said(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return typed | {"route_kinds": [RouteKind(kind) for kind in typed["route_kinds"]]}


class MoveForm(forms.Form):
    """One form with a button for each step that a person may take."""

    move = forms.ChoiceField(error_messages=dict.fromkeys(["required", "invalid_choice"], "Press a button."))
    note = WordsField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, moves: Sequence[SectionStatus], answers: bool
    ) -> None:
        super().__init__(data)
        move = self.fields["move"]
        assert isinstance(move, forms.ChoiceField)  # noqa: S101 - tells the type checker
        move.choices = [(status.value, status.label) for status in moves]
        self.fields["note"].is_asked = True  # type: ignore[attr-defined]
        self.fields["note"].help_text = (
            "Needed to query. The provider reads it as you write it."
            if answers
            else "What has changed, or your answer to a query. A Code Body reads it."
        )
        self.helper = FormHelper(self)
        self.helper.form_tag = False

    def clean(self) -> dict[str, Any]:
        asks = self.cleaned_data.get("move") == SectionStatus.QUERIED
        if asks and "note" not in self.errors and not self.cleaned_data.get("note", "").strip():
            self.add_error("note", "Write the question that the provider is to answer.")
        return self.cleaned_data


class SignForm(forms.Form):
    signatory = WordsField(
        label="Director who signed",
        help_text="Name and office, as under the document.",
        validators=[one_line],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["signatory"].error_messages["required"] = "Name the director who signed."
        self.helper = FormHelper(self)
        self.helper.form_tag = False


class QadFilterForm(forms.Form):
    """Which QADs to see; what is no choice shows all."""

    waits_for = forms.ChoiceField(
        label="Waiting for",
        required=False,
        choices=[("", "Anybody or nobody"), *((who.value, who.label) for who in WaitsFor)],
    )

    @property
    def chosen(self) -> WaitsFor | None:
        self.is_valid()
        who = self.cleaned_data.get("waits_for")
        return WaitsFor(who) if who else None
