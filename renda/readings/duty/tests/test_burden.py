"""Nothing is typed for the books: each column is read from a field of the record, and no form of this room fills one."""

import importlib
import inspect

from django import forms as django_forms
from django.apps import apps
from django.urls import reverse

from renda.readings.duty import facts, forms, models
from renda.readings.duty.shown import columns_of, facts_of
from renda.readings.duty.states import DEFAULT_BOOKS


def read_fields():
    return {fact.reads for source in facts.SOURCES.values() for fact in source.facts.values()}


def test_each_fact_is_a_field_of_the_record_and_none_of_this_room():
    for path in read_fields():
        app, model, field = path.split(".")
        assert apps.get_model(app, model)._meta.get_field(field), path
        assert app != "duty", path


def test_no_form_of_this_room_has_a_field_that_feeds_a_book():
    fed = {path.split(".")[2] for path in read_fields()} - {"title"}
    for name, form in inspect.getmembers(forms, inspect.isclass):
        if form.__module__ == forms.__name__ and issubclass(form, django_forms.BaseForm):
            assert not fed & set(form.base_fields), name
    assert {
        name for name, form in inspect.getmembers(forms, inspect.isclass) if "title" in getattr(form, "base_fields", {})
    } == {"BookForm"}


def test_no_table_of_this_room_holds_an_entry():
    """A table with a free text beside names, marks and answers would be a place to type entries into."""
    known = {"objection", "answer"}
    texts = {
        f.name for _, model in inspect.getmembers(models, inspect.isclass) if getattr(model, "_meta", None)
        and model._meta.app_label == "duty" for f in model._meta.fields if f.get_internal_type() == "TextField"
    }  # fmt: skip
    assert texts == known


def test_the_only_write_to_the_record_is_the_draft_of_a_photo():
    called = []
    for name in ("archiving", "making", "naming", "papering", "running"):
        module = importlib.import_module(f"renda.readings.duty.services.{name}")
        called += [n for n, f in vars(module).items() if callable(f) and ".services" in getattr(f, "__module__", "")
                   and f.__module__.split(".")[1] in ("network", "voice")]  # fmt: skip
    assert called == ["plan_activity"]


def test_every_column_of_the_packaged_books_has_a_fact():
    for plan in DEFAULT_BOOKS:
        assert columns_of(plan) == plan.columns
        assert {fact.column for fact in facts_of(plan)} == {facts.COLUMNS[key].label for key in plan.columns}


def test_everybody_reads_where_each_column_comes_from(client_of):
    page = client_of("resident").get(reverse("duty:burden")).text
    assert "opinions.Opinion.text" in page and "为本册专门填的：<b>0项</b>" in page
    assert reverse("workflow:burden") in page
