"""A file's name keeps its letters and loses what would break out of its place or mislead who reads it."""

from __future__ import annotations

import pytest

from evidence.file_names import plain_name


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("letter.pdf", "letter.pdf"),
        ("Bestätigung – für É.pdf", "Bestätigung – für É.pdf"),
        ("تأكيد.pdf", "تأكيد.pdf"),
        ("確認書.pdf", "確認書.pdf"),
        ("می‌خواهم.pdf", "می‌خواهم.pdf"),  # a joiner that Persian needs
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\u2067a\u2069\u200e\u061c.pdf", "a.pdf"),
        ("a\r\nX-Bad: yes\t\0.pdf", "aX-Bad: yes.pdf"),
        ("a\x85b\u2028c\u2029.pdf", "abc.pdf"),
        ("a\ud800.pdf", "a.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\letter.pdf", "letter.pdf"),
        ("a/..\\x.pdf", "x.pdf"),
        (".htaccess", "htaccess"),
        ("letter.pdf. .", "letter.pdf"),
        ("", "file"),
        ("..", "file"),
        ("\u202e\0", "file"),
        ("a" * 300 + ".pdf", "a" * 251 + ".pdf"),
    ],
)
def test_what_is_left_of_a_name(name: str, plain: str):
    assert plain_name(name) == plain
