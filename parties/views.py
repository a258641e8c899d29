"""Signing in."""

from __future__ import annotations

from django.contrib.auth.views import LoginView

from parties.forms import SignInForm


class SignIn(LoginView):
    """Asks who is there, and goes on to the page that was wanted."""

    form_class = SignInForm
    template_name = "parties/sign_in.html"
    redirect_authenticated_user = True


sign_in = SignIn.as_view()
