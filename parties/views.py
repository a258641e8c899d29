"""Signing in."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib.auth.views import LoginView

from parties.forms import SignInForm


class SignIn(LoginView):
    """Asks who is there, and goes on to the page that was wanted."""

    form_class = SignInForm
    template_name = "parties/sign_in.html"
    redirect_authenticated_user = True

    def get_redirect_url(self) -> str:
        """The page that was wanted, unless that is this one: it would send its reader in circles."""
        wanted = super().get_redirect_url()
        return "" if urlsplit(wanted).path == self.request.path else wanted


sign_in = SignIn.as_view()
