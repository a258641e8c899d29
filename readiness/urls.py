"""The pages of this room."""

from django.urls import path

from readiness.views.portfolio import portfolio
from readiness.views.services import service

app_name = "readiness"
urlpatterns = [
    path("", portfolio, name="portfolio"),
    path("services/<uuid:service_id>/", service, name="service"),
]
