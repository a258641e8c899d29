"""PDF: every object of it, those in packed streams too, for what a reader would run, ask for or unpack."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf

from evidence.hygiene.two_in_one import BLANK, MORE, TWO
from evidence.hygiene.types import Forbidden

ANEW = "Print it to a new PDF (“Save as PDF” in the print window) and choose that file."
LOCKED = f"This PDF is locked with a password or restricted. {ANEW}"
SCRIPTED = f"This PDF holds a script. {ANEW}"
STARTS = f"This PDF would start a program, send a form or play a film. {ANEW}"
CARRIES = "This PDF has another file inside it. Take that file out and hand it in by itself. " + ANEW
XFA = f"This PDF is a form that a program fills (XFA), which reviewers can’t see as you do. {ANEW}"
BROKEN = f"This PDF could not be checked, as it is broken. {ANEW}"

ACTIONS = {
    "/JavaScript": SCRIPTED,
    "/Launch": STARTS,
    "/SubmitForm": STARTS,
    "/ImportData": STARTS,
    "/Rendition": STARTS,
    "/RichMediaExecute": STARTS,
    "/GoToE": CARRIES,
}
KEYS = {"/JS": SCRIPTED, "/JavaScript": SCRIPTED, "/EF": CARRIES, "/XFA": XFA, "/RichMediaContent": STARTS}
KINDS = {
    "/EmbeddedFile": CARRIES,
    "/FileAttachment": CARRIES,
    "/RichMedia": STARTS,
    "/Movie": STARTS,
    "/Screen": STARTS,
    "/Sound": STARTS,
}
NAMES = ACTIONS | KEYS | KINDS
SUSPECT = re.compile(rb"(?:%s)(?![A-Za-z0-9])" % b"|".join(re.escape(name.encode()) for name in NAMES))
# Where the file is damaged, one reader may find objects that another doesn't, so its bytes are searched too.
PLAIN = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFile|RichMedia)(?![A-Za-z0-9])")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
DEEPEST = 50


def check(content: bytes, file_type: str, _depth: int = 0) -> None:
    if not content.startswith(b"%PDF-"):
        raise Forbidden(TWO.format(file_type=file_type))
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise Forbidden(BROKEN)
    if content[end + 5 :].strip(BLANK):
        raise Forbidden(MORE.format(file_type=file_type))
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as document:
            _check(document)
            if document.get_warnings() and PLAIN.search(ESCAPED.sub(_letter, content)):
                raise Forbidden(BROKEN)
    except pikepdf.PasswordError as failure:
        raise Forbidden(LOCKED) from failure
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError, ValueError, TypeError) as failure:
        raise Forbidden(BROKEN) from failure


def _check(document: pikepdf.Pdf) -> None:
    if document.is_encrypted:
        raise Forbidden(LOCKED)
    if not len(document.pages):
        raise Forbidden(BROKEN)
    for thing in (document.trailer, *document.objects):
        own = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
        # Written out by the library it is searched quickly; only what looks suspect is walked.
        if isinstance(own, pikepdf.Object) and SUSPECT.search(own.unparse(resolved=True)):
            for why in _against(own):
                raise Forbidden(why)


def _against(thing: pikepdf.Object, depth: int = 0) -> Iterator[str]:
    """What speaks against an object or those within it; others that it refers to come by themselves."""
    if depth > DEEPEST:
        yield BROKEN
    elif isinstance(thing, pikepdf.Dictionary):
        for key in thing.keys():  # noqa: SIM118 - a library's object, not a dict
            if key in KEYS:
                yield KEYS[key]
        yield from _by_kind(thing)
        for key in thing.keys():  # noqa: SIM118
            yield from _within(thing[key], depth)
    elif isinstance(thing, pikepdf.Array):
        for one in thing:
            yield from _within(one, depth)
    elif isinstance(thing, pikepdf.Name) and str(thing) in ACTIONS:
        yield ACTIONS[str(thing)]


def _by_kind(thing: pikepdf.Object) -> Iterator[str]:
    for key, forbidden in (("/S", ACTIONS), ("/Type", KINDS), ("/Subtype", KINDS)):
        value = thing.get(key)
        if isinstance(value, pikepdf.Name) and str(value) in forbidden:
            yield forbidden[str(value)]


def _within(thing: object, depth: int) -> Iterator[str]:
    if isinstance(thing, (pikepdf.Dictionary, pikepdf.Array)) and not thing.is_indirect:
        yield from _against(thing, depth + 1)


def _letter(escaped: re.Match[bytes]) -> bytes:
    return bytes.fromhex(escaped[1].decode())
