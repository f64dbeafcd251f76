"""What one span of OpenTelemetry's own SDK costs: the yardstick of otel_span. Nothing of ddtrace runs here."""

from bm.otel import OtelScenario


class OtelSdkSpan(OtelScenario):
    def run(self):
        from opentelemetry.sdk.trace import TracerProvider

        start = self.starting(TracerProvider().get_tracer("bm"))

        def start_spans(loops):
            for _ in range(loops):
                start()

        yield start_spans
