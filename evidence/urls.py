"""The pages of this room."""

from django.urls import path

from evidence.views import download_file

app_name = "evidence"
urlpatterns = [
    path("files/<uuid:file_id>/", download_file, name="download_file"),
]
