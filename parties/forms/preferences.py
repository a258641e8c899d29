"""What people choose for themselves."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from parties.models import Person, Theme


class PreferencesForm(forms.Form):
    theme = forms.ChoiceField(
        label="Colours",
        choices=[(theme.value, theme.label) for theme in (Theme.LIGHT, Theme.DARK, Theme.SYSTEM)],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose light, dark or as the system."),
    )
    keys = forms.BooleanField(
        label="Pages listen to single keys",
        help_text="Such as j for the next item. Switch it off if you speak to your computer, or if keys that "
        "you press by mistake do what you did not mean.",
        required=False,
    )

    def __init__(self, said: QueryDict | None, *, person: Person) -> None:
        super().__init__(said, initial={"theme": person.theme, "keys": person.uses_keys})
        self.fields["keys"].is_asked = True  # type: ignore[attr-defined]
