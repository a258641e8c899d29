"""Signing in and out."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from parties.views import sign_in

urlpatterns = [
    path("sign-in/", sign_in, name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
]
