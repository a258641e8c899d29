"""django-allauth's page to sign in, and its changes of how one does, each journalled in its transaction."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView, PasswordChangeView, PasswordResetFromKeyView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from parties.actions import note_sign_in_change
from parties.models import Person
from parties.transactions import kept_or_not


class SignIn(LoginView):
    """By password, or by the identity provider where one is set."""

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context["single_sign_on"] = settings.OIDC_NAME if settings.OIDC_ISSUER else ""
        told: dict[str, Any] = super().get_context_data(**context)
        return told


class Journalled:
    """Journals the change and ends the person's other sessions; the one that asks goes on."""

    change: str
    request: HttpRequest

    def form_valid(self, form: Form) -> HttpResponse:
        with kept_or_not():
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            person = self.whose()
            note_sign_in_change(person=person, change=self.change)
        if self.request.user == person:
            update_session_auth_hash(self.request, person)
        return response

    def whose(self) -> Person:
        person: Any = self.request.user
        assert isinstance(person, Person)  # noqa: S101 - the page is for who has signed in
        return person


class ChangePassword(Journalled, PasswordChangeView):
    change = "change_password"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever has no password yet sets the first one by mail, as one who forgot it."""
        if not self.whose().has_usable_password():
            return redirect("account_reset_password")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class ResetPassword(Journalled, PasswordResetFromKeyView):
    change = "reset_password"

    def whose(self) -> Person:
        person: Person = self.reset_user
        return person


class SetUpTotp(Journalled, ActivateTOTPView):
    change = "set_up_totp"


class RemoveTotp(Journalled, DeactivateTOTPView):
    change = "remove_totp"


class MakeRecoveryCodes(Journalled, GenerateRecoveryCodesView):
    change = "make_recovery_codes"
