"""Inviting people, changing them, and taking up an invitation."""

from __future__ import annotations

from typing import Any

from django import forms

from parties.fields import ONE_LINE
from parties.forms.sign_in import ADDRESS, PASSWORD, RULES
from parties.models import Organisation, Person, Role
from parties.permissions import may

NAME_ERRORS = {"required": "Give a name.", "max_length": "Use at most 200 characters."}
ADMINISTERS = "Invites, changes and removes the organisation’s people"


def name_field() -> forms.CharField:
    return forms.CharField(
        label="Name",
        max_length=200,
        validators=ONE_LINE,
        error_messages=NAME_ERRORS,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class InvitationForm(forms.Form):
    """Whom to invite; an administrator of the programme also says as what, and for whom."""

    email = forms.EmailField(
        label=ADDRESS,
        error_messages={
            "required": "Give the address to invite.",
            "invalid": "Give an address such as name@company.example.",
        },
    )
    role = forms.ChoiceField(
        label="Part",
        choices=Role.choices,
        initial=Role.MEMBER,
        error_messages={"required": "Choose a part.", "invalid_choice": "Choose one of the parts."},
    )
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.all(),
        required=False,
        empty_label="None",
        help_text="For a member of a party.",
        error_messages={"invalid_choice": "Choose one of the organisations."},
    )
    administers_organisation = forms.BooleanField(label=ADMINISTERS, required=False)

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person
        if not may(person, "parties.invite_person"):
            del self.fields["role"], self.fields["organisation"]

    def said(self) -> dict[str, Any]:
        """What the action is called with."""
        own = {"role": Role.MEMBER, "organisation": self.person.organisation}
        return own | {name: self.cleaned_data[name] for name in self.fields}


class ChangePersonForm(forms.Form):
    """A member's name, and whether they administer; of everybody else the name alone."""

    name = name_field()
    administers_organisation = forms.BooleanField(label=ADMINISTERS, required=False)

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        options["initial"] = {
            "name": person.name,
            "administers_organisation": person.administers_organisation,
        }
        super().__init__(*args, **options)
        if person.role != Role.MEMBER:
            del self.fields["administers_organisation"]

    def said(self) -> dict[str, Any]:
        """What the action is called with."""
        return {"administers_organisation": False} | {name: self.cleaned_data[name] for name in self.fields}


class AcceptInvitationForm(forms.Form):
    name = name_field()
    password = forms.CharField(
        label=PASSWORD,
        help_text=RULES,
        strip=False,
        error_messages={"required": "Give a password."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
