"""Spans of the OpenTelemetry API, whoever implements it: starting one, doing one thing to it, ending it."""

import bm
from bm import attributes


class OtelScenario(bm.Scenario):
    nspans: int
    ntags: int
    ltags: int
    nmetrics: int
    finishspan: bool
    add_event: bool
    add_link: bool
    get_context: bool
    is_recording: bool
    record_exception: bool
    set_status: bool
    update_name: bool

    def starting(self, tracer):
        """A function that starts the spans of one iteration."""
        names = [f"test.{i}" for i in range(self.nspans)]
        steps = self.steps()

        def start_spans():
            for name in names:
                span = tracer.start_span(name)
                for step in steps:
                    step(span)

        return start_spans

    def steps(self):
        """What this config does to each span after its start."""
        from opentelemetry.trace import SpanContext, Status, StatusCode

        tags = attributes.tags(self.ntags, self.ltags)
        metrics = attributes.metrics(self.nmetrics)
        event = {"key": "value"}
        linked = SpanContext(trace_id=1, span_id=2, is_remote=False)
        exception = RuntimeError("test_exception")
        status = Status(StatusCode.ERROR, "something went wrong")

        steps = (
            (self.ntags, lambda span: span.set_attributes(tags)),
            (self.nmetrics, lambda span: span.set_attributes(metrics)),
            (self.add_event, lambda span: span.add_event("test.event", event)),
            (self.add_link, lambda span: span.add_link(linked)),
            (self.get_context, lambda span: span.get_span_context()),
            (self.is_recording, lambda span: span.is_recording()),
            (self.record_exception, lambda span: span.record_exception(exception)),
            (self.set_status, lambda span: span.set_status(status)),
            (self.update_name, lambda span: span.update_name("test.renamed")),
            (self.finishspan, lambda span: span.end()),
        )
        return [step for wanted, step in steps if wanted]
