"""What the scenarios of web applications share: what of ddtrace is in the process, and a request that is repeated."""

import importlib

import bm
from bm import server, tracing


class WebScenario(bm.Scenario):
    instrumentation: str
    settings: dict

    def answers(self, application, request, status=200):
        """What a scenario yields from.

        `application` names a module with a `create_app()`; ddtrace patches what it imports.
        """
        tracing.instrument(self.instrumentation, **self.settings)
        app = importlib.import_module(application).create_app()
        yield from server.answers(app, request, status)
