"""The key of a form: however often the form is sent, what it asks for is done once."""

from __future__ import annotations

from uuid import uuid4

from django import forms


class RequestKeyField(forms.UUIDField):
    """Made anew for each form that is shown, and kept while it comes back with something to correct."""

    def __init__(self) -> None:
        super().__init__(
            label="",
            required=False,
            initial=uuid4,
            # Else a browser that goes back puts the old key in the new form.
            widget=forms.HiddenInput(attrs={"autocomplete": "off"}),
            error_messages={"invalid": "This form can't be read. Open the page anew and fill it in again."},
        )
