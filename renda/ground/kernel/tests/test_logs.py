"""No line of the log holds a row's values, whatever the database answers."""

import logging

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from renda.ground.kernel.logs import LEFT_OUT, Formatter, without_values

SECRET = "红岩路三号的张三，电话13800001111"
REFUSED = f"""Traceback (most recent call last):
  File "x.py", line 1, in save
psycopg.errors.CheckViolation: new row for relation "opinions_opinion" violates check constraint "opinion_told_on_a_day"
DETAIL:  Failing row contains (0199, {SECRET}
在第二行, null).

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
django.db.utils.IntegrityError: new row violates check constraint "opinion_told_on_a_day"
DETAIL:  Failing row contains (0199, {SECRET}
在第二行, null).
"""


def test_the_values_of_a_refused_row_are_left_out_and_the_rest_stays():
    text = without_values(REFUSED)
    assert SECRET not in text and "第二行" not in text
    assert text.count(LEFT_OUT) == 2
    assert "opinion_told_on_a_day" in text and "The above exception" in text


def test_what_follows_the_detail_stays():
    text = without_values(f"ERROR: x\nDETAIL:  Key (phone)=({SECRET}) already exists.\nCONTEXT:  COPY t, line 1")
    assert SECRET not in text and "CONTEXT:  COPY t" in text


def test_a_line_without_detail_is_as_it_was():
    assert without_values("a plain line") == "a plain line"


def test_every_handler_writes_with_this_formatter():
    formatters = settings.LOGGING["formatters"].values()
    assert {each["class"] for each in formatters} == {"renda.ground.kernel.logs.Formatter"}


@pytest.mark.django_db
def test_a_row_the_database_refuses_leaves_nothing_in_the_log(county):
    from renda.ground.people.models import User

    User.objects.create(county=county, login="same", name="甲")
    try:
        with transaction.atomic():
            User.objects.create(county=county, login="same", name=SECRET)
    except IntegrityError as error:
        record = logging.LogRecord(
            "x", logging.ERROR, "x", 1, "broken: %s", (error,), (type(error), error, error.__traceback__)
        )
    line = Formatter("%(message)s").format(record)
    assert SECRET not in line
    assert "login" in line or connection.vendor == "postgresql"
