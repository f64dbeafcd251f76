"""What it costs the workers of a server to find out, when they start, which files belong to which installed package."""

import tempfile

import bm
from bm import forks, tracing


class CodeProvenance(bm.Scenario):
    num_children: int

    def run(self):
        tracing.configure()
        from ddtrace.internal.datadog.profiling.code_provenance import get_code_provenance_file

        def start_workers(loops):
            for _ in range(loops):
                # Where the first of them leaves what it has found, for the others.
                with tempfile.TemporaryDirectory() as tempfile.tempdir:
                    for _ in range(self.num_children):
                        forks.in_child(get_code_provenance_file)
                tempfile.tempdir = None

        yield start_workers
