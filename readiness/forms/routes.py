"""Declaring how an SDS collects, withdrawing that, and taking a withdrawal back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from assumptions.vocabulary import DccRole, PartyCategory, RouteKind
from journal import clock
from parties.actions.routes import check_roles
from parties.errors import Refused
from parties.form_fields import DayField
from parties.forms.refusals import show_refusal
from parties.models import CollectionRoute, Organisation, choices
from readiness.forms.keeping import why_field

KINDS = [
    (RouteKind.MDR.value, "MDR: the collector has the role of Meter Data Retriever"),
    (RouteKind.SUPPLIER_ROLES.value, "IS/ES: a Supplier collects with its own User Roles (A198)"),
]
YES_NO = (("yes", "Yes"), ("no", "No"))


class RouteForm(forms.Form):
    """What is said of the collector is as on the day of declaring, and stays so."""

    kind = forms.ChoiceField(
        label="Kind", choices=KINDS, widget=forms.RadioSelect, error_messages={"required": "Choose a kind."}
    )
    collector = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label="Collector",
        empty_label="Choose",
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Choose one of the organisations."),
    )
    collector_category = forms.ChoiceField(
        label="Its SEC Party category",
        choices=[("", "Choose"), *choices(PartyCategory)],
        error_messages={"required": "Choose its category."},
    )
    collector_dcc_roles = forms.MultipleChoiceField(
        label="DCC User Roles that it holds already",
        choices=choices(DccRole),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    roles_used = forms.MultipleChoiceField(
        label="User Roles that the route uses",
        choices=choices(DccRole),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    own_customers_only = forms.TypedChoiceField(
        label="Collects for its own customers only",
        choices=YES_NO,
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    declared_on = DayField(
        label="Declared on",
        help_text="The rules ask for its papers from this day on.",
        error_messages={"required": "Give the day."},
    )

    def __init__(self, data: QueryDict | None, *, collectors: QuerySet[Organisation]) -> None:
        super().__init__(data, initial={"declared_on": clock.today()})
        collector = self.fields["collector"]
        assert isinstance(collector, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        collector.queryset = collectors
        for name in ("collector_dcc_roles", "roles_used", "own_customers_only"):
            self.fields[name].is_asked = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("kind") == RouteKind.MDR:
            for name in ("roles_used", "own_customers_only"):
                if typed.get(name) not in (None, []):
                    self.add_error(name, "Leave this empty: an MDR route uses the MDR role alone.")
        elif typed.get("kind") and typed.get("own_customers_only") is None:
            self.add_error("own_customers_only", "Answer yes or no.")
        if typed.get("kind") and typed.get("collector_category"):
            try:
                check_roles(*self._roles())
            except Refused as refusal:
                show_refusal(self, refusal)
        return self.cleaned_data

    def _roles(self) -> tuple[RouteKind, PartyCategory, list[DccRole], list[DccRole]]:
        typed = self.cleaned_data
        held, used = ([DccRole(r) for r in typed.get(n, [])] for n in ("collector_dcc_roles", "roles_used"))
        return RouteKind(typed["kind"]), PartyCategory(typed["collector_category"]), held, used

    def said(self) -> dict[str, Any]:
        """What the action is called with."""
        kind, category, held, used = self._roles()
        return {
            "kind": kind,
            "declared_on": self.cleaned_data["declared_on"],
            "collector": self.cleaned_data["collector"],
            "collector_category": category,
            "collector_dcc_roles": held,
            "roles_used": used,
            "own_customers_only": self.cleaned_data["own_customers_only"],
        }

    def as_route(self) -> CollectionRoute:
        """The route as it would be, not saved."""
        return CollectionRoute(**self.said())


class WithdrawRouteForm(forms.Form):
    on = DayField(
        label="Withdrawn from",
        help_text="The rules see it no more from this day on.",
        error_messages={"required": "Give the day."},
    )
    why = why_field()

    def __init__(self, data: QueryDict | None, *, route: CollectionRoute) -> None:
        super().__init__(data, initial={"on": max(clock.today(), route.declared_on)})
        self.route = route

    def clean_on(self) -> Any:
        day, declared = self.cleaned_data["on"], self.route.declared_on
        if day < declared:
            raise forms.ValidationError(f"Give a day from {declared:%-d %B %Y} on, when it was declared.")
        return day


class ReinstateRouteForm(forms.Form):
    why = why_field(required=True)
