"""Every address that the URL configuration names, made with the ids of what is there."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db.models import Model
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from assumptions import REQUIREMENTS
from assumptions.sources import SOURCES

ANY_TEXT = "x"
# Parameters that are public names, not ids.
NAMES = {"source": list(SOURCES), "requirement": list(REQUIREMENTS)}
Ids = Callable[[type[Model]], list[str]]


@dataclass(frozen=True)
class NamedRoute:
    """A named address; its parameters may be ids of what is in the database."""

    name: str
    parameters: tuple[str, ...]

    def addresses(self, ids: Ids) -> Iterator[str]:
        """One address for each thing, or set of things, that its parameters can name."""
        values = [self._values(parameter, ids) for parameter in self.parameters]
        for chosen in itertools.product(*values):
            try:
                yield reverse(self.name, kwargs=dict(zip(self.parameters, chosen, strict=True)))
            except NoReverseMatch:
                continue

    def _values(self, parameter: str, ids: Ids) -> list[str]:
        model = model_called(parameter.removesuffix("_id"))
        return ids(model) if model and parameter.endswith("_id") else NAMES.get(parameter, [ANY_TEXT])


def model_called(name: str) -> type[Model] | None:
    """The model of that name, or whose name ends with it: ``service`` is a SmartDataService."""
    models = {model._meta.model_name or "": model for model in apps.get_models()}
    ending = [model for known, model in models.items() if known.endswith(name)]
    return models.get(name) or (ending[0] if ending else None)


def named_routes() -> list[NamedRoute]:
    return sorted(set(_named(get_resolver())), key=lambda route: route.name)


def _named(
    resolver: URLResolver, namespaces: tuple[str, ...] = (), outer: tuple[str, ...] = ()
) -> Iterator[NamedRoute]:
    for pattern in resolver.url_patterns:
        parameters = (*outer, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _named(pattern, inner, parameters)
        elif pattern.name:
            yield NamedRoute(":".join((*namespaces, pattern.name)), parameters)


def as_id(value: str) -> str:
    """An id as it stands in an address, whether the database holds it with hyphens or without."""
    try:
        return str(UUID(value))
    except ValueError:
        return value
