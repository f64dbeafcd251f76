"""Starts the Django application, asks it for one page and ends."""

from bm import django_app, server

with server.serving(django_app.create_app()) as address:
    server.exchange(address, server.request("GET", "/"))
