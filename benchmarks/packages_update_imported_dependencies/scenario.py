"""What it costs to find out which installed packages newly imported modules belong to, as telemetry reports them."""

import sys

import bm
from bm import tracing


class PackagesUpdateImportedDependencies(bm.Scenario):
    modules: list
    unknown_modules: int
    stdlib: bool
    use_cache: bool

    def run(self):
        tracing.configure()
        from ddtrace.internal.packages import get_module_distribution_versions
        from ddtrace.internal.telemetry.dependency_tracker import update_imported_dependencies

        names = self.modules + [f"no_such_module_{i}" for i in range(self.unknown_modules)]
        if self.stdlib:
            names += sorted(sys.stdlib_module_names)

        def update(loops):
            for _ in range(loops):
                if not self.use_cache:
                    get_module_distribution_versions.cache_clear()
                update_imported_dependencies({}, names)

        yield update
