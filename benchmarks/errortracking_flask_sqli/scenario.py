"""What a request to Flask costs in which an error is handled, if ddtrace reports such errors."""

from bm import server
from bm.web import WebScenario

POST = server.request(
    "POST",
    "/sqli_with_errortracking",
    b"username=shaquille_oatmeal&password=123456",
    Content_Type="application/x-www-form-urlencoded",
)


class ErrortrackingFlaskSqli(WebScenario):
    def run(self):
        yield from self.answers("bm.flask_app", POST)
