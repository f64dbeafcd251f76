"""What it costs a server to read the trace context of a request from its headers."""

import bm
from bm import tracing


def _wsgi(name):
    """How a WSGI server names a header in `environ`."""
    return "HTTP_" + name.upper().replace("-", "_")


class HTTPPropagationExtract(bm.Scenario):
    headers: dict
    extra_headers: int = 0
    wsgi_style: bool = False
    styles: str = ""

    def run(self):
        tracing.configure(DD_TRACE_PROPAGATION_STYLE_EXTRACT=self.styles or None)
        from ddtrace.propagation.http import HTTPPropagator

        headers = self.request_headers()

        def extract(loops):
            for _ in range(loops):
                HTTPPropagator.extract(headers)

        yield extract

    def request_headers(self):
        headers = dict(self.headers)
        headers.update((f"x-test-header-{i}", str(i)) for i in range(self.extra_headers))
        return {_wsgi(name): value for name, value in headers.items()} if self.wsgi_style else headers
