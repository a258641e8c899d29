"""What every answer must say to the browser, whatever made it; used by each test that walks pages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.conf import settings
from django.shortcuts import resolve_url

ALWAYS = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
CONTENT = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
NONCE = re.compile(r"'nonce-([A-Za-z0-9+/=]{22,})'")


def sign_in() -> str:
    """The address of the page that anybody gets."""
    return resolve_url(settings.LOGIN_URL)


def content_policy(headers: Mapping[str, str]) -> dict[str, str]:
    """The directives of an answer's content policy."""
    written = headers.get("content-security-policy", "")
    pairs = [directive.strip().partition(" ") for directive in written.split(";")]
    return {name: sources for name, _, sources in pairs if name}


def problems_of(headers: Mapping[str, str]) -> list[str]:
    """What an answer fails to say, or says otherwise; its headers by names in small letters."""
    problems = [
        f"{name} is {headers.get(name)}" for name, value in ALWAYS.items() if headers.get(name) != value
    ]
    if "camera=()" not in headers.get("permissions-policy", ""):
        problems.append("no permissions-policy")
    if "no-store" not in headers.get("cache-control", ""):
        problems.append(f"cache-control is {headers.get('cache-control')}")
    policy = content_policy(headers)
    if policy == {"sandbox": ""}:
        if not headers.get("content-disposition", "").startswith("attachment"):
            problems.append("sandboxed, and no attachment")
        return problems
    if policy == {"default-src": "'none'", "sandbox": ""}:
        if headers.get("content-type") != "image/png":
            problems.append("made for a drawing, and none")
        return problems
    scripts = policy.pop("script-src", None)
    if scripts is None or (scripts and not NONCE.fullmatch(scripts)):
        problems.append(f"script-src is {scripts}")
    if policy != CONTENT:
        problems.append(f"content-security-policy is {policy}")
    return problems


def markup_problems(markup: str) -> list[str]:
    """What the policy forbids, and what a page may not hold, whether or not it would be stopped."""
    found = re.findall(
        r"<style\b[^>]*>|<[^>]*\s(?:style|on[a-z]+|hx-on[^=\s]*)\s*=[^>]*>|javascript:", markup
    )
    scripts = re.findall(r"<script\b[^>]*>", markup)
    found += [script for script in scripts if not re.search(r'nonce="[^"]{22,}"', script)]
    found += [script for script in scripts if " src=" not in script]
    return found + re.findall(r'(?:src|href|action)="(?:https?:)?//[^"]*"', markup)
