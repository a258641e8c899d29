"""How one works with the pages: preferences, keys, and the statement on access for everybody."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from parties.actions import change_preferences
from parties.forms.preferences import PreferencesForm
from parties.keys import KEYS
from parties.models import Theme
from parties.requests import SignedInRequest
from parties.theme import keep_theme


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: SignedInRequest) -> HttpResponse:
    """How pages look to oneself, and whether they listen to keys."""
    form = PreferencesForm(request.POST if request.method == "POST" else None, person=request.user)
    if not form.is_valid():
        return render(request, "parties/preferences.html", {"form": form})
    theme, keys = Theme(form.cleaned_data["theme"]), form.cleaned_data["keys"]
    change_preferences(actor=request.user, theme=theme, keys=keys)
    messages.success(request, "Your preferences are kept.")
    return keep_theme(redirect("parties:preferences"), theme)


@login_not_required
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The keys, for who has them switched off or uses no scripts too."""
    return render(request, "parties/keys.html", {"groups": KEYS})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was tested, what falls short, and whom to tell."""
    return render(request, "parties/accessibility.html")
