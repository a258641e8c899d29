"""Mail: its headers, its text and the names of what came with it. HTML is shown as the text in it alone."""

from __future__ import annotations

from email import policy
from email.message import MIMEPart
from email.parser import BytesParser
from html.parser import HTMLParser
from itertools import islice
from typing import Any

from evidence.previews.limits import CannotShow, paragraphs, plain

HEADERS = ("From", "To", "Cc", "Date", "Subject", "Message-ID")
MOST_ATTACHMENTS = 50
UNREADABLE = "This mail could not be read; download it."
UNSEEN = frozenset({"script", "style", "head", "title", "template"})
BREAKS = frozenset({"p", "br", "div", "tr", "li", "h1", "h2", "h3", "h4", "blockquote", "table"})


def read(content: bytes) -> dict[str, Any]:
    try:
        return _read(content)
    except (RecursionError, LookupError, ValueError, AttributeError, AssertionError) as failure:
        raise CannotShow(UNREADABLE) from failure


def _read(content: bytes) -> dict[str, Any]:
    message = BytesParser(policy=policy.default).parsebytes(content)
    headers = [(name, plain(str(message[name]))) for name in HEADERS if message[name]]
    body = message.get_body(("plain", "html"))
    is_html = body is not None and body.get_content_type() == "text/html"
    text = _content(body) if body else ""
    return {
        "sort": "mail",
        "headers": headers,
        "paragraphs": paragraphs(_text_of_html(text) if is_html else text),
        "attachments": [_named(part) for part in islice(message.iter_attachments(), MOST_ATTACHMENTS)],
        "notes": ["This mail is written in HTML; only its text is shown."] if is_html else [],
    }


def _content(part: MIMEPart) -> str:
    content = part.get_content()
    return content if isinstance(content, str) else ""


def _named(part: MIMEPart) -> tuple[str, str]:
    return plain(part.get_filename() or "No name", 255), part.get_content_type()


def _text_of_html(markup: str) -> str:
    reader = _Text()
    reader.feed(markup)
    reader.close()
    return "".join(reader.text)


class _Text(HTMLParser):
    """The text between tags, without scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.unseen += tag in UNSEEN
        if tag in BREAKS:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.unseen = max(0, self.unseen - (tag in UNSEEN))
        if tag in BREAKS:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.text.append(data.replace("\n", " "))
