"""What a request to a small Django application costs, with one product of ddtrace or another."""

from bm import server
from bm.web import WebScenario


class DjangoSimple(WebScenario):
    path: str
    status: int

    def run(self):
        yield from self.answers("bm.django_app", server.request("GET", self.path), self.status)
