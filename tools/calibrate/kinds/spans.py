"""A tracing library with native parts: spans of ddtrace, started and finished."""

import os

import bm
from knownwork import amount


class Spans(bm.Scenario):
    more: int

    def run(self):
        os.environ.update(DD_INSTRUMENTATION_TELEMETRY_ENABLED="false", DD_REMOTE_CONFIGURATION_ENABLED="false")
        from ddtrace.trace import TraceFilter, tracer

        class Drop(TraceFilter):
            def process_trace(self, trace):
                return None

        tracer.configure(trace_processors=[Drop()])
        spans = range(amount(100, self.more))

        def work(loops):
            for _ in range(loops):
                for _ in spans:
                    with tracer.trace("work", resource="calibrate") as span:
                        span.set_tag("key", "value")

        yield work
