"""Where each room's pages are."""

from django.urls import include, path

urlpatterns = [
    path("", include("parties.sign_in_urls")),
    path("", include("parties.urls")),
    path("", include("evidence.urls")),
    path("", include("packs.urls")),
    path("", include("readiness.urls")),
]

handler400 = "qualtrack.faults.not_read"
handler500 = "qualtrack.faults.failed"
