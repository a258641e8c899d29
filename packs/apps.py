"""The room of what people take away."""

from django.apps import AppConfig


class PacksConfig(AppConfig):
    name = "packs"
