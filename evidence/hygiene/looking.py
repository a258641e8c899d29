"""One file, by its type, and whatever it carries."""

from __future__ import annotations

import json
from importlib import import_module

from evidence.hygiene import two_in_one
from evidence.hygiene.types import Forbidden

CHECKS = {  # A module is loaded where a file asks for it: the reader of PDFs alone takes a tenth of a second.
    "PDF": "pdf",
    "DOCX": "office",
    "XLSX": "office",
    "CSV": "text",
    "EML": "mail",
    "MSG": "outlook",
    "PNG": "pictures",
    "JPG": "pictures",
}


def answer_about(content: bytes, file_type: str) -> str:
    """What the gate is told, as JSON."""
    try:
        look_into(content, file_type)
    except Forbidden as why:
        return json.dumps({"refused": str(why)})
    return json.dumps({"taken": True})


def look_into(content: bytes, file_type: str, depth: int = 0) -> None:
    """``Forbidden`` says what speaks against it; ``depth`` counts the mails that it came in."""
    two_in_one.check(content, file_type)
    import_module(f"evidence.hygiene.{CHECKS[file_type]}").check(content, file_type, depth)
