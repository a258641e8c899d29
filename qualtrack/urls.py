"""Where each room's pages are."""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

# The admin has no way in of its own, which would pass by lockout and second factor, and shows no secrets.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.unregister([EmailAddress, Authenticator])

urlpatterns = [
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
    path("", include("parties.sign_in_urls")),
    path("", include("parties.urls")),
    path("", include("evidence.urls")),
    path("", include("packs.urls")),
    path("", include("readiness.urls")),
]
