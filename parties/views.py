"""One's own account, and the people whom one may invite, change and remove."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parties import actions
from parties.errors import Refused
from parties.forms.find import FindForm
from parties.forms.people import AcceptInvitationForm, ChangePersonForm, InvitationForm
from parties.forms.refusals import show_refusal
from parties.forms.theme import ThemeForm
from parties.models import Person, Theme
from parties.people_list import people_found
from parties.permissions import may
from parties.queries import (
    invitation_of,
    invitations_seen_by,
    people_seen_by,
)
from parties.requests import SignedInRequest, page_of_ours, require_seen
from parties.theme import keep_theme
from parties.totp import has_totp, requires_totp


@require_safe
def account(request: SignedInRequest) -> HttpResponse:
    """Who one is here, and how one signs in."""
    person = request.user
    return render(
        request,
        "parties/account.html",
        {"has_totp": has_totp(person), "requires_totp": requires_totp(person)},
    )


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Light, dark or as the system, from any page and back to it; htmx changes the switch alone."""
    form, back_to = ThemeForm(request.POST), page_of_ours(request, request.POST.get("back_to", ""))
    if not form.is_valid():
        messages.error(request, "Choose light, dark or as the system.")
        return redirect(back_to)
    theme = Theme(form.cleaned_data["theme"])
    if isinstance(request.user, Person):
        actions.change_preferences(actor=request.user, theme=theme)
    if "HX-Request" in request.headers:
        changed = {"chosen_theme": theme, "back_to": back_to}
        return keep_theme(render(request, "parts/theme.html", changed), theme)
    return keep_theme(redirect(back_to), theme)


@require_safe
def people(request: SignedInRequest) -> HttpResponse:
    """Who signs in, and who is invited, organisation by organisation."""
    require_seen(request.user, "parties.see_people", None)
    find = FindForm(request.GET)
    listed = people_found(request.user, find.words, request.GET.get("page"))
    return render(request, "parties/people.html", {"find": find, **listed})


@require_http_methods(["GET", "POST"])
def invite_person(request: SignedInRequest) -> HttpResponse:
    require_seen(request.user, "parties.see_people", None)
    form = InvitationForm(request.POST or None, person=request.user)
    if form.is_valid() and _done(form, lambda: actions.invite_person(actor=request.user, **form.said())):
        messages.success(request, f"Invited. The mail to {form.cleaned_data['email']} is on its way.")
        return redirect("parties:people")
    return render(request, "parties/invite_person.html", {"form": form})


@require_POST
def send_invitation_again(request: SignedInRequest, invitation_id: UUID) -> HttpResponse:
    invitation = get_object_or_404(invitations_seen_by(request.user), pk=invitation_id)
    try:
        actions.send_invitation_again(actor=request.user, invitation=invitation)
        messages.success(
            request, f"A new mail to {invitation.email} is on its way; the former link has ended."
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("parties:people")


@require_POST
def withdraw_invitation(request: SignedInRequest, invitation_id: UUID) -> HttpResponse:
    invitation = get_object_or_404(invitations_seen_by(request.user), pk=invitation_id)
    try:
        actions.withdraw_invitation(actor=request.user, invitation=invitation)
        messages.success(request, f"Withdrawn. The link that {invitation.email} has leads nowhere now.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("parties:people")


@require_http_methods(["GET", "POST"])
def change_person(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    person = _person(request, person_id)
    form = ChangePersonForm(request.POST or None, person=person)
    act = lambda: actions.change_person(actor=request.user, person=person, **form.said())  # noqa: E731
    if form.is_valid() and _done(form, act):
        messages.success(request, f"{form.cleaned_data['name']} is changed.")
        return redirect("parties:people")
    may_clear_totp = may(request.user, "parties.clear_totp", person) and has_totp(person)
    return render(
        request,
        "parties/change_person.html",
        {"form": form, "person": person, "may_clear_totp": may_clear_totp},
    )


@require_http_methods(["GET", "POST"])
def remove_person(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    person = _person(request, person_id)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(form, lambda: actions.remove_person(actor=request.user, person=person)):
        messages.success(request, f"{person} is removed and signed out everywhere.")
        return redirect("account_login" if person == request.user else "parties:people")
    return render(request, "parties/remove_person.html", {"form": form, "person": person})


@require_POST
def clear_totp(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    person = _person(request, person_id)
    require_seen(request.user, "parties.clear_totp", person)
    try:
        actions.clear_totp(actor=request.user, person=person)
        messages.success(request, f"The authenticator app of {person} counts no more.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("parties:change_person", person.pk)


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """For who holds the link of an invitation, signed in or not; afterwards nobody is."""
    invitation = invitation_of(token)
    if invitation is None:
        return render(request, "parties/invitation_over.html", status=404)
    form = AcceptInvitationForm(request.POST or None)
    if form.is_valid() and _done(form, lambda: actions.accept_invitation(token=token, **form.cleaned_data)):
        logout(request)
        messages.success(request, f"Your account is ready. Sign in as {invitation.email}.")
        return redirect("account_login")
    return render(request, "parties/accept_invitation.html", {"form": form, "invitation": invitation})


def _done(form: Form, act: Callable[[], Model]) -> bool:
    """Whether the action was carried out; if not, the form says why."""
    try:
        act()
    except (Refused, ValidationError) as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _person(request: SignedInRequest, person_id: UUID) -> Person:
    """Somebody whom one may change; nobody else is there."""
    if not may(request.user, "parties.see_people"):
        raise Http404
    return get_object_or_404(people_seen_by(request.user), pk=person_id)
