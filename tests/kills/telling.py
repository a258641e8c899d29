"""What tests have to tell beyond passing, at the end of the output, from whichever worker of pytest."""

from __future__ import annotations

from typing import Any

TOLD = "told"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, lines in getattr(report, "user_properties", []):
                if name == TOLD and report.when == "call":
                    terminalreporter.section(report.nodeid, sep="-")
                    terminalreporter.write_line(lines)
