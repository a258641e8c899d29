"""The pages of this room."""

from django.urls import path

from packs.views import download_pack, pack, request_pack, retry_pack, service_packs

app_name = "packs"
urlpatterns = [
    path("services/<uuid:service_id>/packs/", service_packs, name="service_packs"),
    path("services/<uuid:service_id>/packs/new/", request_pack, name="request_pack"),
    path("packs/<uuid:pack_id>/", pack, name="pack"),
    path("packs/<uuid:pack_id>/retry/", retry_pack, name="retry_pack"),
    path("packs/<uuid:pack_id>/download/", download_pack, name="download_pack"),
]
