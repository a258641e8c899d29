"""The switch between light and dark, which stands at the foot of every page."""

from __future__ import annotations

from django import forms

from parties.models import Theme


class ThemeForm(forms.Form):
    theme = forms.ChoiceField(choices=Theme.choices)
