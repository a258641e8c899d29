"""The room of what is being done."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "jobs"
