"""How much a file may cost whoever looks into it, and what is said where it costs more."""

from __future__ import annotations

import resource
import unicodedata

MEMORY = 768 * 1024 * 1024  # bytes of address space
SECONDS = 8  # of processor time
WAITING = 20  # seconds by the clock, after which the child is killed
ANSWER = 12 * 1024 * 1024  # bytes that the child may write

PAGES = 20
LINES_A_PAGE = 600
LETTERS = 200_000  # of text in one preview
LONGEST = 1_000  # letters in a cell, a header or a line
WIDEST = 1_240  # dots: A4 at 150 a inch
DOTS = 6_000_000  # in one drawn page
PIXELS = 60_000_000  # that a picture may hold
ROWS, COLUMNS, SHEETS = 200, 30, 5
UNPACKED = 24 * 1024 * 1024  # bytes taken out of a document in all

TURNS_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class CannotShow(Exception):
    """Why there is no preview, as a sentence for people."""


def keep_within_limits() -> None:
    """Hold this process to its share: it can't grow, run on, leave a core or fill a disk."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, ANSWER),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        resource.setrlimit(what, (most, most))


def plain(text: str, most: int = LONGEST) -> str:
    """Text as it may stand on a page: no control characters, nothing that turns the reading direction."""
    shown = (
        " " if letter in "\t\r\n\u2028\u2029" else letter
        for letter in text[: 2 * most]
        if letter in "\t\r\n\u2028\u2029"
        or (letter not in TURNS_DIRECTION and unicodedata.category(letter) not in {"Cc", "Cs"})
    )
    return " ".join("".join(shown).split())[:most]


def paragraphs(text: str) -> list[str]:
    """The lines of a text that hold something, up to the limit of a preview."""
    lines = (plain(line) for line in text[:LETTERS].splitlines())
    return [line for line in lines if line]
