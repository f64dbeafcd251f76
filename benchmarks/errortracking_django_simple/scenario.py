"""What a request to Django costs in which an error is handled, if ddtrace reports such errors."""

from bm import server
from bm.web import WebScenario


class ErrortrackingDjangoSimple(WebScenario):
    def run(self):
        yield from self.answers("bm.django_app", server.request("GET", "/handled/"))
