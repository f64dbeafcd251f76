"""An agent for programs that send something before they end, and would try again and again if nobody took it."""

import contextlib

from bm import server


def _accept(environ, start_response):
    environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    start_response("200 OK", [("Content-Type", "application/json")])
    return [b"{}"]


@contextlib.contextmanager
def accepting():
    """Takes whatever it is sent until the block ends. Yields the settings that lead ddtrace there."""
    with server.serving(_accept) as (host, port):
        yield {"DD_TRACE_AGENT_URL": f"http://{host}:{port}"}
