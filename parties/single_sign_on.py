"""Signing in by an OpenID provider: django-allauth's way there and back, and who comes in."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect.views import callback
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from parties.actions import connect_by_openid
from parties.errors import Refused

PROVIDER = "single"
LONGEST_SUBJECT = 255  # characters, by the specification
UNVERIFIED = (
    "{name} does not say which e-mail address is yours beyond doubt. Sign in with your password, or tell "
    "those who look after {name}."
)
FAILED = "{name} did not sign you in. Try again, or sign in with your password."
AWAY = "{name} does not answer. Try again in a few minutes, or sign in with your password."
# What django-allauth runs into where a provider can't be reached, or leaves out what the standard asks of it.
IS_AWAY = (OSError, LookupError, TypeError, ValueError, AttributeError)
logger = logging.getLogger(__name__)

View = Callable[..., HttpResponse]


class SocialAdapter(DefaultSocialAccountAdapter):
    """Nobody signs up by a provider's word, and nothing of what it tells is kept but who it was."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        try:
            sociallogin.user = connect_by_openid(**_what_it_says(sociallogin.account.extra_data))
        except Refused as refusal:
            raise ImmediateHttpResponse(_not_signed_in(request, str(refusal))) from refusal

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        return False

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,  # noqa: ARG002
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> None:
        logger.warning("Single sign-on did not end in a sign-in: %s. %s", error, exception or "")
        raise ImmediateHttpResponse(_not_signed_in(request, FAILED))


def where_set(view: View) -> View:
    """Let a page be there only where a provider is set."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **parameters: Any) -> HttpResponse:
        if not settings.OIDC_ISSUER:
            raise Http404
        return view(request, *args, **parameters)

    return answer


@login_not_required
@where_set
@require_POST
def start_single_sign_on(request: HttpRequest) -> HttpResponse:
    """Send somebody to the provider, by a page of ours: a form may lead nowhere else."""
    try:
        provider = get_adapter().get_provider(request, PROVIDER)
        there = provider.redirect(request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request))
    except IS_AWAY as failure:
        return _is_away(request, failure)
    return render(
        request, "account/going_to_provider.html", {"address": there.url, "name": settings.OIDC_NAME}
    )


@login_not_required
@where_set
@require_safe
def finish_single_sign_on(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the provider sends somebody back to, with its word for who they are."""
    try:
        response: HttpResponse = callback(request, provider_id)
    except IS_AWAY as failure:
        return _is_away(request, failure)
    return response


def _what_it_says(told: dict[str, Any]) -> dict[str, str]:
    """Issuer, subject and verified address, in what the token and the answer about its user agree."""
    token, user = told["id_token"], told["userinfo"]
    is_whole = isinstance(token["sub"], str) and 0 < len(token["sub"]) <= LONGEST_SUBJECT
    if not is_whole or token["iss"] != settings.OIDC_ISSUER or user["sub"] != token["sub"]:
        logger.error(
            "The OpenID provider's token is of %s and not of OIDC_ISSUER, or not whole.", token["iss"]
        )
        raise Refused(FAILED)
    email = user.get("email")
    if not isinstance(email, str) or user.get("email_verified") is not True:
        raise Refused(UNVERIFIED)
    return {"issuer": token["iss"], "subject": token["sub"], "email": email}


def _is_away(request: HttpRequest, failure: Exception) -> HttpResponse:
    logger.error("The OpenID provider is away, or says something else than it should: %r", failure)
    return _not_signed_in(request, AWAY, status=503)


def _not_signed_in(request: HttpRequest, sentence: str, *, status: int = 403) -> HttpResponse:
    told = {"sentence": sentence.format(name=settings.OIDC_NAME)}
    return render(request, "account/not_signed_in.html", told, status=status)
