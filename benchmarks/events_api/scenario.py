"""The ways in which an integration of ddtrace can make a span of what it sees, and the events they are made of."""

from dataclasses import dataclass

import bm
from bm import tracing

URL, METHOD, STATUS = "http://localhost/", "GET", 200


def _set_tags(span, url, method, status):
    span.set_tag("http.url", url)
    span.set_tag("http.method", method)
    span.set_tag("http.status_code", status)


def trace_api(tracer):
    """A span by hand."""

    def act():
        with tracer.trace("request", service="bm", resource="test", span_type="web") as span:
            _set_tags(span, URL, METHOD, STATUS)

    return act


def core_api(tracer):
    """A context, and listeners to its start and its end who know its data by their names."""
    from ddtrace.internal import core

    def started(context):
        span = tracer.trace("request", service="bm", resource="test", span_type="web")
        _set_tags(span, *(context.get_item(key) for key in ("url", "method", "status")))
        context.set_item("span", span)

    def ended(context, _exception):
        context.get_item("span").finish()

    core.on("context.started.bm.request", started)
    core.on("context.ended.bm.request", ended)

    def act():
        with core.context_with_data("bm.request", url=URL, method=METHOD, status=STATUS):
            pass

    return act


def events_api(tracer):
    """A context of an event with fields, and a subscriber that ddtrace gives a span."""
    from ddtrace._trace.events import TracingEvent
    from ddtrace._trace.subscribers._base import TracingSubscriber
    from ddtrace.internal import core
    from ddtrace.internal.core.events import event_field
    from ddtrace.internal.span_bus import span_from_context

    @dataclass
    class Request(TracingEvent):
        event_name = "bm.traced_request"
        operation_name = "request"
        span_type = "web"
        span_kind = "client"

        url: str = event_field()
        method: str = event_field()
        status: int = event_field()

    class Subscriber(TracingSubscriber):
        event_names = (Request.event_name,)

        @classmethod
        def on_started(cls, context):
            event = context.event
            _set_tags(span_from_context(context), event.url, event.method, event.status)

    def act():
        request = Request(
            component="bm",
            integration_config={},
            service="bm",
            resource="test",
            url=URL,
            method=METHOD,
            status=STATUS,
        )
        with core.context_with_event(request):
            pass

    return act


def dispatch(_tracer):
    """An event alone, with one listener."""
    from ddtrace.internal import core

    core.on("bm.dispatched", lambda url, method, status: None)
    return lambda: core.dispatch("bm.dispatched", (URL, METHOD, STATUS))


def dispatch_event(_tracer):
    """The same with an event that has fields."""
    from ddtrace.internal import core
    from ddtrace.internal.core.events import Event
    from ddtrace.internal.core.subscriber import Subscriber

    @dataclass
    class Request(Event):
        event_name = "bm.dispatched_request"

        url: str
        method: str
        status: int

    class Listener(Subscriber):
        event_names = (Request.event_name,)

        @classmethod
        def on_event(cls, event):
            pass

    return lambda: core.dispatch_event(Request(url=URL, method=METHOD, status=STATUS))


APIS = {api.__name__: api for api in (trace_api, core_api, events_api, dispatch, dispatch_event)}


class EventsApi(bm.Scenario):
    api: str

    def run(self):
        act = APIS[self.api](tracing.tracer())

        def repeat(loops):
            for _ in range(loops):
                act()

        yield repeat
