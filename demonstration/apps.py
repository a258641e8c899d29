"""The room of the demonstration: a fictitious programme, told by the real actions."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "demonstration"
