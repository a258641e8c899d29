"""Search: what somebody may see anyhow, found by a few words or an id."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from journal import clock
from parties.requests import SignedInRequest
from readiness.forms.search import SearchForm
from readiness.queries.search import page_of
from readiness.queries.search import search as found_by


@require_safe
def search(request: SignedInRequest) -> HttpResponse:
    """An exact id leads to its page at once."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = page_of(request.user, words)
    if page:
        return redirect(page)
    found = found_by(request.user, words, clock.today()) if words else None
    return render(request, "readiness/search.html", {"form": form, "words": words, "found": found})
