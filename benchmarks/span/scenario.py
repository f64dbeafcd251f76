"""What one span costs: starting it, doing one thing to it, finishing it."""

import bm
from bm import attributes, tracing


class Span(bm.Scenario):
    nspans: int
    ntags: int
    ltags: int
    nmetrics: int
    finishspan: bool
    traceid128: bool
    telemetry: bool
    add_event: bool
    add_link: bool
    get_context: bool
    is_recording: bool
    record_exception: bool
    set_status: bool
    update_name: bool

    def run(self):
        tracer = tracing.tracer(
            DD_INSTRUMENTATION_TELEMETRY_ENABLED=self.telemetry,
            # 128 bits are the default, and what releases from 5.0 on do in any case; merely naming the setting is
            # deprecated, so it is named only to turn them off.
            DD_TRACE_128_BIT_TRACEID_GENERATION_ENABLED=None if self.traceid128 else False,
        )
        names = [f"test.{i}" for i in range(self.nspans)]
        steps = self.steps()

        def start_spans(loops):
            for _ in range(loops):
                for name in names:
                    span = tracer.start_span(name)
                    for step in steps:
                        step(span)
                if not self.finishspan:
                    tracing.forget_unfinished_spans(tracer)

        yield start_spans

    def steps(self):
        """What this config does to each span after its start."""
        from ddtrace.constants import ERROR_MSG
        from ddtrace.trace import Context

        tags = attributes.tags(self.ntags, self.ltags)
        metrics = attributes.metrics(self.nmetrics)
        event = {"key": "value"}
        linked = Context(trace_id=1, span_id=2)
        exception = RuntimeError("test_exception")

        def set_status(span):
            span.error = 1
            span.set_tag(ERROR_MSG, "something went wrong")

        def update_name(span):
            span.resource = "test.renamed"

        steps = (
            (self.ntags, lambda span: span.set_tags(tags)),
            (self.nmetrics, lambda span: span.set_metrics(metrics)),
            (self.add_event, lambda span: tracing.add_event(span, "test.event", event)),
            (self.add_link, lambda span: span.link_span(linked)),
            (self.get_context, lambda span: span.context),
            (self.is_recording, lambda span: not span.finished),
            (self.record_exception, lambda span: span.record_exception(exception)),
            (self.set_status, set_status),
            (self.update_name, update_name),
            (self.finishspan, lambda span: span.finish()),
        )
        return [step for wanted, step in steps if wanted]
