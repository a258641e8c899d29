"""What is entered of an SDS itself, and its days at a gate."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.text import slugify

from assumptions.vocabulary import Gate, Participation, ServiceRole, applicable_gates
from journal import clock
from parties.fields import AS_LOCAL_ID, ONE_LINE, TEXT
from parties.form_fields import DayField, WordsField, put_in
from parties.models import Organisation, SmartDataService, choices

ENTERED = ("name", "provider", "participation", "role")
ROLE_WORDS = [
    (ServiceRole.SDS.value, ServiceRole.SDS.label),
    (ServiceRole.MDR.value, "MDR only, which is not qualified in its own right"),
]


def why_field(*, required: bool = False) -> WordsField:
    field = WordsField(
        label="Why",
        help_text="It is kept in the journal.",
        required=required,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field.error_messages["required"] = "Say why, for those who read it later."
    return field


class ServiceForm(forms.Form):
    """An SDS as it is added or changed; its id is given once."""

    name = forms.CharField(
        label="Name",
        max_length=TEXT,
        validators=ONE_LINE,
        error_messages={
            "required": "Give the service a name.",
            "max_length": f"Use at most {TEXT:,} characters.",
        },
    )
    provider = forms.ModelChoiceField(
        queryset=Organisation.objects.all(),
        label="Provider",
        empty_label="Choose",
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Choose one of the organisations."),
    )
    participation = forms.ChoiceField(
        label="Takes part as",
        choices=choices(Participation),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one: it says which gates are asked."},
    )
    role = forms.ChoiceField(
        label="Role", choices=ROLE_WORDS, widget=forms.RadioSelect, initial=ServiceRole.SDS.value
    )
    slug = forms.CharField(
        label="Id",
        required=False,
        validators=AS_LOCAL_ID,
        help_text="In facts documents, for good. Left empty, it is made from the name.",
    )
    why = why_field()

    def __init__(
        self, data: QueryDict | None, *, service: SmartDataService | None = None, **options: Any
    ) -> None:
        super().__init__(data, initial=_as_entered(service) | options.pop("initial", {}), **options)
        self.service = service
        del self.fields["slug" if service else "why"]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if "slug" in self.fields and "slug" not in self.errors and typed.get("name"):
            # The id stands in the form from now on, so that the form sent twice names the same SDS.
            put_in(self, "slug", typed["slug"] or free_slug(typed["name"]))
            self._check_slug_is_free(typed["slug"])
        return typed

    def _check_slug_is_free(self, slug: str) -> None:
        """Taken by another SDS; one that says the same was added by this form, which is sent again."""
        there = SmartDataService.objects.filter(slug=slug).first()
        if there and any(getattr(there, name) != self.cleaned_data.get(name) for name in ENTERED):
            self.add_error("slug", f"{there} has this id already. Choose another.")

    def said(self) -> dict[str, Any]:
        """What the action is called with."""
        return dict(self.cleaned_data)


def _as_entered(service: SmartDataService | None) -> dict[str, Any]:
    if service is None:
        return {}
    return {field: _initial(getattr(service, field)) for field in ENTERED}


def _initial(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value


def free_slug(name: str) -> str:
    """An id made from a name, that no SDS has."""
    made = slugify(name)[:56] or "sds"
    taken = set(SmartDataService.objects.filter(slug__startswith=made).values_list("slug", flat=True))
    names = (made, *(f"{made}-{number}" for number in range(2, len(taken) + 3)))
    return next(each for each in names if each not in taken)


class GateForm(forms.Form):
    """A day of an SDS at one of its gates; empty takes it away."""

    gate = forms.ChoiceField(
        label="Gate", error_messages=dict.fromkeys(["required", "invalid_choice"], "Choose one of its gates.")
    )
    on = DayField(label="Day", required=False)
    why = why_field()

    def __init__(
        self, data: QueryDict | None, *, service: SmartDataService, gate: str = "", part: str = ""
    ) -> None:
        days = {at.gate: getattr(at, part) for at in service.gates.all()}
        super().__init__(data, initial={"gate": gate, "on": days.get(gate)})
        asked = [*applicable_gates(Participation(service.participation)), *(Gate(name) for name in days)]
        chosen = [each for each in Gate if each in asked]
        self.fields["gate"].choices = [(each.value, each.label) for each in chosen]  # type: ignore[attr-defined]
        self.days = days

    def said(self) -> dict[str, Any]:
        """What the action is called with."""
        return self.cleaned_data | {"gate": Gate(self.cleaned_data["gate"])}

    @property
    def before(self) -> Any:
        """The day that stands there now."""
        return self.days.get(self.cleaned_data["gate"])


class GateDateForm(GateForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, part="due_on", **options)
        self.fields["on"].label = "Own date"
        self.fields["on"].help_text = "Leave it empty to go by the programme’s date."
        self.fields["on"].is_asked = True  # type: ignore[attr-defined]


class GatePassedForm(GateForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, part="passed_on", **options)
        self.fields["on"].label = "Passed on"
        self.fields["on"].help_text = "Leave it empty to take back what was recorded by mistake."
        self.fields["on"].is_asked = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        day, today = typed.get("on"), clock.today()
        if day and day > today:
            self.add_error("on", f"Give a day that is not after today, {today:%-d %B %Y}.")
        if not day and "on" not in self.errors and typed.get("gate"):
            self._check_taking_back()
        return typed

    def _check_taking_back(self) -> None:
        if self.before is None:
            self.add_error("on", "Give the day on which it was let through.")
        elif not self.cleaned_data.get("why", "").strip():
            self.add_error("why", "Say why it is taken back.")
