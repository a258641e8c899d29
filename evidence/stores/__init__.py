"""Where files are kept: a directory or a bucket, chosen by the settings, with the same promises."""

from __future__ import annotations

from typing import cast

from django.core.files.storage import default_storage

from evidence.stores.promises import Store, StoreFailed

__all__ = ["Store", "StoreFailed", "store"]

store = cast("Store", default_storage)
