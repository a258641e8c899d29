"""The room of what they showed."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "evidence"
