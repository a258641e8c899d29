"""How django-allauth fits this house: nobody signs up, and changes of how one signs in are told."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from parties.encryption import decrypted, encrypted
from parties.mail import absolute
from parties.models import Person
from parties.totp import requires_totp

TOO_MANY = "That was too many tries. Wait a quarter of an hour, then try again."
WRONG_CODE = "This code is not right, or was used already. Wait for the next one."

# What allauth calls a change, and what the mail says of it.
CHANGES = {
    "account/email/password_changed": "your password was changed",
    "account/email/password_reset": "your password was reset by a link in a mail",
    "mfa/email/totp_activated": "an authenticator app was set up",
    "mfa/email/totp_deactivated": "your authenticator app was removed",
    "mfa/email/recovery_codes_generated": "new recovery codes were made",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "This e-mail address and password don’t belong together. Try again.",
        "enter_current_password": "This is not your present password.",
        "incorrect_password": "This is not your password.",
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        """A closed account is like none at all, even to who knows its password."""
        person = super().authenticate(request, **credentials)
        return person if person and person.is_active else None

    def format_email_subject(self, subject: str) -> str:
        return subject

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return absolute(path.replace("UID-KEY", key))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        return reverse("parties:account")

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,  # noqa: ARG002
        email: str | None = None,  # noqa: ARG002
    ) -> None:
        """Tell somebody that the way they sign in was changed; that a mail fails stops no change."""
        told = {
            "person": user,
            "sentence": CHANGES[template_prefix],
            "reset": absolute(reverse("account_reset_password")),
        }
        message = self.render_mail("account/email/sign_in_changed", user.email, told)
        transaction.on_commit(message.send, robust=True)


class MfaAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "rate_limited": TOO_MANY,
        "cannot_delete_authenticator": "Your part asks for an authenticator app, so it can’t be removed.",
    }

    def build_totp_svg(self, url: str) -> SafeString:
        """The QR code as an element of the page: no style, no script, nothing that a policy refuses."""
        markup = str(super().build_totp_svg(url))
        return mark_safe(markup[markup.index("<svg") :])  # noqa: S308 - drawn by a library from our own address

    def encrypt(self, text: str) -> str:
        return encrypted(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypted(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not requires_totp(authenticator.user)
