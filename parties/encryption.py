"""Keys of authenticator apps as the database keeps them: of no use to who has only a copy of it."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

PURPOSE = "parties.encryption"


def encrypted(text: str) -> str:
    return _cipher().encrypt(text.encode()).decode()


def decrypted(token: str) -> str:
    """The text that was encrypted; ``cryptography.fernet.InvalidToken`` where it was under another secret."""
    return _cipher().decrypt(token.encode()).decode()


def _cipher() -> MultiFernet:
    """Under ``SECRET_KEY``; what was encrypted under a former one listed in the fallbacks is read still."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet(Fernet(_key(secret)) for secret in secrets)


def _key(secret: str | bytes) -> bytes:
    return base64.urlsafe_b64encode(salted_hmac(PURPOSE, "", secret=secret, algorithm="sha256").digest())
