"""The words that somebody looks for."""

from __future__ import annotations

from django import forms
from django.http import QueryDict


class SearchForm(forms.Form):
    q = forms.CharField(
        label="Search",
        max_length=100,
        required=False,
        help_text="A service, an organisation, an item as EV-0418, an identifier or a rule as A203.",
        error_messages={"max_length": "Search for at most 100 characters."},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "data-key": "/"}),
    )

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        self.fields["q"].is_asked = True  # type: ignore[attr-defined]  # not marked as optional: it is the only one
