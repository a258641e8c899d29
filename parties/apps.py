"""The room of who takes part."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PartiesConfig(AppConfig):
    name = "parties"

    def ready(self) -> None:
        # A permission that nobody loaded is one that nobody has.
        autodiscover_modules("permissions")
