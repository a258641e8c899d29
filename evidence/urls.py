"""The pages of this room."""

from django.urls import path

from evidence.views import download_file, preview, preview_page

app_name = "evidence"
urlpatterns = [
    path("files/<uuid:file_id>/", download_file, name="download_file"),
    path("files/<uuid:file_id>/preview/", preview, name="preview"),
    path("files/<uuid:file_id>/preview/page/", preview_page, name="preview_page"),
]
