"""Which part of a timeline to show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import forms
from django.http import QueryDict

from assumptions.sentences import MONTHS
from readiness.timeline_sorts import Sort


class TimelineForm(forms.Form):
    """A sort of act and a month; all of them where none is given or what is given is none."""

    sort = forms.ChoiceField(label="What", required=False)
    month = forms.ChoiceField(label="When", required=False)

    def __init__(self, asked: QueryDict, months: Iterable[date]) -> None:
        super().__init__(asked)
        self._choose("sort", [("", "Everything"), *((each.value, each.label) for each in Sort)])
        self._choose("month", [("", "All months"), *((f"{each:%Y-%m}", _in_words(each)) for each in months)])
        self.is_valid()

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        widget = forms.Select(attrs={"class": "form-select"})
        label = self.fields[name].label
        self.fields[name] = forms.ChoiceField(label=label, required=False, choices=choices, widget=widget)

    @property
    def chosen_sort(self) -> Sort | None:
        chosen = self.cleaned_data.get("sort")
        return Sort(chosen) if chosen else None

    @property
    def chosen_month(self) -> date | None:
        chosen = self.cleaned_data.get("month")
        return date.fromisoformat(f"{chosen}-01") if chosen else None

    @property
    def narrows(self) -> bool:
        return bool(self.chosen_sort or self.chosen_month)


def _in_words(month: date) -> str:
    return f"{MONTHS[month.month - 1]} {month.year}"
