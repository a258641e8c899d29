"""What is kept for a while, and where: in Redis where it is set, else in each process's memory.

Counts of tries and codes once used must be the same for every process that serves pages. Results, and what
was drawn of files, lie apart from them: however many there are, they push no count of tries out.
"""

from typing import Any

RESULTS_FOR = 3 * 24 * 60 * 60  # seconds; nothing is ever stale, but what was changed is not asked for again
MEMORY = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
# Drawn pages are large and soon drawn anew: a few in the memory of each process, none in Redis.
PREVIEWS = MEMORY | {"LOCATION": "previews", "OPTIONS": {"MAX_ENTRIES": 64}}


def chosen(redis_url: str) -> dict[str, Any]:
    """Django's ``CACHES``; ``redis_url`` is empty where each process keeps to itself."""
    if redis_url:
        redis = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}
        return {
            "default": redis | {"KEY_PREFIX": "qualtrack"},
            "results": redis | {"KEY_PREFIX": "qualtrack-results", "TIMEOUT": RESULTS_FOR},
            "previews": PREVIEWS,
        }
    results = {"LOCATION": "results", "TIMEOUT": RESULTS_FOR, "OPTIONS": {"MAX_ENTRIES": 5_000}}
    return {
        "default": MEMORY | {"LOCATION": "counts"},
        "results": MEMORY | results,
        "previews": PREVIEWS,
    }
