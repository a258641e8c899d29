"""The smallest PDF that is whole, for tests that hand one in and don't mind what it shows."""

from __future__ import annotations

OBJECTS = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
)


def paper(said: bytes = b"a letter") -> bytes:
    """One blank page, with these bytes on a line that no reader shows."""
    file = bytearray(b"%PDF-1.7\n% " + said + b"\n")
    places = []
    for number, body in enumerate(OBJECTS, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(file)
    file += b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table
    return bytes(file)
