"""Asking for a pack."""

from __future__ import annotations

from typing import Any

from django import forms

from journal import clock
from packs.models import PackKind
from parties.form_fields import DayField
from parties.request_key import RequestKeyField


class PackForm(forms.Form):
    """The button that was pressed says which pack; the day is today unless another is given."""

    as_of = DayField(
        label="As of",
        error_messages={"required": "Give the day that the pack tells of, such as 14 May 2025."},
    )
    kind = forms.ChoiceField(
        label="Pack",
        choices=PackKind.choices,
        widget=forms.HiddenInput,
        error_messages={
            "required": "Choose which pack to make.",
            "invalid_choice": "Choose which pack to make.",
        },
    )

    request_key = RequestKeyField()

    def __init__(self, asked: Any = None) -> None:
        # Its own prefix of ids: on an SDS's page another form asks for a day too.
        super().__init__(asked, initial={"as_of": clock.today()}, auto_id="pack_%s")
        self.fields["as_of"].widget.attrs["max"] = clock.today().isoformat()
