"""Signing in and what keeps it safe: those of django-allauth's pages that are wanted, and no other."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from django.urls import path, re_path
from django.views.decorators.http import require_POST

from parties.sign_in_views import (
    ChangePassword,
    MakeRecoveryCodes,
    RemoveTotp,
    ResetPassword,
    SetUpTotp,
    SignIn,
)
from parties.single_sign_on import PROVIDER, finish_single_sign_on, start_single_sign_on

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="account_login"),
    path("sign-in/single/", start_single_sign_on, name="start_single_sign_on"),
    # So the library calls it; the provider has to be told this address.
    path(
        "sign-in/single/callback/",
        finish_single_sign_on,
        {"provider_id": PROVIDER},
        name="openid_connect_callback",
    ),
    path("sign-in/code/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-out/", require_POST(account.logout), name="account_logout"),
    path("password/", ChangePassword.as_view(), name="account_change_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        ResetPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/two-steps/", mfa.index, name="mfa_index"),
    path("account/two-steps/set-up/", SetUpTotp.as_view(), name="mfa_activate_totp"),
    path("account/two-steps/remove/", RemoveTotp.as_view(), name="mfa_deactivate_totp"),
    path("account/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/recovery-codes/new/",
        MakeRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/recovery-codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
