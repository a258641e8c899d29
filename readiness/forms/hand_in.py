"""Handing in a paper: where it counts, what it says, and its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from assumptions.vocabulary import Term
from evidence.models import EvidenceItem
from journal import clock
from parties.form_fields import DayField, WordsField
from parties.models import CollectionRoute, Programme
from parties.request_key import RequestKeyField
from readiness.forms.details import PREFIX, AsksForDetails, detail_fields, read_details
from readiness.forms.upload import UploadField
from readiness.plain_words import route_name
from readiness.queries.hand_in_evidence import Paper
from readiness.queries.versions import Held
from readiness.reading.paper import EXPIRES, Found


class Way(Term):
    """How to go on with a file that looks like another paper."""

    RIGHT = "right", "Use the right paper"
    INSTEAD = "instead", "Hand it in as what it looks like"
    SAME = "same", "Hand it in all the same"


@dataclass(frozen=True, slots=True)
class Answer:
    """A field with the place in the file that its value was read from."""

    field: forms.BoundField
    found: Found | None


STANDS_BESIDE = "No, it stands beside what is there"
SAY_WHY = "Say why, so that the reviewer need not ask you."


def _why() -> WordsField:
    return WordsField(
        label="Why? The reviewer reads this", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class HandInForm(AsksForDetails):
    """The fields depend on the kind; ``routes`` are those at which such a paper counts."""

    paper = forms.CharField(widget=forms.HiddenInput)
    request_key = RequestKeyField()
    upload = UploadField()
    expires_on = DayField(
        label="Valid until",
        help_text="Only if the paper names a last day.",
        required=False,
    )
    all_the_same = forms.BooleanField(label="Hand it in all the same", required=False)
    why_it_counts = _why()
    way = forms.ChoiceField(choices=[(way.value, way.label) for way in Way], required=False)
    why_it_is_right = _why()
    same_again = forms.BooleanField(label="Hand the same file in again", required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        *,
        paper: Paper,
        routes: Sequence[CollectionRoute],
        programme: Programme,
        read: Mapping[str, Found] | None = None,
        typed: QueryDict | None = None,
        older: Sequence[Held] = (),
        replaces: str = "",
    ) -> None:
        """``read`` is what the file says, put where nothing was ``typed`` before it was read.

        ``older`` are the papers that it can be a newer version of, ``replaces`` the id of the one named.
        """
        first = {"paper": paper.key, "routes": _first(paper), "replaces": replaces}
        super().__init__(data, files, initial=first)
        self.chosen = paper
        self.read = {_field_of(name): found for name, found in (read or {}).items()}
        self.routes = {str(route.pk): route for route in routes}
        asked = detail_fields(paper.kind, programme)
        self.number_of_details = len(asked)
        if len(routes) > 1:
            asked = {"routes": _routes_field(routes)} | asked
        self.held, self.older = older, {str(each.item.pk): each.item for each in older}
        if older or (data and data.get("replaces")):
            asked = asked | {"replaces": _replaces_field(older)}
        self.asks = tuple(asked)
        self.fields |= asked
        self.initial.update({name: _as_initial(found.value) for name, found in self.read.items()})
        if typed:
            self.initial.update(_typed(self.fields, typed))
        for name in ("why_it_counts", "why_it_is_right"):
            self.fields[name].is_asked = True  # type: ignore[attr-defined]
        self.helper = FormHelper(self)
        self.helper.form_tag = False

    def answers(self) -> list[Answer]:
        """The fields to check, those marked whose value is the file's own."""
        names = (*self.asks, EXPIRES)
        return [Answer(self[name], self._found(name)) for name in names]

    def _found(self, name: str) -> Found | None:
        found = self.read.get(name)
        return found if found and self[name].value() == _as_initial(found.value) else None

    @property
    def details(self) -> dict[str, Any]:
        return read_details(self.chosen.kind, self.cleaned_data)

    @property
    def replaces(self) -> EvidenceItem | None:
        return self.older.get(self.cleaned_data.get("replaces", ""))

    @property
    def chosen_routes(self) -> list[CollectionRoute]:
        """The routes ticked; where only one fits, that one."""
        if "routes" not in self.fields:
            return list(self.routes.values())
        return [self.routes[key] for key in self.cleaned_data["routes"]]

    def goes_on(self, *, doubted: bool, looks_other: bool, is_known: bool) -> bool:
        """Whether it is handed in whatever speaks against it; errors where nobody says why."""
        given = self.cleaned_data
        if (doubted and not given["all_the_same"]) or (looks_other and given["way"] != Way.SAME):
            return False
        if is_known and not given["same_again"]:
            return False
        for asked, name in ((doubted, "why_it_counts"), (looks_other, "why_it_is_right")):
            if asked and not given[name].strip():
                self.add_error(name, SAY_WHY)
        return not self.errors

    @property
    def said_why(self) -> str:
        words = (self.cleaned_data[name].strip() for name in ("why_it_is_right", "why_it_counts"))
        return "\n".join(dict.fromkeys(filter(None, words)))

    def clean_expires_on(self) -> date | None:
        day: date | None = self.cleaned_data["expires_on"]
        if day and day < clock.today():
            raise forms.ValidationError(
                f"Give a day that is not before today, {clock.today():%-d %B %Y}, or hand in a current paper."
            )
        return day


def _field_of(name: str) -> str:
    return name if name == EXPIRES else PREFIX + name


def _as_initial(value: Any) -> Any:
    """A value of a facts document as its field shows it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def _typed(fields: Mapping[str, forms.Field], typed: QueryDict) -> dict[str, Any]:
    """What was typed before the file was read; what was left empty is for the file to fill."""
    given: dict[str, Any] = {
        name: typed.getlist(name) if isinstance(field, forms.MultipleChoiceField) else typed.get(name)
        for name, field in fields.items()
    }
    return {name: value for name, value in given.items() if value}


def _first(paper: Paper) -> list[str]:
    return [str(paper.route.pk)] if paper.route else []


def _replaces_field(older: Sequence[Held]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Is it a newer version?",
        help_text="Once it is accepted it takes the older one’s place. Nothing is overwritten.",
        required=False,
        choices=[
            ("", STANDS_BESIDE),
            *((str(one.item.pk), one.words) for one in older),
        ],
        error_messages={"invalid_choice": "Choose one of those that are in force here."},
    )


def _routes_field(routes: Sequence[CollectionRoute]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="Routes that it is for",
        help_text="Tick each route that the paper itself covers.",
        choices=[(str(route.pk), f"{route_name(route)}, {route.collector}") for route in routes],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick the route that this is for.",
            "invalid_choice": "Tick routes of this service that are there today.",
        },
    )
