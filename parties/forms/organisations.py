"""An organisation as it is added or renamed."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from parties.fields import ONE_LINE, TEXT
from parties.form_fields import WordsField
from parties.models import Organisation


class OrganisationForm(forms.Form):
    """Equal names, to the letter, are one party; so a name stands once."""

    name = forms.CharField(
        label="Name",
        max_length=TEXT,
        validators=ONE_LINE,
        help_text="As its own papers write it.",
        error_messages={
            "required": "Give the organisation’s name.",
            "max_length": f"Use at most {TEXT:,} characters.",
        },
    )
    why = WordsField(
        label="Why",
        help_text="It is kept in the journal.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: QueryDict | None, *, organisation: Organisation | None = None) -> None:
        super().__init__(data, initial={"name": organisation.name} if organisation else {})
        self.organisation = organisation
        if organisation is None:
            del self.fields["why"]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if Organisation.objects.filter(name=name).first() not in (None, self.organisation):
            raise forms.ValidationError(f"{name} is there already. Find it in the list of organisations.")
        return name
