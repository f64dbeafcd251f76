"""What the tags of a web request cost, which every integration of a web framework sets on its span."""

import bm
from bm import tracing

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
REQUEST_HEADERS = {
    "Host": "localhost:8000",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate, br",
    "Accept-Language": "en-US,en;q=0.9",
    "Cache-Control": "max-age=0",
    "Connection": "keep-alive",
    "Content-Type": "application/json",
    "Referer": "http://localhost:8000/",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "none",
    "Upgrade-Insecure-Requests": "1",
}
RESPONSE_HEADERS = {"Content-Type": "text/html; charset=utf-8", "Etag": "33a64df551425fcc55e4d42a148795d9"}
# What is not to be seen in a trace, so that ddtrace has to find it.
SECRET = "pass=03cb9f67dbbcc4b8b963629951e10934&token=03cb9f67dbbc4cb8b966329951e10934"


def query_of(secrets):
    return "&".join(["func=subprocess.run&cmd=%2Fbin%2Fecho+hello"] + [SECRET] * secrets) if secrets else ""


class SetHttpMeta(bm.Scenario):
    settings: dict
    user_agent_header: str
    ip_header: str
    secrets_in_url: int
    secrets_in_query: int

    def run(self):
        tracer = tracing.tracer(**self.settings)
        from ddtrace import config
        from ddtrace.contrib.trace_utils import set_http_meta

        integration = config.flask
        span = tracer.start_span("web.request")
        meta = self.meta()

        def set_meta(loops):
            for _ in range(loops):
                set_http_meta(span, integration, **meta)

        yield set_meta
        span.finish()

    def meta(self):
        headers = dict(REQUEST_HEADERS)
        if self.user_agent_header:
            headers[self.user_agent_header] = BROWSER
        if self.ip_header:
            headers[self.ip_header] = "8.8.8.8"
        query = query_of(self.secrets_in_url)
        url = "http://localhost:8000/index" + (f"?{query}" if query else "")
        return {
            "method": "GET",
            "url": url,
            "raw_uri": url,
            "query": query_of(self.secrets_in_query),
            "parsed_query": {"key": "value"},
            "status_code": 200,
            "status_msg": "OK",
            "request_headers": headers,
            "response_headers": RESPONSE_HEADERS,
            "request_cookies": {"csrftoken": "cR8TVoVebF2afssCR16pQeqHcxAlA386"},
            "request_path_params": {"id": 1},
            "route": "/index",
            "retries_remain": 0,
        }
