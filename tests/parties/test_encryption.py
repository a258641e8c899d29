from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import InvalidToken

from parties.encryption import decrypted, encrypted
from tests.parties.builders import authenticator, reviewer

SECRET, ANOTHER = "a" * 60, "b" * 60


@pytest.mark.django_db
def test_the_database_holds_no_key_that_an_app_could_use():
    somebody = reviewer()
    secret = authenticator(somebody)
    kept = Authenticator.objects.get(user=somebody, type=Authenticator.Type.TOTP)
    assert secret not in str(kept.data)
    assert decrypted(kept.data["secret"]) == secret
    codes = Authenticator.objects.get(user=somebody, type=Authenticator.Type.RECOVERY_CODES)
    assert decrypted(codes.data["seed"]) not in str(codes.data)
    assert not TOTP(kept).validate_code("000000x")


def test_another_secret_reads_nothing_and_a_former_one_goes_on(settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = SECRET, []
    token = encrypted("JBSWY3DPEHPK3PXP")
    settings.SECRET_KEY = ANOTHER
    with pytest.raises(InvalidToken):
        decrypted(token)
    settings.SECRET_KEY_FALLBACKS = [SECRET]
    assert decrypted(token) == "JBSWY3DPEHPK3PXP"
