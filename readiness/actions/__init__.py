"""Everything that changes waivers, and the way in for facts documents."""

from readiness.actions.imports import import_facts
from readiness.actions.waivers import end_waiver, grant_waiver

__all__ = ["end_waiver", "grant_waiver", "import_facts"]
