"""The day that a page tells of."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import QueryDict

from journal import clock
from parties.form_fields import DayField


class AsOfForm(forms.Form):
    """A day to look at; today where none is given or what is given is no day."""

    as_of = DayField(label="As of", required=False)

    def __init__(self, asked: QueryDict) -> None:
        self.today = clock.today()
        super().__init__({"as_of": asked.get("as_of") or self.today.isoformat()})
        self.fields["as_of"].widget.attrs["class"] = "form-control"
        self.kept = [(name, value) for name, value in asked.items() if name != "as_of"]

    @property
    def day(self) -> date:
        return (self.is_valid() and self.cleaned_data["as_of"]) or self.today

    @property
    def is_today(self) -> bool:
        return self.day == self.today
