"""The readiness report: a snapshot as its reader meets it, in rows and words, for the PDF's templates."""

from packs.report.whole import Report, readiness_report

__all__ = ["Report", "readiness_report"]
