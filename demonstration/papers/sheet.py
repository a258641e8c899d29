"""One A4 sheet as a PDF, written out by hand: with the fonts that every reader has, and no library."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842  # points
LEFT, RIGHT = 72, 523
VALUES = 208  # where the second column of the facts begins
LINE = 17
FONTS = {"roman": "Times-Roman", "bold": "Times-Bold", "italic": "Times-Italic", "sans": "Helvetica-Bold"}
PALE = "0.6 0.62 0.62"
MARK = "Specimen. Fictitious."
MADE_BY = "Made by qualtrack for its demonstration. It certifies nothing."


@dataclass(slots=True)
class Sheet:
    """The drawing operators of a page, from the top downwards; ``y`` is where the next line stands."""

    y: float = HEIGHT - 84
    operators: list[str] = field(default_factory=list)

    def write(self, text: str, *, font: str = "roman", size: float = 11, x: float = LEFT) -> None:
        self.operators.append(f"BT /{font} {size:g} Tf {x:g} {self.y:g} Td ({_escaped(text)}) Tj ET")

    def rule(self, weight: float = 0.5) -> None:
        self.operators.append(f"{PALE} RG {weight:g} w {LEFT} {self.y:g} m {RIGHT} {self.y:g} l S")

    def colour(self, red: float, green: float, blue: float) -> None:
        self.operators.append(f"{red:g} {green:g} {blue:g} rg")

    def down(self, points: float) -> None:
        self.y -= points

    def paragraph(self, text: str, *, columns: int = 92) -> None:
        for line in textwrap.wrap(text, columns):
            self.write(line)
            self.down(LINE)
        self.down(8)

    def facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Labels and values between hairlines."""
        for label, value in facts:
            self.rule()
            self.down(LINE)
            self.colour(0.35, 0.37, 0.4)
            self.write(label)
            self.colour(0.1, 0.11, 0.13)
            for line in textwrap.wrap(value, 56) or [""]:
                self.write(line, x=VALUES)
                self.down(LINE)
            self.down(-LINE + 8)
        self.rule()

    def mark(self) -> None:
        """Say at head and foot that the paper is none."""
        self.colour(0.69, 0.14, 0.11)
        for at in (HEIGHT - 48, 40):
            self.y = at
            self.write(MARK, font="sans", size=9)
        self.write(MADE_BY, size=9, x=LEFT + 104)


def pdf_of(sheet: Sheet, *, title: str) -> bytes:
    """The sheet as a PDF file."""
    content = "\n".join(sheet.operators).encode("cp1252")
    fonts = "".join(f"/{name} {number} 0 R " for number, name in enumerate(FONTS, start=6))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) /ViewerPreferences << /DisplayDocTitle true >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 4 0 R "
        f"/Resources << /Font << {fonts}>> >> >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        f"<< /Title ({_escaped(title)}) /Subject ({MARK}) /Producer (qualtrack) >>".encode("cp1252"),
        *(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>".encode()
            for base in FONTS.values()
        ),
    ]
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    """Numbered objects with the table of where each begins."""
    file = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
    )
    return bytes(file)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
