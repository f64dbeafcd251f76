"""What it costs ddtrace to count itself: adding to metrics, which are summed up and sent later and elsewhere."""

from itertools import cycle, islice

import bm
from bm import tracing

TAGS = (("integration_name", "bm"),)


class TelemetryAddMetric(bm.Scenario):
    metric_types: list
    num_metrics: int
    per_metric: int

    def run(self):
        tracing.configure(DD_INSTRUMENTATION_TELEMETRY_ENABLED=True)
        from ddtrace.internal.telemetry import telemetry_writer
        from ddtrace.internal.telemetry.constants import TELEMETRY_NAMESPACE

        adders = [getattr(telemetry_writer, f"add_{kind}_metric") for kind in self.metric_types]
        metrics = [(add, f"metric-{i}") for i, add in enumerate(islice(cycle(adders), self.num_metrics))]
        namespace = TELEMETRY_NAMESPACE.TRACERS

        def add_metrics(loops):
            for _ in range(loops):
                for add, name in metrics:
                    for _ in range(self.per_metric):
                        add(namespace, name, 10, TAGS)

        yield add_metrics
