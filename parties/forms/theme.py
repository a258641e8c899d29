"""The switch between light and dark, which stands at the foot of every page."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from parties.models import Theme


class ThemeForm(forms.Form):
    theme = forms.ChoiceField(choices=Theme.choices)

    def page(self, request: HttpRequest) -> str:
        """The page that the switch was on; another host's is not gone to."""
        said = request.POST.get("next", "")
        ours = url_has_allowed_host_and_scheme(
            said, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
        return said if ours and said.startswith("/") else resolve_url("readiness:portfolio")
