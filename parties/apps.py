"""The room of who takes part."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PartiesConfig(AppConfig):
    name = "parties"

    def ready(self) -> None:
        autodiscover_modules("permissions")
        # After every room has been read; models and so permissions load only once all apps are there.
        import_module("parties.permissions").grant_by_the_table()
