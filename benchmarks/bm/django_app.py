"""The Django application of several scenarios: middleware, a database, a cache and a template, and little else.

To be imported after `tracing.instrument()`, as ddtrace patches what is imported after it.
"""

import logging

from django.conf import settings
from django.core.cache import cache
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.shortcuts import render
from django.urls import path

_PAGE = """<!DOCTYPE html>
<title>Numbers</title>
<table>{% for row in rows %}<tr>{% for number in row %}<td>{{ number }}</td>{% endfor %}</tr>{% endfor %}</table>
"""
_TEMPLATES = {
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "OPTIONS": {
        "loaders": [
            (
                "django.template.loaders.cached.Loader",
                [("django.template.loaders.locmem.Loader", {"page.html": _PAGE})],
            )
        ]
    },
}


def create_app():
    settings.configure(
        ALLOWED_HOSTS=["*"],
        # It finds nothing, so each request does the same.
        CACHES={"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}},
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        LOGGING_CONFIG=None,
        MIDDLEWARE=["bm.django_app.pass_on", "bm.django_app.pass_on"],
        ROOT_URLCONF="bm.django_app",
        SECRET_KEY="of no use",
        TEMPLATES=[_TEMPLATES],
    )
    # Without any handler, the logging module would print the errors of /exc/ itself.
    logging.getLogger("django").addHandler(logging.NullHandler())
    return get_wsgi_application()


def pass_on(get_response):
    def middleware(request):
        return get_response(request)

    return middleware


def index(request):
    return render(request, "page.html", {"rows": [_numbers(row) for row in range(5)]})


def _numbers(row):
    key = f"numbers-{row}"
    numbers = cache.get(key)
    if numbers is None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1, 2, 3, 4, 5, 6, 7, 8, 9, random()")
            numbers = cursor.fetchone()
        cache.set(key, numbers)
    return numbers


def failing(request):
    index(request)
    raise LookupError("an error that nobody handles")


def handling(request):
    try:
        raise LookupError("an error that is handled")
    except LookupError:
        return index(request)


urlpatterns = [path("", index), path("exc/", failing), path("handled/", handling)]
