"""The OpenID provider that the environment names, as django-allauth wants to be told of it."""

from __future__ import annotations

from typing import Any

from qualtrack import environment

ONLY = "single"  # django-allauth names each of many; there is one here


def issuer(*schemes: str) -> str:
    """The provider's address in the letters of its tokens, or nothing; all that it needs is set with it."""
    environment.set_together("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
    return environment.url("OIDC_ISSUER", *schemes)


def providers(server: str) -> dict[str, Any]:
    one = {
        "provider_id": ONLY,
        "name": environment.text("OIDC_NAME"),
        "client_id": environment.text("OIDC_CLIENT_ID"),
        "secret": environment.text("OIDC_CLIENT_SECRET"),
        "settings": {"server_url": server.rstrip("/")},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [one]}}
