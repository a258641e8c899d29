"""The types of file that can be handed in: how they are called, how they end, and how large they may be."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

MB = 1024 * 1024
LONG, WRITTEN, SEEN = 50 * MB, 25 * MB, 20 * MB  # results and certificates; letters and mails; pictures


class Forbidden(Exception):
    """Why a file is not taken, and what to do, as sentences for people."""


@dataclass(frozen=True, slots=True)
class FileType:
    """A type by its name for people, its endings and its largest size in bytes."""

    name: str
    endings: tuple[str, ...]
    largest: int


FILE_TYPES = (
    FileType("PDF", (".pdf",), LONG),
    FileType("XLSX", (".xlsx",), LONG),
    FileType("CSV", (".csv",), LONG),
    FileType("DOCX", (".docx",), WRITTEN),
    FileType("EML", (".eml",), WRITTEN),
    FileType("MSG", (".msg",), WRITTEN),
    FileType("PNG", (".png",), SEEN),
    FileType("JPG", (".jpg", ".jpeg"), SEEN),
)
BY_ENDING = {ending: file_type for file_type in FILE_TYPES for ending in file_type.endings}


def _in_words(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _with_sizes() -> str:
    groups = groupby(FILE_TYPES, key=lambda file_type: file_type.largest)
    return "; ".join(
        f"{_in_words([file_type.name for file_type in group])} up to {largest // MB} MB"
        for largest, group in groups
    )


NAMES = _in_words([file_type.name for file_type in FILE_TYPES])
NAMES_AND_SIZES = f"{_with_sizes()}."
