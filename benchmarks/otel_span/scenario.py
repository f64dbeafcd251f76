"""What one span of the OpenTelemetry API costs where ddtrace implements it; compare otel_sdk_span and span."""

import os

from bm import tracing
from bm.otel import OtelScenario


class OtelSpan(OtelScenario):
    telemetry: bool

    def run(self):
        # The context in which ddtrace keeps the current span for both of its APIs; OpenTelemetry reads it on import.
        os.environ["OTEL_PYTHON_CONTEXT"] = "ddcontextvars_context"
        tracer = tracing.tracer(DD_INSTRUMENTATION_TELEMETRY_ENABLED=self.telemetry)
        from ddtrace.opentelemetry import TracerProvider

        start = self.starting(TracerProvider().get_tracer("bm"))

        def start_spans(loops):
            for _ in range(loops):
                start()
                if not self.finishspan:
                    tracing.forget_unfinished_spans(tracer)

        yield start_spans
