"""What happened, newest first: to an SDS, to an item, and to all that is an organisation's."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from evidence.queries import items_seen_by
from journal.models import Entry
from parties.models import Organisation
from parties.permissions import may
from parties.queries import services_seen_by
from parties.requests import SignedInRequest, require_seen
from readiness.forms.timeline import TimelineForm
from readiness.queries.timeline import days, entries_about, entries_concerning, months_of, narrowed

ON_A_PAGE = 50


@require_safe
def service_timeline(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    service = get_object_or_404(services_seen_by(request.user), pk=service_id)
    require_seen(request.user, "readiness.see_service_timeline", service)
    entries = entries_concerning(service.pk, request.user)
    back = reverse("readiness:service", args=[service.pk])
    return _timeline(request, entries, of=str(service), sort="service", to=back, party=service.provider)


@require_safe
def item_timeline(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    items = items_seen_by(request.user).select_related("about").prefetch_related("uses")
    item = get_object_or_404(items, pk=item_id)
    entries = entries_concerning(item.pk, request.user)
    back = reverse("readiness:item", args=[item.pk])
    sees_party = may(request.user, "readiness.see_organisation_timeline", item.about)
    party = item.about if sees_party else None
    return _timeline(request, entries, of=item.reference, sort="item", to=back, party=party)


@require_safe
def organisation_timeline(request: SignedInRequest, organisation_id: UUID) -> HttpResponse:
    organisation = get_object_or_404(Organisation, pk=organisation_id)
    require_seen(request.user, "readiness.see_organisation_timeline", organisation)
    entries = entries_about(organisation, request.user)
    return _timeline(request, entries, of=str(organisation), sort="organisation")


def _timeline(
    request: SignedInRequest,
    entries: QuerySet[Entry],
    *,
    of: str,
    sort: str,
    to: str = "",
    party: Organisation | None = None,
) -> HttpResponse:
    """A page of entries; ``to`` leads back to what they are of, ``party`` on to all of an organisation's."""
    form = TimelineForm(request.GET, months_of(entries))
    chosen = narrowed(entries, form.chosen_sort, form.chosen_month)
    page = Paginator(chosen, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = days(page.object_list, request.user)
    context = {"page": page, "days": shown, "of": of, "sort": sort, "to": to, "party": party, "form": form}
    return render(request, "readiness/timeline.html", context)
