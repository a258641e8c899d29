"""The room of where they stand."""

from django.apps import AppConfig


class ReadinessConfig(AppConfig):
    name = "readiness"
