"""django-allauth's forms in our words: signing in, passwords and codes."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.utils import encrypt
from django import forms
from django.http import HttpRequest

RULES = "At least 12 characters; none that many people use, and not like your name or address."
AGAIN = "The two are not the same. Type the new password twice."
ADDRESS, PASSWORD = "E-mail address", "Password"
WORDS = {
    "login": (ADDRESS, "Give your e-mail address."),
    "email": (ADDRESS, "Give your e-mail address."),
    "password": (PASSWORD, "Give your password."),
    "oldpassword": ("Present password", "Give your present password."),
    "password1": ("New password", "Give a new password."),
    "password2": ("New password, once more", "Give the new password once more."),
    "code": ("Code", "Give the code."),
}
CODE_ATTRIBUTES = {"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}


class InOurWords:
    """Labels and sentences of ours, without text in the fields themselves."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.label, field.error_messages["required"] = WORDS[name]
            field.widget.attrs.pop("placeholder", None)
            field.help_text = RULES if name == "password1" else ""
            if name in ("login", "email"):
                field.error_messages["invalid"] = "Give an address such as name@company.example."
                field.widget.attrs["autocomplete"] = "username"
            if name == "code":
                field.widget.attrs.update(CODE_ATTRIBUTES)

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] | None = super().clean()  # type: ignore[misc]
        errors = self.errors.get("password2")  # type: ignore[attr-defined]
        if errors and errors.as_data()[0].code != "required":
            del self.errors["password2"]  # type: ignore[attr-defined]
            self.add_error("password2", AGAIN)  # type: ignore[attr-defined]
        return cleaned


class SignInForm(InOurWords, account.LoginForm):
    """An e-mail address, in any case of letters, and a password."""


class ConfirmForm(InOurWords, account.ReauthenticateForm):
    """The password once more, before a change of how one signs in."""


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    """The present password and the new one, twice."""


class NewPasswordForm(InOurWords, account.ResetPasswordKeyForm):
    """The new password, twice, by who holds the link of a mail."""


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):
    """An address; a mail goes to it whether anybody signs in with it or not, so that neither shows."""

    def save(self, request: HttpRequest, **options: Any) -> str:
        email = str(self.cleaned_data["email"])
        if self.users:
            return str(super().save(request, **options))
        get_adapter().send_mail("account/email/unknown_account", email, {})
        return email


class CodeForm(InOurWords, mfa.AuthenticateForm):
    """A code of the authenticator app, or a recovery code."""


class ConfirmByCodeForm(InOurWords, mfa.ReauthenticateForm):
    """A code once more, before a change of how one signs in."""


class SetUpTotpForm(InOurWords, ActivateTOTPForm):
    """The first code of an authenticator app, which counts as used from then on."""

    def clean_code(self) -> str:
        code = str(super().clean_code())
        authenticator = Authenticator(
            user=self.user, type=Authenticator.Type.TOTP, data={"secret": encrypt(self.secret)}
        )
        if not authenticator.wrap().validate_code(code):
            raise get_mfa_adapter().validation_error("incorrect_code")
        return code
