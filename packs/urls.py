"""The pages of this room."""

from django.urls import path

from packs.job_views import cancel_job, jobs, restart_job
from packs.views import (
    cancel_pack,
    download_pack,
    pack,
    packs,
    request_pack,
    retry_pack,
    service_packs,
)

app_name = "packs"
urlpatterns = [
    path("services/<uuid:service_id>/packs/", service_packs, name="service_packs"),
    path("services/<uuid:service_id>/packs/new/", request_pack, name="request_pack"),
    path("packs/", packs, name="packs"),
    path("packs/<uuid:pack_id>/", pack, name="pack"),
    path("packs/<uuid:pack_id>/retry/", retry_pack, name="retry_pack"),
    path("packs/<uuid:pack_id>/cancel/", cancel_pack, name="cancel_pack"),
    path("jobs/", jobs, name="jobs"),
    path("jobs/<uuid:job_id>/restart/", restart_job, name="restart_job"),
    path("jobs/<uuid:job_id>/cancel/", cancel_job, name="cancel_job"),
    path("packs/<uuid:pack_id>/download/", download_pack, name="download_pack"),
]
