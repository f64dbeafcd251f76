"""What a request to a small Flask application costs, with one product of ddtrace or another."""

import json

from bm import server
from bm.web import WebScenario

GET = server.request("GET", "/?name=Ada")
POST = server.request(
    "POST",
    "/post-view",
    json.dumps({f"example_key_{i}": f"example_value_{i}" for i in range(100)}).encode(),
    Content_Type="application/json",
    Accept_Language="en-US,en;q=0.9",
    User_Agent="dd-test-scanner-log",
)


class FlaskSimple(WebScenario):
    post_request: bool

    def run(self):
        yield from self.answers("bm.flask_app", POST if self.post_request else GET)
