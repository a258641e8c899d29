"""Where each room's pages are."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("parties.urls")),
    path("", include("evidence.urls")),
    path("", include("packs.urls")),
    path("", include("readiness.urls")),
]
