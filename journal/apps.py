"""The room of what happened."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "journal"
