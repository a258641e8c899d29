"""The room of who takes part."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "parties"
