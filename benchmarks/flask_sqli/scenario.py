"""What a request to Flask costs whose data ends in a database's query, which ddtrace's security products look for."""

from bm import server
from bm.web import WebScenario

POST = server.request(
    "POST",
    "/sqli",
    b"username=shaquille_oatmeal&password=123456",
    Content_Type="application/x-www-form-urlencoded",
    User_Agent="dd-test-scanner-log",
)


class FlaskSqli(WebScenario):
    def run(self):
        yield from self.answers("bm.flask_app", POST)
