"""What of the portfolio somebody wants to see, and in which order: all of it stands in the address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from assumptions.vocabulary import Gate, Participation, RouteKind, Term, Verdict
from readiness.next_steps import Actor
from readiness.queries.portfolio_page import Asked, Sort

LATE = "late"
HEAT_MAP = "heat-map"
A_LINE = 200  # characters


def _choice(label: str, anything: str, terms: Iterable[Term], *more: tuple[str, str]) -> forms.ChoiceField:
    choices = [("", anything)] if anything else []
    choices += [*((term.value, term.label) for term in terms), *more]
    wrong = {"invalid_choice": "This is not in the list. All are shown."}
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=False,
        error_messages=wrong,
        widget=forms.Select(attrs={"class": "form-select"}),
    )


class PortfolioForm(forms.Form):
    """Filters and order; what can't be read filters nothing and says so."""

    find = forms.CharField(
        label="Find",
        required=False,
        max_length=A_LINE,
        widget=forms.TextInput(
            attrs={
                "class": "form-control",
                "placeholder": "Name, collector or evidence no.",
                "type": "search",
            }
        ),
    )
    gate = _choice("Gate", "Any gate", Gate)
    verdict = _choice(
        "Verdict",
        "Any verdict",
        [each for each in Verdict if each is not Verdict.NOT_APPLICABLE],
        (LATE, "Late"),
    )
    route = _choice("Route", "Any route", RouteKind)
    participation = _choice("Participation", "SIT and Non-SIT", Participation)
    acts = _choice("Who acts", "Anyone", Actor)
    sort = _choice("Sorted by", "", Sort)

    def __init__(self, asked: QueryDict) -> None:
        self.is_heat_map = asked.get("view") == HEAT_MAP
        self.sorted_by_itself = Sort.OPEN if self.is_heat_map else Sort.NAME
        given = asked.copy()
        given.setdefault("sort", self.sorted_by_itself.value)
        super().__init__(given)
        self.kept = [(name, asked[name]) for name in ("view", "as_of") if asked.get(name)]

    @property
    def asked(self) -> Asked:
        self.is_valid()
        given: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value}
        verdict = given.get("verdict")
        return Asked(
            find=given.get("find", ""),
            gate=Gate(given["gate"]) if "gate" in given else None,
            verdict=Verdict(verdict) if verdict and verdict != LATE else None,
            late=verdict == LATE,
            route=RouteKind(given["route"]) if "route" in given else None,
            participation=Participation(given["participation"]) if "participation" in given else None,
            acts=Actor(given["acts"]) if "acts" in given else None,
            sort=Sort(given.get("sort", self.sorted_by_itself)),
        )

    @property
    def narrows_by_more(self) -> bool:
        """Whether more than the words to find is set."""
        self.is_valid()
        return any(value for name, value in self.cleaned_data.items() if name not in ("find", "sort"))

    @property
    def narrowed(self) -> list[str]:
        """What is filtered by, in the words of the form, to be said where nothing fits."""
        self.is_valid()
        given = [field for field in self if field.name != "sort" and self.cleaned_data.get(field.name)]
        return [self._words(field) for field in given]

    def _words(self, field: forms.BoundField) -> str:
        given = str(self.cleaned_data[field.name])
        choices: dict[str, str] = dict(getattr(field.field, "choices", ()))
        return f"{field.label.lower()} “{choices[given]}”" if given in choices else f"“{given}”"
