"""What people enter about themselves."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    """An e-mail address, in any case of letters, and a password."""

    error_messages = {
        "invalid_login": "This e-mail address and password don't belong together. Try again.",
        "inactive": "This account is closed. Ask the programme's office to open it again.",
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["username"].label = "E-mail address"
        self.fields["username"].error_messages["required"] = "Give your e-mail address."
        self.fields["password"].error_messages["required"] = "Give your password."

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).strip().lower()
