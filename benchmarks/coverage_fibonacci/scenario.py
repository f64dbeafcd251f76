"""What it costs to note which lines a test executes, in code that executes the same lines over and over."""

import pathlib

import bm
from bm import tracing


class CoverageFibonacci(bm.Scenario):
    fib_n: int
    file_level: bool

    def run(self):
        # ddtrace has no public name for this setting, nor for collecting coverage outside of its test runners.
        tracing.configure(_DD_COVERAGE_FILE_LEVEL=self.file_level)
        from ddtrace.internal.coverage.code import ModuleCodeCollector
        from ddtrace.internal.coverage.installer import install

        install(include_paths=[pathlib.Path.cwd()])
        # Only what is imported from here on is covered.
        from recursion import fibonacci

        with ModuleCodeCollector.CollectInContext() as collected:
            fibonacci(1)
            if not collected.get_covered_file_paths():
                raise RuntimeError("ddtrace has not noted the lines of recursion.py")

        def cover(loops):
            for _ in range(loops):
                # One context for each test.
                with ModuleCodeCollector.CollectInContext():
                    fibonacci(self.fib_n)

        yield cover
