"""A foreign key counts as an import: it may only point to a lower floor, never to another county's row by shape."""

import tomllib

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from tests.architecture.code import ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def test_every_folder_has_its_floor():
    known = {app for contract in _floors() for layer in contract for app in layer}
    assert [c.name for c in _ours() if c.name not in known and c.name != "renda.demo"] == []


def test_foreign_keys_point_downwards():
    wrong = [f"{m.__name__}.{f.name} -> {t.__name__}" for m, f, t in _links() if not _may_know(_app(m), _app(t))]
    assert wrong == []


def test_no_unique_rule_of_a_subject_forgets_its_county():
    """A unique constraint over all counties would tie them to one database; random keys and codes may."""
    wrong = []
    for config in _ours():
        for model in config.get_models():
            if "county" in {f.name for f in model._meta.fields}:
                rules = [r for r in model._meta.constraints if isinstance(r, models.UniqueConstraint)]
                wrong += [f"{model.__name__}: {r.name}" for r in rules if not _begins_with_county(model, r)]
    assert wrong == []


def _begins_with_county(model: type[models.Model], rule: models.UniqueConstraint) -> bool:
    """By its own county, by a row that belongs to one county already, or only among rows of the whole country."""
    if rule.condition is not None and "county" in str(rule.condition):
        return True
    first = model._meta.get_field(rule.fields[0]) if rule.fields else None
    return first is None or first.name == "county" or first.is_relation or isinstance(first, models.UUIDField)


def _ours():
    return [config for config in apps.get_app_configs() if config.name.startswith("renda.")]


def _app(model):
    return model._meta.app_config.name


def _links():
    for config in _ours():
        for model in config.get_models():
            for field in model._meta.get_fields():
                target = getattr(field, "related_model", None)
                if not isinstance(field, models.ForeignKey | models.ManyToManyField) or not isinstance(target, type):
                    continue
                if target._meta.label != settings.AUTH_USER_MODEL and _app(target).startswith("renda."):
                    yield model, field, target


def _floors():
    """Per contract of pyproject.toml the layers, highest first, as full names."""
    for contract in CONTRACTS:
        if contract["type"] == "layers" and len(contract["containers"]) == 1:
            inside = contract["containers"][0]
            yield [[f"{inside}.{name.strip(' ()')}" for name in layer.split("|")] for layer in contract["layers"]]


def _may_know(knower: str, known: str) -> bool:
    if knower == known:
        return True
    for layers in _floors():
        a, b = _level(layers, knower), _level(layers, known)
        if a is not None and b is not None and _member(layers, a, knower) != _member(layers, b, known):
            return a < b
    return False


def _level(layers, name):
    return next((i for i, layer in enumerate(layers) if any(_inside(name, each) for each in layer)), None)


def _member(layers, level, name):
    return next(each for each in layers[level] if _inside(name, each))


def _inside(name, package):
    return name == package or name.startswith(package + ".")


@pytest.mark.parametrize(
    ("knower", "known", "may"),
    [
        ("renda.voice.suggestions", "renda.voice.opinions", True),
        ("renda.voice.opinions", "renda.voice.suggestions", False),
        ("renda.voice.opinions", "renda.ground.files", True),
        ("renda.ground.files", "renda.ground.notices", False),
        ("renda.ground.county", "renda.network.stations", False),
    ],
)
def test_the_floors_are_read_right(knower, known, may):
    assert _may_know(knower, known) is may
