"""Finding in a list by words; what can't be looked for finds all."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

MOST = 200  # characters


class FindForm(forms.Form):
    q = forms.CharField(label="Find", max_length=MOST, required=False)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__({"q": asked.get("q", "")[:MOST].replace("\0", "")})
        self.fields["q"].widget.attrs |= {"class": "form-control", "type": "search"}

    @property
    def words(self) -> str:
        found: str = self.cleaned_data["q"].strip() if self.is_valid() else ""
        return found
